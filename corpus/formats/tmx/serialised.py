"""Units as a parser writes them again."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

_BARE = "(>[^<>]*)>"


def serialised(units: pl.Series) -> pl.Series:
    """Return units as a parser writes them: bare ``>`` by reference, quotation marks as they are, empty tags as one."""
    if units.null_count() == len(units):
        return units
    opened, closed = (units.str.count_matches(mark, literal=True) for mark in "<>")
    units = _changed(units, opened < closed, _without_bare)
    units = _changed(units, units.str.contains("&(?:quot|apos);"), _unquoted)
    return _changed(units, units.str.contains("></", literal=True), _closed)


def _changed(units: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    rows = where.arg_true()
    return units.scatter(rows, change(units.gather(rows))) if len(rows) else units


def _without_bare(units: pl.Series) -> pl.Series:
    # Of several in one text every second is found at a time.
    while len(rows := units.str.contains(_BARE).arg_true()):
        units = units.scatter(rows, units.gather(rows).str.replace_all(_BARE, "${1}&gt;"))
    return units


def _unquoted(units: pl.Series) -> pl.Series:
    return units.str.replace_many(["&quot;", "&apos;"], ['"', "'"])


def _closed(units: pl.Series) -> pl.Series:
    return units.str.replace_all(r"<([a-z]+)([^<>]*[^<>/]|)></[a-z]+>", "<$1$2/>")
