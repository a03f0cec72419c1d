"""Words of many texts as arrays: the number of every word, and where the words of each text begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """Words of many texts: each distinct one, and the numbers of all, in order.

    Those of text ``k`` are ``numbers[starts[k]:starts[k + 1]]``.
    """

    distinct: Sequence[str]
    numbers: Ints
    starts: Ints

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Ragged:
        """Number the words of some texts."""
        parts = list(texts)
        known = _Numbers()
        starts = starts_of(np.fromiter(map(len, parts), np.int64, len(parts)))
        numbers = np.fromiter(map(known.__getitem__, chain.from_iterable(parts)), np.int64, starts[-1])
        return cls(tuple(known), numbers, starts)

    @classmethod
    def placed(cls, words: Sequence[str], texts: Ints, count: int) -> Ragged:
        """Return ``count`` texts with words by the numbers of their texts, which rise."""
        known = _Numbers()
        numbers = np.fromiter(map(known.__getitem__, words), np.int64, len(words))
        return cls(tuple(known), numbers, starts_of(np.bincount(texts, minlength=count)))

    def replaced(self, parts: Sequence[Sequence[str]]) -> Ragged:
        """Return the texts with words in the place of each distinct one, as words stand for a run of characters."""
        made = Ragged.of(parts)
        places, starts = spread(made.starts, self.numbers)
        return Ragged(made.distinct, made.numbers[places], starts[self.starts])

    def kept(self, is_kept: NDArray[np.bool_]) -> Ragged:
        """Return the texts with the words at some places, as many flags as there are words, alone."""
        counts = np.bincount(self.texts[is_kept], minlength=len(self.starts) - 1)
        return Ragged(self.distinct, self.numbers[is_kept], starts_of(counts))

    @cached_property
    def texts(self) -> Ints:
        """The number of the text of each word."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def texts_with(self, is_wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which texts hold a wanted one of the distinct words."""
        found = np.zeros(len(self.starts) - 1, np.bool_)
        found[self.texts[is_wanted[self.numbers]]] = True
        return found

    def shares(self, other: Ragged) -> NDArray[np.bool_]:
        """Return which texts have a word in common with the same text of ``other``."""
        size, texts = len(self.distinct) + 1, len(self.starts) - 1
        index = {word: number for number, word in enumerate(self.distinct)}
        same = np.array([index.get(word, -1) for word in other.distinct], np.int64)[other.numbers]
        both = np.zeros(size, np.bool_)
        both[same] = True  # the last, -1, is that of words which stand in the others alone
        places, others = np.flatnonzero(both[self.numbers]), np.flatnonzero(same >= 0)
        shared = np.isin(self.texts[places] * size + self.numbers[places], other.texts[others] * size + same[others])
        return np.bincount(self.texts[places[shared]], minlength=texts) > 0


def spread(starts: Ints, texts: Ints) -> tuple[Ints, Ints]:
    """Return the places of the words of some texts, one text after the other, and where each of them begins.

    The words of text ``k`` stand from ``starts[k]`` to ``starts[k + 1]``.
    """
    made = starts_of(np.diff(starts)[texts])
    within = np.arange(made[-1]) - np.repeat(made[:-1], np.diff(made))
    return np.repeat(starts[texts], np.diff(made)) + within, made


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def starts_of(counts: NDArray[np.integer | np.bool_]) -> Ints:
    """Return where texts of so many words each begin, and where the last ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))
