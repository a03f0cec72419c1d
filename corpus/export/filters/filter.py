"""What a filter is: a number for every row, or one for each side, and the bounds within which a row stays.

What needs settings, a pattern or the file of a model, is a `FilterMaker`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

Scores = pl.Expr | tuple[pl.Expr, pl.Expr]
"""One number for the row, or one for each side; null, or not finite, where the filter does not apply."""


class Scorer(Protocol):
    """What `scored` asks of a filter; one that needs more than the row (a lexicon) is made by the caller.

    ``score`` returns Polars expressions of numbers over the columns of a bitext and the two of `words`. They must be
    elementwise (``map_batches`` with ``is_elementwise=True`` is), so that a corpus is scored piece by piece. ``least``
    and ``most`` are the bounds where none are given, both included; None is no bound.
    """

    @property
    def name(self) -> str:
        """The name asked for, and that of the column after ``score.``."""
        ...

    @property
    def summary(self) -> str:
        """One line for people: what the number means."""
        ...

    @property
    def least(self) -> float | None:
        """The least a row may have."""
        ...

    @property
    def most(self) -> float | None:
        """The most a row may have."""
        ...

    def score(self) -> Scores:
        """Return the number of a row, or of each of its sides."""
        ...


@dataclass(frozen=True, slots=True)
class Filter:
    """A `Scorer` as a value; ``settings`` are those it was made with, ``reads`` the filters whose scores it takes."""

    name: str
    summary: str
    score: Callable[[], Scores]
    least: float | None = None
    most: float | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    reads: tuple[Scorer, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterMaker:
    """What makes filters of settings, so that one recipe can have several: ``regex:addresses`` and ``regex:names``.

    ``make`` is given the name of the filter, its settings, whose names are among ``settings``, and all that filters are
    made of, by name. ``main`` is the setting that a text alone gives; with None a text gives bounds. ``files`` are the
    settings that are paths.
    """

    name: str
    summary: str
    settings: tuple[str, ...]
    make: Callable[[str, Mapping[str, Any], Mapping[str, Any]], Scorer]
    main: str | None = None
    files: tuple[str, ...] = ()


def is_scorer(thing: object) -> bool:
    """Tell whether something has what `Scorer` asks for."""
    return all(hasattr(thing, name) for name in ("name", "summary", "least", "most", "score"))
