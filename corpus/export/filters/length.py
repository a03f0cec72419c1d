"""Filters of size: sides without text, sides too short or too long, sides that do not fit each other, long words."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import greater, per_side, text, words


def _words(side: str) -> pl.Expr:
    return words(side).list.len()


def _characters(side: str) -> pl.Expr:
    return text(side).str.len_chars()


def _blank(side: str) -> pl.Expr:
    return (text(side).str.strip_chars() == "").cast(pl.UInt8)


def _longest(side: str) -> pl.Expr:
    return text(side).str.split(" ").list.eval(pl.element().str.len_chars()).list.max()


def _average(side: str) -> pl.Expr:
    runs = text(side).str.count_matches(r"\S+")
    return pl.when(runs > 0).then(text(side).str.replace_all(r"\s+", "").str.len_chars() / runs)


EMPTY = Filter("empty", "sides without text", lambda: pl.sum_horizontal(per_side(_blank)), most=0)
LENGTH = Filter("length", "words of each side", lambda: per_side(_words), least=1, most=150)
CHARACTERS = Filter("characters", "characters of each side", lambda: per_side(_characters), least=1, most=1000)
RATIO = Filter(
    "ratio",
    "words of the longer side by those of the shorter",
    lambda: greater(_words) / pl.min_horizontal(per_side(_words)),
    most=3,
)
CHARACTER_RATIO = Filter(
    "character-ratio",
    "characters of the longer side by those of the shorter",
    lambda: greater(_characters) / pl.min_horizontal(per_side(_characters)),
    most=3,
)
LONGEST = Filter(
    "longest", "characters between two spaces, the most of either side", lambda: greater(_longest), most=40
)
AVERAGE_WORD = Filter(
    "average-word-length",
    "characters of each side, spaces aside, by its runs of them",
    lambda: per_side(_average),
    least=2,
    most=20,
)
