"""The scope of a search: which two places may be told as one passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError


class Reach(StrEnum):
    """Where the two copies of a passage stand."""

    ANY = "any"
    WITHIN = "within"
    ACROSS = "across"


def chosen_reach(*, within: bool, across: bool) -> Reach:
    """Return the reach two switches ask for; raise UsageError where both are on."""
    if within and across:
        raise UsageError("--within and --across exclude each other", hint="leave both out to have all")
    return Reach.WITHIN if within else Reach.ACROSS if across else Reach.ANY


@dataclass(frozen=True, slots=True)
class Scope:
    """Copies of any ``reach``; the first one in one of the first ``references`` documents, where there are any.

    ``bounds`` are those of `Words`.
    """

    bounds: NDArray[np.int64]
    reach: Reach
    references: int

    def allows(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which pairs of words may be the same word of two copies."""
        kept = np.ones(len(first), np.bool_)
        if self.references:
            limit = self.bounds[self.references]
            kept &= (first < limit) & (second >= limit)
        if self.reach is not Reach.ANY:
            one, other = (np.searchsorted(self.bounds, side, side="right") for side in (first, second))
            kept &= (one == other) == (self.reach is Reach.WITHIN)
        return kept

    def allows_one(self, first: int, second: int) -> bool:
        """Tell whether two words may be the same word of two copies."""
        return bool(self.allows(np.array([first]), np.array([second]))[0])
