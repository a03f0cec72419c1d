"""One side of an alignment: its sentences reduced to what the score compares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.structure import Structure
from songngu.align.tokens import tokens, units

_END_MARKS = {"?": 1, "!": 2, ":": 3, ".": 4, "…": 4, ";": 5, ",": 5}
_QUOTES = re.compile('["“”«»]')
_NOTHING = "∅"


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one document as the aligner sees them, ``n`` of them.

    ``words`` lists the distinct tokens and ``units`` the distinct lexicon units (tokens first, then pairs of
    syllables); ``bag`` (n by units) and ``counts`` (n by words) say which stand in which sentence and how often,
    ``token_counts`` how many tokens there are.
    ``end_marks`` classes the mark a sentence ends with, 0 for none, as in a headline; ``inner_marks`` (n by 2) counts
    its question marks and quotation marks. ``structure`` says what block each stands in, where that is known.
    """

    lang: str
    texts: tuple[str, ...]
    words: tuple[str, ...]
    units: tuple[str, ...]
    bag: sp.csr_array
    counts: sp.csr_array
    characters: NDArray[np.float64]
    end_marks: NDArray[np.int8]
    inner_marks: NDArray[np.float64]
    token_counts: NDArray[np.float64]
    structure: Structure | None = None

    def __len__(self) -> int:
        return len(self.texts)


def select(side: Side, rows: Sequence[int]) -> Side:
    """Return the side that holds only the sentences ``rows``; words and units keep their numbers."""
    if len(rows) == len(side):
        return side
    chosen = np.array(rows, np.int64)
    texts = tuple(side.texts[i] for i in rows)
    return replace(
        side, texts=texts, bag=side.bag[chosen], counts=side.counts[chosen],
        characters=side.characters[chosen], end_marks=side.end_marks[chosen], inner_marks=side.inner_marks[chosen],
        token_counts=side.token_counts[chosen], structure=side.structure and side.structure.select(chosen),
    )  # fmt: skip


def prepare(texts: Sequence[str], lang: str, structure: Structure | None = None) -> Side:
    """Tokenise the sentences of one side and count what they hold."""
    sentences = [tokens(text, lang) or [_NOTHING] for text in texts]
    words = _numbered(word for sentence in sentences for word in sentence)
    pairs = [units(sentence, lang)[len(sentence) :] for sentence in sentences]
    every = dict(words)
    for sentence in pairs:
        for pair in sentence:
            every.setdefault(pair, len(every))
    counts = _counted([[words[w] for w in s] for s in sentences], len(words))
    held = [[every[u] for u in (*s, *p)] for s, p in zip(sentences, pairs, strict=True)]
    bag = _counted(held, len(every))
    bag.data[:] = 1
    return Side(
        lang, tuple(texts), tuple(words), tuple(every), bag, counts,
        np.array([max(1, len(text) - text.count(" ")) for text in texts], np.float64),
        np.array([_end_mark(text) for text in texts], np.int8),
        np.array([(text.count("?"), len(_QUOTES.findall(text))) for text in texts], np.float64).reshape(-1, 2),
        np.array([len(sentence) for sentence in sentences], np.float64), structure,
    )  # fmt: skip


def _numbered(words: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for word in words:
        numbers.setdefault(word, len(numbers))
    return numbers


def _counted(rows: list[list[int]], width: int) -> sp.csr_array:
    """Return the matrix (rows by width) that counts each number of each row."""
    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    columns = np.fromiter((i for row in rows for i in row), np.int32, int(lengths.sum()))
    owners = np.repeat(np.arange(len(rows)), lengths)
    ones = np.ones(len(columns), np.float32)
    return sp.coo_array((ones, (owners, columns)), shape=(len(rows), width)).tocsr()


def _end_mark(text: str) -> int:
    last = re.sub(r"[\s\"”’»)*_]+$", "", text)[-1:]
    return _END_MARKS.get(last, 0)
