"""Thresholds: a filter with the bounds that a recipe or a command line gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import Scorer
from songngu.corpus.export.filters.words import SIDES
from songngu.corpus.files.registry import suggestion

_FORM = "NAME, NAME=NUMBER, NAME=LEAST..MOST, NAME=LEAST.. or NAME=..MOST"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A filter and the bounds within which a row stays, both included; None is no bound."""

    scorer: Scorer
    least: float | None
    most: float | None

    @property
    def name(self) -> str:
        """The name of the filter."""
        return self.scorer.name

    def __str__(self) -> str:
        least, most = ("" if bound is None else f"{bound:g}" for bound in (self.least, self.most))
        return f"{self.name}={least}..{most}"

    def recorded(self) -> dict[str, float | None]:
        """Return the bounds as a manifest holds them."""
        return {"least": self.least, "most": self.most}

    def scores(self) -> dict[str, pl.Expr]:
        """Return the columns the filter adds: ``score.NAME``, or one each for ``.source`` and ``.target``."""
        scores = self.scorer.score()
        if isinstance(scores, pl.Expr):
            return {f"score.{self.name}": scores}
        return {f"score.{self.name}.{side}": score for side, score in zip(SIDES, scores, strict=True)}

    def fails(self) -> pl.Expr:
        """Return whether a scored row is outside the bounds; never null."""
        failed = [pl.lit(False)]
        for column in map(pl.col, self.scores()):
            failed += [] if self.least is None else [column < self.least]
            failed += [] if self.most is None else [column > self.most]
        return pl.any_horizontal(test.fill_null(value=False) for test in failed)


def parse_threshold(given: str, scorers: Mapping[str, Scorer]) -> Threshold:
    """Read a threshold as a command line gives it.

    ``NAME`` alone takes the filter's own bounds, a number alone the one bound it has by itself, ``LEAST..MOST`` one or
    both; ``NAME=..`` only adds the score. Raises UsageError for an unknown name and for what is no number.
    """
    name, given_bounds, bounds = given.partition("=")
    return threshold_of(name.strip(), bounds.strip() if given_bounds else True, scorers)


def threshold_of(name: str, value: object, scorers: Mapping[str, Scorer]) -> Threshold:
    """Return a threshold as a recipe gives it: true, a number, a text as on the command line, or ``{least, most}``.

    Raises UsageError as `parse_threshold` does.
    """
    scorer = _named(name, scorers)
    if value is True:
        return Threshold(scorer, scorer.least, scorer.most)
    if isinstance(value, Mapping):
        return _of_table(scorer, value)
    if isinstance(value, str):
        return _of_text(scorer, value)
    return _with_one(scorer, _number(name, value))


def _named(name: str, scorers: Mapping[str, Scorer]) -> Scorer:
    if name in scorers:
        return scorers[name]
    raise UsageError(f"no filter is called {name!r}", hint=suggestion(name, scorers))


def _of_table(scorer: Scorer, table: Mapping[object, object]) -> Threshold:
    if unknown := sorted(str(key) for key in table if key not in ("least", "most")):
        raise UsageError(f"filter {scorer.name}: unknown key {unknown[0]!r}", hint="the keys are least and most")
    least, most = (_number(scorer.name, table[key]) if key in table else None for key in ("least", "most"))
    return _checked(Threshold(scorer, least, most))


def _of_text(scorer: Scorer, text: str) -> Threshold:
    low, dots, high = text.partition("..")
    if not dots:
        return _with_one(scorer, _number(scorer.name, text))
    least, most = (_number(scorer.name, bound) if bound.strip() else None for bound in (low, high))
    return _checked(Threshold(scorer, least, most))


def _with_one(scorer: Scorer, number: float) -> Threshold:
    """Return the threshold of a filter that by itself has one bound, moved to ``number``."""
    if (scorer.least is None) == (scorer.most is None):
        hint = f"{scorer.name}={number:g}.. is the least, {scorer.name}=..{number:g} the most"
        raise UsageError(f"filter {scorer.name} has no one bound that {number:g} could be", hint=hint)
    return Threshold(scorer, *((number, None) if scorer.most is None else (None, number)))


def _checked(threshold: Threshold) -> Threshold:
    if threshold.least is not None and threshold.most is not None and threshold.least > threshold.most:
        raise UsageError(f"filter {threshold}: the least is more than the most")
    return threshold


def _number(name: str, value: object) -> float:
    """Return a bound. Raises UsageError for what is no finite number."""
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        number = float(value)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UsageError(f"filter {name}: {value!r} is not a number", hint=f"write {_FORM}")
    return number
