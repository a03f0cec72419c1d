"""Filters of functions over pairs of texts: what other packages bring, models that judge translations, say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from songngu.corpus.errors import SongnguError
from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import SIDES, text
from songngu.corpus.files.registry import Registry, configured

PairScorer = Callable[[Sequence[str], Sequence[str]], Iterable[float | None]]
"""From the texts of both sides of some rows to a number for each, or None."""

PAIR_SCORERS: Registry[Callable[..., Any]] = Registry("scorer", {}, "songngu.scorers", callable)
"""The functions of pairs that other packages bring: each a `PairScorer`, which is given the settings of the recipe as
keywords, or a class whose objects are, made with the settings."""


def scorer_of_pairs(name: str, function: Callable[..., Any], settings: Mapping[str, Any]) -> Filter:
    """Return a function, or a class of such, as a filter, whose bounds are the attributes ``least`` and ``most``."""
    score = configured(function, settings, f"filter {name}")
    least, most = (getattr(function, bound, None) for bound in ("least", "most"))
    summary = (function.__doc__ or f"what {name} makes of both sides").strip().partition("\n")[0]
    return Filter(name, summary, lambda: over_pairs(name, score), least, most, settings)


def over_pairs(name: str, score: PairScorer) -> pl.Expr:
    """Return the expression of what ``score`` makes of both sides.

    Raises SongnguError, as it is worked out, where that is not a number for each row.
    """

    def work(rows: pl.Series) -> pl.Series:
        source, target = (rows.struct.field(side).to_list() for side in SIDES)
        try:
            scores = [None if each is None else float(each) for each in score(source, target)]
        except Exception as error:  # whatever a package of others raises
            raise SongnguError(f"filter {name}: {error}") from error
        if len(scores) != len(rows):
            raise SongnguError(f"filter {name} gave {len(scores)} numbers for {len(rows)} rows")
        return pl.Series(scores, dtype=pl.Float64)

    return pl.struct(text(side) for side in SIDES).map_batches(work, return_dtype=pl.Float64, is_elementwise=True)
