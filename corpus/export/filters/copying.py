"""Whether the target only repeats the source."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import SIDES, words

_LEAST_WORDS = 4


def _shared() -> pl.Expr:
    common = words("source").list.set_intersection(words("target")).list.len()
    shorter = pl.min_horizontal(words(side).list.n_unique() for side in SIDES)
    return pl.when(shorter >= _LEAST_WORDS).then(common / shorter)


def _identical() -> pl.Expr:
    return (words("source") == words("target")).cast(pl.UInt8)


UNTRANSLATED = Filter(
    "untranslated",
    f"distinct words on both sides by those of the side with fewer, where that has {_LEAST_WORDS} or more",
    _shared,
    most=0.7,
)
IDENTICAL = Filter(
    "identical", "1 where both sides are the same but for case, punctuation and spaces", _identical, most=0
)
