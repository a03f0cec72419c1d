"""Units as a parser writes them again."""

from __future__ import annotations

import polars as pl

_BARE = "(>[^<>]*)>"


def serialised(units: pl.Series) -> pl.Series:
    """Return units as a parser writes them: bare ``>`` by reference, quotation marks as they are, empty tags as one."""
    seen = units.to_frame("unit").select(
        bare=pl.col("unit").str.count_matches("<", literal=True) < pl.col("unit").str.count_matches(">", literal=True),
        quoted=pl.col("unit").str.contains("&(?:quot|apos);"),
        empty=pl.col("unit").str.contains("></", literal=True),
    )
    for name, change in (("bare", _without_bare), ("quoted", _unquoted), ("empty", _closed)):
        rows = seen[name].arg_true()
        if len(rows):
            units = units.scatter(rows, change(units.gather(rows)))
    return units


def _without_bare(units: pl.Series) -> pl.Series:
    # Of several in one text every second is found at a time.
    while len(rows := units.str.contains(_BARE).arg_true()):
        units = units.scatter(rows, units.gather(rows).str.replace_all(_BARE, "${1}&gt;"))
    return units


def _unquoted(units: pl.Series) -> pl.Series:
    return units.str.replace_many(["&quot;", "&apos;"], ['"', "'"])


def _closed(units: pl.Series) -> pl.Series:
    return units.str.replace_all(r"<([a-z]+)([^<>/]*)></[a-z]+>", "<$1$2/>")
