"""A sheet in numbers: how many rows each filter has, and how far the review is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace

from songngu.workspace.review.sheet import ReviewBead, Splice
from songngu.workspace.review.view import is_doubtful, is_open, is_other_than_one_to_one


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many rows there are, and of which kinds; rows of repeated passages that were set aside are only ``rows``."""

    rows: int = 0
    doubtful: int = 0
    other: int = 0
    open: int = 0
    decided: int = 0
    one_sided: int = 0
    source_sentences: int = 0
    target_sentences: int = 0

    @classmethod
    def of(cls, beads: Iterable[ReviewBead]) -> SheetCounts:
        """Count beads."""
        rows = doubtful = other = open_ = decided = one_sided = source = target = 0
        for bead in beads:
            rows += 1
            doubtful += is_doubtful(bead)
            other += is_other_than_one_to_one(bead)
            open_ += is_open(bead)
            decided += bead.decided
            one_sided += bead.duplicate_of is None and not all(bead.sides)
            source += len(bead.sides[0])
            target += len(bead.sides[1])
        return cls(rows, doubtful, other, open_, decided, one_sided, source, target)

    def after(self, splice: Splice) -> SheetCounts:
        """Return the counts after a change."""
        gone, new = splice.changed
        if len(gone) == len(new) and all(
            old.sides is bead.sides and old.duplicate_of == bead.duplicate_of
            for old, bead in zip(gone, new, strict=True)
        ):
            return self._decided_anew(gone, new)
        parts = zip(astuple(self), astuple(SheetCounts.of(gone)), astuple(SheetCounts.of(new)), strict=True)
        return SheetCounts(*(now - less + more for now, less, more in parts))

    def _decided_anew(self, gone: Sequence[ReviewBead], new: Sequence[ReviewBead]) -> SheetCounts:
        """Return the counts after a change that left all sentences where they were, as accepting thousands does."""
        return replace(
            self,
            doubtful=self.doubtful + sum(map(is_doubtful, new)) - sum(map(is_doubtful, gone)),
            open=self.open + sum(map(is_open, new)) - sum(map(is_open, gone)),
            decided=self.decided + sum(bead.decided for bead in new) - sum(bead.decided for bead in gone),
        )

    @property
    def reviewed(self) -> float:
        """The share of rows that a person decided about, from 0 to 1."""
        return self.decided / max(self.open + self.decided, 1)
