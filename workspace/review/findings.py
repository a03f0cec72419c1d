"""Findings of `check` by the bead they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress as quietly
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import SongnguError
from songngu.workspace.review.originals import Originals
from songngu.workspace.review.rows import bitext_of
from songngu.workspace.review.sheet import SIDES, ReviewBead

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.document import Document
    from songngu.glossary.concept import Glossary
    from songngu.glossary.finding import Finding
    from songngu.glossary.findings.suppress import Ignore
    from songngu.glossary.rules.rule import Rule
    from songngu.workspace.policy import CheckPolicy


@dataclass(frozen=True)
class CheckKit:
    """What a workspace checks its rows with, from its folder ``root`` on: as `check` does."""

    root: Path
    glossary: Glossary
    rules: Sequence[Rule]
    policy: CheckPolicy

    def name_of(self, bitext: Path) -> str:
        """Return the name of a bitext as `check` tells it."""
        place, root = bitext.resolve(), self.root.resolve()
        return place.relative_to(root).as_posix() if place.is_relative_to(root) else bitext.name

    @cached_property
    def known(self) -> frozenset[str]:
        """The findings that the baseline knows; none where it cannot be read."""
        from songngu.glossary.findings.baseline import read_baseline

        with quietly(SongnguError):
            return read_baseline(self.policy.baseline) if self.policy.baseline else frozenset()
        return frozenset()


@dataclass
class FoundInBeads:
    """The findings of the rules a workspace selects, row by row: those that `check` counts.

    Beads are immutable: what was found in one holds until another takes its place. What rules find only by comparing
    rows (one term rendered in two ways) is found when the whole sheet is looked at. ``name`` is that of the bitext,
    where the rows name no document that is there.
    """

    kit: CheckKit
    originals: Originals
    name: str
    by_key: dict[str, list[Finding]] = field(default_factory=dict)
    complete: bool = False
    _ignores: dict[str, list[Ignore]] = field(default_factory=dict)

    def look(self, beads: Sequence[ReviewBead]) -> dict[str, list[Finding]]:
        """Return the findings in beads by their keys."""
        import polars as pl

        from songngu.glossary.rules.check import by_place, check_rows

        if not beads:
            return {}
        bitext = bitext_of(beads).with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32))
        documents = self._documents(bitext)
        bitext = bitext.with_columns(
            pl.when(pl.col(f"{side}_file").is_in(list(documents))).then(f"{side}_file").otherwise(pl.lit(self.name))
            .alias(f"{side}_file")
            for side in SIDES
        )  # fmt: skip
        found: dict[str, list[Finding]] = {}
        for row, finding in check_rows(bitext, self.kit.glossary, documents=documents, rules=self.kit.rules):
            for each in self._counted(finding):
                found.setdefault(beads[row].key, []).append(each)
        return {key: sorted(held, key=by_place) for key, held in found.items()}

    def _documents(self, bitext: pl.DataFrame) -> Mapping[str, Document]:
        """Return the documents of rows that are there, by the name that rows give them."""
        found = {}
        for side in SIDES:
            for name, lang in bitext.select(f"{side}_file", f"{side}_lang").unique().sort(f"{side}_file").rows():
                if name and (document := self.originals.find(name, lang or "")):
                    found[name] = document
        return found

    def _counted(self, finding: Finding) -> Iterator[Finding]:
        """Yield a finding as the workspace weighs it, unless it is ignored, suppressed or known."""
        from songngu.glossary.findings.baseline import with_baseline
        from songngu.glossary.findings.suppress import suppress
        from songngu.workspace.policy import today

        heard = self.kit.policy.heard([finding])
        names = dict.fromkeys((finding.file, finding.source.file, finding.target.file))
        ignores = [ignore for name in names for ignore in self._suppressions(name)]
        for each in suppress(heard, ignores, today(), ()):
            yield from (kept for kept in with_baseline([each], self.kit.known) if kept.counts)

    def _suppressions(self, name: str) -> list[Ignore]:
        from songngu.workspace.policy import suppressions

        if name not in self._ignores:
            self._ignores[name] = []
            with quietly(SongnguError):
                self._ignores[name] = suppressions(self.kit.root, name, self.originals.data(name))
        return self._ignores[name]

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
