"""Whether a side says the same words again and again."""

from __future__ import annotations

import numpy as np
import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import Flat, greater, words

_PERIODS = 12
_LEAST_WORDS = 5
# Multiplied by the number of its text, it makes a word of one text differ from all of another.
_ODD = np.uint64(0x9E3779B97F4A7C15)


def _side(side: str) -> pl.Expr:
    return words(side).map_batches(_shares, return_dtype=pl.Float64, is_elementwise=True)


REPETITION = Filter(
    "repetition",
    f"words equal to the one a fixed distance before (1 to {_PERIODS} words) by all words, the more of both sides",
    lambda: greater(_side),
    most=0.4,
)


def _shares(lists: pl.Series) -> pl.Series:
    """Return the share at the distance where it is greatest; null for texts of fewer than five words."""
    flat = Flat.of(lists)
    texts = flat.texts()
    own = flat.words ^ (texts.astype(np.uint64) * _ODD)
    most = np.zeros(len(flat.counts), np.int64)
    for distance in range(1, min(_PERIODS, len(own) - 1) + 1):
        again = np.flatnonzero(own[distance:] == own[:-distance]) + distance
        np.maximum(most, np.bincount(texts[again], minlength=len(most)), out=most)
    share = np.divide(most, flat.counts, out=np.full(len(most), np.nan), where=flat.counts >= _LEAST_WORDS)
    return pl.Series(share).fill_nan(None)
