"""Thresholds: a filter with the bounds that a recipe or a command line gives it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import FilterMaker, Scorer, is_scorer
from songngu.corpus.export.filters.pairs import scorer_of_pairs
from songngu.corpus.export.filters.words import SIDES
from songngu.corpus.files.registry import suggestion

Known = Mapping[str, Scorer | FilterMaker | Callable[..., Any]]
"""What filters are made of, by name: filters, what makes them of settings, and functions of pairs of texts."""

_FORM = "NAME, NAME=NUMBER, NAME=LEAST..MOST, NAME=LEAST.. or NAME=..MOST"
_LABEL = re.compile("[a-z0-9_-]+")
_BOUNDS = ("least", "most")


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

    @property
    def reads(self) -> tuple[Threshold, ...]:
        """The filters, without bounds, whose scores this one is made of."""
        return tuple(Threshold(scorer, None, None) for scorer in getattr(self.scorer, "reads", ()))

    def __str__(self) -> str:
        least, most = ("" if bound is None else f"{bound:g}" for bound in (self.least, self.most))
        return f"{self.name}={least}..{most}"

    def recorded(self) -> dict[str, Any]:
        """Return the bounds, and the settings of the filter, as a manifest holds them."""
        return {"least": self.least, "most": self.most, **getattr(self.scorer, "settings", {})}

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


def parse_threshold(given: str, known: Known) -> Threshold:
    """Read a threshold as a command line gives it.

    ``NAME`` alone takes the filter's own bounds, a number alone the one bound it has by itself, ``LEAST..MOST`` one or
    both; ``NAME=..`` only adds the score. Of a filter that is made of a setting, a text alone is that setting. A table,
    as TOML writes it in a line, gives settings and bounds. Raises UsageError for an unknown name and for what is no
    number.
    """
    name, given_bounds, bounds = given.partition("=")
    return threshold_of(name.strip(), bounds.strip() if given_bounds else True, known)


def threshold_of(name: str, value: object, known: Known) -> Threshold:
    """Return a threshold as a recipe gives it: true, a number, a text as on the command line, or a table of settings
    and bounds (``least``, ``most``).

    Raises UsageError as `parse_threshold` does.
    """
    base, labelled, label = name.partition(":")
    thing = _named(base, known)
    if labelled and (is_scorer(thing) or not _LABEL.fullmatch(label)):
        raise UsageError(f"no filter can be called {name!r}", hint="only one with settings can have a name of its own")
    if isinstance(value, str) and value.startswith("{"):
        value = _inline_table(name, value)
    settings = dict(value) if isinstance(value, Mapping) else {}
    bounds = {bound: settings.pop(bound) for bound in _BOUNDS if bound in settings}
    if isinstance(value, str) and isinstance(thing, FilterMaker) and thing.main:
        settings, value = {thing.main: value}, True
    scorer = _scorer(name, thing, settings, known)
    if isinstance(value, Mapping) and bounds:
        return _of_table(scorer, bounds)
    return _of_value(scorer, True if isinstance(value, Mapping) and settings else value)


def _of_value(scorer: Scorer, value: object) -> Threshold:
    if value is True:
        return Threshold(scorer, scorer.least, scorer.most)
    if isinstance(value, Mapping):
        return Threshold(scorer, None, None)
    if isinstance(value, str):
        return _of_text(scorer, value)
    return _with_one(scorer, _number(scorer.name, value))


def _inline_table(name: str, text: str) -> Mapping[str, Any]:
    try:
        table: Mapping[str, Any] = tomllib.loads(f"table = {text}")["table"]
    except (ValueError, RecursionError) as error:
        raise UsageError(f"filter {name}: {text} is no table of TOML: {error}") from None
    return table


def _named(name: str, known: Known) -> Scorer | FilterMaker | Callable[..., Any]:
    if name in known:
        return known[name]
    raise UsageError(f"no filter is called {name!r}", hint=suggestion(name, known))


def _scorer(
    name: str, thing: Scorer | FilterMaker | Callable[..., Any], settings: Mapping[str, Any], known: Known
) -> Scorer:
    """Return the filter that ``thing`` is, or that it makes of settings."""
    if isinstance(thing, FilterMaker):
        _check_keys(name, settings, thing.settings)
        return thing.make(name, settings, known)
    if is_scorer(thing):
        _check_keys(name, settings, ())
        return thing  # type: ignore[return-value]
    return scorer_of_pairs(name, thing, settings)  # type: ignore[arg-type]


def _check_keys(name: str, settings: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    if unknown := sorted(str(key) for key in settings if key not in keys):
        hint = f"the keys are {', '.join((*keys, ' and '.join(_BOUNDS)))}"
        raise UsageError(f"filter {name}: unknown key {unknown[0]!r}", hint=hint)


def _of_table(scorer: Scorer, table: Mapping[str, object]) -> Threshold:
    least, most = (_number(scorer.name, table[key]) if key in table else None for key in _BOUNDS)
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
