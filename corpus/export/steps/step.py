"""What a step is: a change of the texts of both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from songngu.corpus.language.by_language import Work, by_language

SIDES = ("source", "target")


@dataclass(frozen=True, slots=True)
class NormalisationStep:
    """A normalisation step: ``change`` returns the bitext with the texts changed, given one of ``values``.

    Null stays null, spans keep pointing at the file. ``moses``: sacremoses does it. ``check``, of a step that takes
    more values than can be listed, raises UsageError for one it does not; such a step can be asked for more than once.
    """

    name: str
    summary: str
    change: Callable[[pl.LazyFrame, object], pl.LazyFrame]
    values: tuple[object, ...] = (True,)
    moses: bool = False
    check: Callable[[object], object] | None = None


def both_sides(bitext: pl.LazyFrame, change: Callable[[pl.Expr], pl.Expr]) -> pl.LazyFrame:
    """Change both texts by an expression."""
    return bitext.with_columns(change(pl.col(side)).alias(side) for side in SIDES)


def by_side_language(bitext: pl.LazyFrame, work: Work) -> pl.LazyFrame:
    """Change both texts by what ``work`` makes of them, given the code of their language."""
    return bitext.with_columns(by_language(pl.col(side), f"{side}_lang", work, pl.Utf8()).alias(side) for side in SIDES)


def changed(texts: pl.Series, change: Callable[[str], str]) -> pl.Series:
    """Return ``change`` of each text, worked out once for equal ones."""
    known = {text: change(text) for text in texts.drop_nulls().unique()}
    return pl.Series(texts.name, [None if text is None else known[text] for text in texts], dtype=pl.Utf8)
