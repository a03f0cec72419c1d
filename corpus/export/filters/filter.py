"""What a filter is: a number for every row, or one for each side, and the bounds within which a row stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

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
    """A filter that needs nothing but the row: a `Scorer` as a value."""

    name: str
    summary: str
    score: Callable[[], Scores]
    least: float | None = None
    most: float | None = None


def is_scorer(thing: object) -> bool:
    """Tell whether something has what `Scorer` asks for."""
    return all(hasattr(thing, name) for name in ("name", "summary", "least", "most", "score"))
