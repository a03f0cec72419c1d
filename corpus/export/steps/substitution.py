"""Substitutions: what a regular expression matches exchanged for another text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.pattern import check_pattern
from songngu.corpus.export.steps.step import SIDES, NormalisationStep

_FORM = "write s/PATTERN/REPLACEMENT/, or a table of pattern, replacement and, for one side alone, side"
_KEYS = {"pattern", "replacement", "side"}
_REFERENCE = re.compile(r"\$(?:\$|\{([^{}]*)\}|([A-Za-z0-9_]+))|\\([0-9])")


@dataclass(frozen=True, slots=True)
class _Substitution:
    """A pattern, what stands for it (``$1`` or ``${name}`` for its groups), and the sides it is looked for on."""

    pattern: str
    replacement: str
    sides: tuple[str, ...] = SIDES


def _substitution(value: object) -> _Substitution:
    """Read a substitution as ``sed`` writes it, or as a table; raises UsageError for what is none."""
    if isinstance(value, Mapping):
        found = _of_table(value)
    elif isinstance(value, str) and value.startswith("s") and len(value) > 1:
        parts = re.split(rf"(?<!\\){re.escape(value[1])}", value[2:])
        if len(parts) != 3 or parts[2]:
            raise UsageError(f"{value!r} is no substitution", hint=_FORM)
        # Before a separator a backslash is none of the pattern, which is why the separator can be chosen.
        pattern, replacement = (part.replace(f"\\{value[1]}", value[1]) for part in parts[:2])
        found = _Substitution(pattern, replacement)
    else:
        raise UsageError(f"{value!r} is no substitution", hint=_FORM)
    check_pattern(found.pattern, "step substitute")
    _check_references(found)
    return found


def _of_table(table: Mapping[str, Any]) -> _Substitution:
    side = table.get("side")
    texts = all(isinstance(table.get(key, ""), str) for key in _KEYS)
    if not texts or not {"pattern", "replacement"} <= set(table) <= _KEYS or side not in (None, *SIDES):
        raise UsageError(f"{dict(table)!r} is no substitution", hint=_FORM)
    return _Substitution(table["pattern"], table["replacement"], SIDES if side is None else (side,))


def _check_references(given: _Substitution) -> None:
    """Raise UsageError where the replacement names a group there is not, which would be nothing without a word."""
    for match in _REFERENCE.finditer(given.replacement):
        braced, bare, escaped = match.groups()
        name = braced if braced is not None else bare
        if escaped is not None:
            raise UsageError(f"step substitute: {match[0]} in a replacement is no group", hint=f"write ${{{escaped}}}")
        if name is not None and name not in _groups(given.pattern):
            hint = "write ${1}, with braces, where a letter or digit follows, and $$ for the sign itself"
            raise UsageError(f"step substitute: {given.pattern!r} has no group {name!r}", hint=hint)


def _groups(pattern: str) -> set[str]:
    """Return the numbers and names of the groups of a pattern."""
    found = pl.select(pl.lit("").str.extract_groups(pattern)).to_series().dtype
    names = [field.name for field in found.fields] if isinstance(found, pl.Struct) else []
    return {str(number) for number in range(len(names) + 1)} | set(names)


def _change(bitext: pl.LazyFrame, value: object) -> pl.LazyFrame:
    given = _substitution(value)
    return bitext.with_columns(pl.col(side).str.replace_all(given.pattern, given.replacement) for side in given.sides)


SUBSTITUTE = NormalisationStep(
    "substitute",
    "what a regular expression matches exchanged, as in s/ +,/,/",
    _change,
    ("s/…/…/",),
    check=_substitution,
)
