"""Columns worked out from a text and the language its row declares it to be in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from songngu.corpus.language.tags import base_language

UNKNOWN = "und"
"""The code of no language in particular (ISO 639-2), for rows that declare none."""

Work = Callable[[pl.Series, str], pl.Series]
"""From values and the code of their language to a result each."""


def by_language(column: pl.Expr, lang: str, work: Work, dtype: pl.DataType) -> pl.Expr:
    """Return the expression of what ``work`` makes of ``column``, given language by language.

    ``lang`` names the column of language tags. ``work`` is given what `code` makes of one, and returns as many values
    of ``dtype``. Elementwise where ``work`` is.
    """
    rows = pl.struct(column.alias("values"), pl.col(lang).fill_null("").alias("lang"))
    return rows.map_batches(partial(_worked, work=work, dtype=dtype), return_dtype=dtype, is_elementwise=True)


def code(lang: str) -> str:
    """Return the language of a tag, in two letters where it has such a code (``vi`` of ``VIE``), `UNKNOWN` of none."""
    return base_language(lang) or UNKNOWN


def _worked(rows: pl.Series, work: Work, dtype: pl.DataType) -> pl.Series:
    values, langs = rows.struct.field("values"), rows.struct.field("lang")
    result = pl.repeat(None, len(rows), dtype=dtype, eager=True)
    for lang in langs.unique().sort():
        chosen = langs == lang
        if chosen.all():
            return work(values, code(lang)).cast(dtype)
        result = result.scatter(chosen.arg_true(), work(values.filter(chosen), code(lang)).cast(dtype))
    return result
