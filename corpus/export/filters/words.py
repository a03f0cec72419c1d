"""The words of both sides as filters see them, and arithmetic over all words of a batch at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.language.words import STREAMED_WORD

SIDES = ("source", "target")
_COLUMN = "words.{}"


def words(side: str) -> pl.Expr:
    """Return the words of a side in order as a list of hashes, equal where words are but for case.

    A word is a run of letters, marks and digits. The column stands beside those of the bitext while it is scored.
    """
    return pl.col(_COLUMN.format(side))


def with_words(bitext: pl.LazyFrame) -> pl.LazyFrame:
    """Add the columns of `words`."""
    return bitext.with_columns(
        text(side)
        .str.to_lowercase()
        .str.extract_all(STREAMED_WORD)
        .list.eval(pl.element().hash())
        .alias(_COLUMN.format(side))
        for side in SIDES
    )


def without_words(bitext: pl.LazyFrame) -> pl.LazyFrame:
    """Drop the columns of `words`."""
    return bitext.drop(_COLUMN.format(side) for side in SIDES)


@dataclass(frozen=True, slots=True)
class Flat:
    """The words of many texts one after the other, and how many each text has."""

    words: NDArray[np.uint64]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, lists: pl.Series) -> Flat:
        """Lay out a column of lists of words."""
        counts = lists.list.len().fill_null(0).to_numpy().astype(np.int64)
        words = lists.filter(lists.list.len() > 0).explode().to_numpy()
        return cls(words.astype(np.uint64, copy=False), counts)

    def texts(self) -> NDArray[np.int64]:
        """Return for each word the number of its text."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


def per_side(score: Callable[[str], pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """Return the score of the source and that of the target."""
    return score("source"), score("target")


def lesser(score: Callable[[str], pl.Expr]) -> pl.Expr:
    """Return the score of the side that has less; a side without one does not count."""
    return pl.min_horizontal(per_side(score))


def greater(score: Callable[[str], pl.Expr]) -> pl.Expr:
    """Return the score of the side that has more; a side without one does not count."""
    return pl.max_horizontal(per_side(score))


def text(side: str) -> pl.Expr:
    """Return the text of a side, empty where there is none."""
    return pl.col(side).fill_null("")
