"""Whether the numbers of one side stand on the other."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl
from rapidfuzz.distance import Indel

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import text
from songngu.corpus.language.by_language import code
from songngu.corpus.language.numerals import numeral_values

_DIGITS = r"[0-9]+(?:[.,][0-9]+)*"
_MARKS = re.compile("[.,]")


def _numbers() -> pl.Expr:
    runs = [text(side).str.extract_all(_DIGITS).alias(f"{side}_digits") for side in ("source", "target")]
    row = pl.struct("source", "target", "source_lang", "target_lang", *runs)
    return row.map_batches(_shares, return_dtype=pl.Float64, is_elementwise=True)


NUMBERS = Filter("numbers", "numbers found on both sides by all numbers, by value", _numbers, least=0.5)


def _non_zero() -> pl.Expr:
    digits = pl.struct(text(side).str.replace_all(r"[^1-9]+", "").alias(side) for side in ("source", "target"))
    return digits.map_batches(_digit_shares, return_dtype=pl.Float64, is_elementwise=True)


NON_ZERO = Filter(
    "non-zero-numerals", "digits but zeros that both sides have in one order by all of them", _non_zero, least=0.5
)


def _digit_shares(rows: pl.Series) -> pl.Series:
    """Return the share of each row, 1 without digits; zeros are left out as numbers in words seldom tell them."""
    frame = rows.struct.unnest()
    result = pl.repeat(1.0, len(frame), dtype=pl.Float64, eager=True)
    other = frame["source"] != frame["target"]
    shares = [Indel.normalized_similarity(*row) for row in frame.filter(other).iter_rows()]
    return result.scatter(other.arg_true(), pl.Series(shares, dtype=pl.Float64))


def _shares(rows: pl.Series) -> pl.Series:
    """Return the share of each row; only rows with digits are looked at one by one."""
    frame = rows.struct.unnest()
    some = (frame["source_digits"].list.len() + frame["target_digits"].list.len()).fill_null(0) > 0
    shares = [1.0 if _same_digits(*row[4:]) else _share_of_values(*row[:4]) for row in frame.filter(some).iter_rows()]
    result = pl.repeat(None, len(frame), dtype=pl.Float64, eager=True)
    return result.scatter(some.arg_true(), pl.Series(shares, dtype=pl.Float64))


def _same_digits(source: list[str], target: list[str]) -> bool:
    """Tell whether both sides have the same digits, marks of decimals and thousands left aside."""
    return source == target or _bare(source) == _bare(target)


def _bare(digits: list[str]) -> list[str]:
    return sorted(_MARKS.sub("", run) for run in digits)


def _share_of_values(source: str | None, target: str | None, source_lang: str, target_lang: str) -> float | None:
    """Return the values both sides have by all their values, numbers in words and dates read by language."""
    sides = ((source or "", source_lang or ""), (target or "", target_lang or ""))
    one, other = (Counter(numeral_values(side, code(lang))) for side, lang in sides)
    return (one & other).total() / (one | other).total() if one or other else None
