"""Texts of one language in the words of the shipped lexicon: their runs of characters, words and clauses as arrays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, numbered, shipped_lexicon
from songngu.align.text.clauses import Cuts, clause_cuts
from songngu.align.text.ragged import Ragged, starts_of
from songngu.align.text.tokens import tokens

Ints = NDArray[np.int64]
Vector = NDArray[np.float64]

LANGS = ("vi", "en")
_EASE_OF_UNKNOWN = 1e-3
_LEAST_EASE = 1e-5
_MOST_RUNS = 1 << 16
_RUN = re.compile(r"\S+")


class _Words(dict[str, tuple[str, ...]]):
    """The words of each run as the lexicon spells them, marks left out, worked out when it is first met."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang, self._vocabulary = lang, vocabulary(lang)

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) >= _MOST_RUNS:
            self.clear()
        known, units = self._vocabulary.index, self._vocabulary.units
        words = [word for word in tokens(run, self._lang) if word[0].isalnum()]
        found = self[run] = tuple([units[known[word]] if word in known else word for word in words])
        return found


_words = cache(_Words)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships, from Vietnamese to English."""
    found = shipped_lexicon(*LANGS)
    assert found is not None
    return found


def vocabulary(lang: str) -> Vocabulary:
    """Return what the lexicon knows of a language."""
    return lexicon().source if lang == LANGS[0] else lexicon().target


@dataclass(frozen=True)
class KnownTexts:
    """Vietnamese or English texts, and their runs of characters between spaces, with what is known of them."""

    lang: str
    texts: Sequence[str]
    runs: Ragged

    @classmethod
    def of(cls, texts: Sequence[str], lang: str) -> KnownTexts:
        """Return texts cut at their spaces."""
        return cls(lang, texts, Ragged.of(text.split() for text in texts))

    @cached_property
    def lengths(self) -> Ints:
        """The characters of each text."""
        return np.fromiter(map(len, self.texts), np.int64, len(self.texts))

    @cached_property
    def _parts(self) -> list[tuple[str, ...]]:
        return [*map(_words(self.lang).__getitem__, self.runs.distinct)]

    @cached_property
    def words(self) -> Ragged:
        """The words of the texts."""
        return self.runs.replaced(self._parts)

    @cached_property
    def first_words(self) -> Ints:
        """The number of the first word of each run, and the one behind the last."""
        return starts_of(np.fromiter(map(len, self._parts), np.int64, len(self._parts))[self.runs.numbers])

    @cached_property
    def first_characters(self) -> Ints:
        """Where each run begins, all texts in one, a space between any two runs."""
        lengths = np.fromiter(map(len, self.runs.distinct), np.int64, len(self.runs.distinct))
        return starts_of(lengths[self.runs.numbers] + 1)

    @cached_property
    def cuts(self) -> Cuts:
        """Where the clauses of the texts begin and end."""
        return clause_cuts(self.runs)

    @cached_property
    def rarity(self) -> Vector:
        """How rare each distinct word is, told by how easily any sentence explains it, from 0 up."""
        numbers = numbered(vocabulary(self.lang).index, self.words.distinct)
        ease = np.where(numbers < 0, _EASE_OF_UNKNOWN, vocabulary(self.lang).ease[numbers])
        return np.asarray(-np.log(np.clip(ease, _LEAST_EASE, 1)), np.float64)

    @cached_property
    def unknown(self) -> Vector:
        """1 for each distinct word that the lexicon does not know, else 0."""
        return (numbered(vocabulary(self.lang).index, self.words.distinct) < 0).astype(np.float64)

    def span(self, text: int, first: int, last: int) -> tuple[int, int]:
        """Return the characters of a text from a run to the one at ``last``, numbers of runs of all texts."""
        begins = [
            found.start() for found in islice(_RUN.finditer(self.texts[text]), last - int(self.runs.starts[text]) + 1)
        ]
        begins.append(len(self.texts[text]))
        start = int(self.runs.starts[text])
        return begins[first - start], begins[last - start]
