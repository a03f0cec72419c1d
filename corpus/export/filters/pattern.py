"""Whether a side has what a regular expression matches: rows that hold it, or those that do not, can be removed.

The expressions are those of the Rust crate regex, which take time that grows with the text whatever they are: they know
no back references and no looking around.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import Filter, FilterMaker
from songngu.corpus.export.filters.words import SIDES, greater, text


def _made(name: str, settings: Mapping[str, Any], _: object) -> Filter:
    patterns = {side: settings.get(side, settings.get("pattern")) for side in SIDES}
    if None in patterns.values() and set(settings) <= {"pattern"}:
        raise UsageError(f"filter {name} needs a pattern", hint=f"write {name}=PATTERN, or pattern, source and target")
    for pattern in patterns.values():
        if pattern is not None:
            check_pattern(pattern, f"filter {name}")

    def matches(side: str) -> pl.Expr:
        pattern = patterns[side]
        return pl.lit(None, pl.UInt32) if pattern is None else text(side).str.count_matches(pattern)

    return Filter(name, REGEX.summary, lambda: greater(matches), most=0, settings=settings)


def check_pattern(pattern: object, named: str) -> None:
    """Raise UsageError, which says what the pattern is of (``named``), for what is no regular expression."""
    if not isinstance(pattern, str) or not pattern:
        raise UsageError(f"{named}: {pattern!r} is no pattern", hint="write a regular expression")
    try:
        pl.select(pl.lit("").str.contains(pattern))
    except pl.exceptions.ComputeError as error:
        reason = str(error).strip().splitlines()[-1].removeprefix("error: ")
        hint = "the syntax is that of https://docs.rs/regex: no back references, no looking ahead or behind"
        raise UsageError(f"{named}: {pattern!r} is no regular expression: {reason}", hint=hint) from None


REGEX = FilterMaker(
    "regex",
    "matches of a regular expression, the more of both sides",
    ("pattern", *SIDES),
    _made,
    main="pattern",
)
