"""Scores of a side that depend on its language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

Score = Callable[[pl.Series, str], pl.Series]
"""From texts (or lists of words) and the code of their language to a number each, null where none is known."""


def by_language(column: pl.Expr, side: str, score: Score) -> pl.Expr:
    """Return the score of ``column``, given with the language its side is declared to be in; null where that is."""
    rows = pl.struct(column.alias("texts"), pl.col(f"{side}_lang").alias("lang"))
    return rows.map_batches(partial(_scores, score=score), return_dtype=pl.Float64, is_elementwise=True)


def code(lang: str) -> str:
    """Return the first subtag of a language tag, in lower case."""
    return lang.replace("_", "-").partition("-")[0].lower()


def _scores(rows: pl.Series, score: Score) -> pl.Series:
    """Score the rows language by language."""
    texts, langs = rows.struct.field("texts"), rows.struct.field("lang")
    result = pl.repeat(None, len(rows), dtype=pl.Float64, eager=True)
    for lang in langs.drop_nulls().unique().sort():
        chosen = (langs == lang).fill_null(value=False)
        if chosen.all():
            return score(texts, code(lang)).cast(pl.Float64)
        result = result.scatter(chosen.arg_true(), score(texts.filter(chosen), code(lang)).cast(pl.Float64))
    return result
