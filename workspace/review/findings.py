"""Findings of `check` by the bead they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from songngu.workspace.review.rows import bitext_of
from songngu.workspace.review.sheet import ReviewBead

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.finding import Finding
    from songngu.glossary.rules.rule import Rule


@dataclass
class FoundInBeads:
    """The findings of the rules a workspace selects, row by row.

    Beads are immutable: what was found in one holds until another takes its place. What rules find only by comparing
    rows (one term rendered in two ways) is found when the whole sheet is looked at.
    """

    glossary: Glossary
    rules: Sequence[Rule]
    by_key: dict[str, list[Finding]] = field(default_factory=dict)
    complete: bool = False

    def look(self, beads: Sequence[ReviewBead]) -> dict[str, list[Finding]]:
        """Return the findings in beads by their keys."""
        import polars as pl

        from songngu.glossary.rules.check import check_bitext

        if not beads:
            return {}
        # The number of the row is the one thing of it that a finding tells, as a line, where no document is there.
        numbered = bitext_of(beads).with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32))
        found: dict[str, list[Finding]] = {}
        for finding in check_bitext(numbered, self.glossary, rules=self.rules):
            found.setdefault(beads[finding.line - 1].key, []).append(finding)
        return found

    def look_at_all(self, beads: Sequence[ReviewBead]) -> None:
        """Look at a whole sheet."""
        self.by_key = self.look(beads)
        self.complete = True

    def look_again(self, gone: Sequence[str], beads: Sequence[ReviewBead]) -> None:
        """Look at beads that took the place of others."""
        for key in gone:
            self.by_key.pop(key, None)
        self.by_key |= self.look(beads)

    def of(self, bead: ReviewBead) -> list[Finding]:
        """Return what was found in a bead."""
        return self.by_key.get(bead.key, [])
