"""Whether both sides end with the same mark."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import text

_CLOSING = " \t\r\n\u00a0\"'’”»›)]}」』】）*_"
_MARKS = {
    **dict.fromkeys(".。．", 1),
    **dict.fromkeys("!！", 2),
    **dict.fromkeys("?？", 3),
    **dict.fromkeys("…", 4),
    **dict.fromkeys(":：", 5),
    **dict.fromkeys(";；", 6),
    **dict.fromkeys(",，、", 7),
}


def _mark(side: str) -> pl.Expr:
    """Return the number of the mark a side ends with, 0 for none; what closes a quotation or bracket may follow it."""
    last = text(side).str.strip_chars_end(_CLOSING).str.tail(1)
    return last.replace_strict(_MARKS, default=0, return_dtype=pl.UInt8)


def _agreement() -> pl.Expr:
    source, target = _mark("source"), _mark("target")
    return pl.when(source == target).then(1.0).when((source > 0) & (target > 0)).then(0.5).otherwise(0.0)


PUNCTUATION = Filter(
    "punctuation",
    "1 where both sides end with the same mark or none, .5 where with another, 0 where only one side ends with one",
    _agreement,
    least=0.5,
)


def _ends(side: str) -> pl.Expr:
    return text(side).str.count_matches("[.?!…]").cast(pl.Int64)


def _penalty() -> pl.Expr:
    source, target = _ends("source"), _ends("target")
    return -((source - target).abs() + (source - 1).clip(0) + (target - 1).clip(0)).log1p()


TERMINAL = Filter(
    "terminal-punctuation",
    "-log(1 + difference in marks .?!… of both sides + such marks after the first of each) (Vázquez et al. 2019)",
    _penalty,
    least=-2,
)
