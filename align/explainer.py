"""Explainers: which content words of a text the words of another explain, by a lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import scipy.sparse as sp

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, shipped_lexicon
from songngu.align.text.tokens import tokens, units

_LEAST_PROBABILITY = 0.01
_MOST_EASE = 0.02
_MOST_EASE_ALONE = 0.05  # of words that are looked at beside few others


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as the other side sees it: its words, and the numbers of all units it holds."""

    words: frozenset[str]
    units: frozenset[int]


Numbered = Sequence[tuple[str, int | None]]
"""Words with their numbers in a vocabulary."""


@dataclass(slots=True)
class _Told:
    """The words of one language and the units of the other that explain each."""

    vocabulary: Vocabulary
    columns: sp.csc_array
    known: dict[int, frozenset[int]] = field(default_factory=dict)
    shared: dict[int, dict[int, float]] = field(default_factory=dict)
    content: Sequence[bool] = field(init=False)
    bears: Sequence[bool] = field(init=False)

    def __post_init__(self) -> None:
        """List, once for all texts, the words that few sentences explain by chance, and those that bear a meaning."""
        self.content = (self.vocabulary.ease <= _MOST_EASE).tolist()
        self.bears = (self.vocabulary.ease <= _MOST_EASE_ALONE).tolist()

    def numbered(self, words: Sequence[str]) -> Numbered:
        """Return the words of a text, marks left out, with their numbers."""
        number = self.vocabulary.index.get
        return [(word, number(word)) for word in words if word[0].isalnum()]

    def explainers(self, word: int) -> frozenset[int]:
        """Return the units that have a word as a rendering, often enough."""
        found = self.known.get(word)
        if found is None:
            start, end = self.columns.indptr[word], self.columns.indptr[word + 1]
            likely = self.columns.data[start:end] >= _LEAST_PROBABILITY
            found = self.known[word] = frozenset(self.columns.indices[start:end][likely].tolist())
        return found

    def shares(self, word: int) -> dict[int, float]:
        """Return how likely each unit has a word as a rendering."""
        found = self.shared.get(word)
        if found is None:
            held = slice(self.columns.indptr[word], self.columns.indptr[word + 1])
            shares = zip(self.columns.indices[held].tolist(), self.columns.data[held].tolist(), strict=True)
            found = self.shared[word] = dict(shares)
        return found


class Explainer:
    """What the words of two languages say of each other by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._told = {
            lexicon.target.lang: _Told(lexicon.target, lexicon.forward.tocsc()),
            lexicon.source.lang: _Told(lexicon.source, lexicon.backward.tocsc()),
        }
        self._langs = lexicon.source.lang, lexicon.target.lang

    def explained(self, source: str, target: str, *, is_source: bool) -> float:
        """Return the share of content words of one side that the other explains, 0 where there are none."""
        text, other = (source, target) if is_source else (target, source)
        own, theirs = self._langs if is_source else self._langs[::-1]
        given = self._side(tokens(other, theirs), theirs)
        explained, known, unknown = self._counts(tokens(text, own), own, given)
        return explained / max(known + unknown, 1)

    def likeness(self, source: str, target: str) -> float:
        """Return the highest probability with which a word of one text renders one of the other, but function words."""
        told, giving = (self._told[lang] for lang in self._langs)
        ours, theirs = (
            [number for _, number in each.numbered(tokens(text, lang)) if number is not None and each.bears[number]]
            for each, text, lang in zip((told, giving), (source, target), self._langs, strict=True)
        )
        pairs = [(one, other) for one in ours for other in theirs]
        found = (max(giving.shares(other).get(one, 0.0), told.shares(one).get(other, 0.0)) for one, other in pairs)
        return max(found, default=0.0)

    def _side(self, words: list[str], lang: str) -> _Side:
        return _Side(
            frozenset([word for word in words if word[0].isalnum()]), _units(words, lang, self._told[lang].vocabulary)
        )

    def _counts(self, words: Sequence[str], lang: str, given: _Side) -> tuple[int, int, int]:
        """Return how many content words the other side explains, of how many the lexicon knows, and how many not."""
        explained = known = unknown = 0
        told = self._told[lang]
        for word, number in told.numbered(words):
            if number is None or word[0].isdigit():
                explained, known, unknown = (
                    (explained + 1, known + 1, unknown) if word in given.words else (explained, known, unknown + 1)
                )
            elif told.content[number]:
                known += 1
                explained += word in given.words or not told.explainers(number).isdisjoint(given.units)
        return explained, known, unknown


@cache
def explainer(source_lang: str, target_lang: str) -> Explainer | None:
    """Return the explainer of the shipped lexicon for two languages, None where none ships."""
    lexicon = shipped_lexicon(source_lang, target_lang)
    return Explainer(lexicon) if lexicon else None


def _units(words: list[str], lang: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the numbers of the units that a text holds."""
    return frozenset([known for known in map(vocabulary.index.get, units(words, lang)) if known is not None])
