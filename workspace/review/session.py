"""One bitext open on the page: its sheet, what is found in it, and the edits that reach it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import BlockKind
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.counts import SheetCounts
from songngu.workspace.review.findings import CheckKit, FoundInBeads
from songngu.workspace.review.folding import Opened, add_edit, opened
from songngu.workspace.review.making import found
from songngu.workspace.review.marks import Marker
from songngu.workspace.review.originals import Originals
from songngu.workspace.review.realignment import realigned
from songngu.workspace.review.sheet import SIDES, ReviewBead, Sheet, Splice

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.aligner import Aligner
    from songngu.glossary.concept import Glossary
    from songngu.glossary.suggest import Suggestions

_FEW = 50


class StaleError(EditError):
    """An edit of a sheet that was changed since its page was last told."""


@dataclass(frozen=True)
class ReviewKit:
    """What a review uses beside the bitext.

    ``langs`` hold where rows name none; ``asked_langs`` choose them where a file has more than two. ``by`` is who
    reviews, where the journal is to say so. Terms go to the one of ``glossaries``, rows to the first of ``memories``.
    """

    check: CheckKit
    langs: tuple[str, str]
    aligner_for: Callable[[tuple[str, str]], Aligner]
    asked_langs: tuple[str | None, str | None] = (None, None)
    by: str | None = None
    glossaries: tuple[Path, ...] = ()
    memories: tuple[Path, ...] = ()

    def more(self) -> dict[str, str]:
        """Return who edits and when, for the journal, where that is wanted."""
        return {"by": self.by, "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())} if self.by else {}


@dataclass
class ReviewSession:
    """A bitext in a person's hands."""

    name: str
    opened: Opened
    kit: ReviewKit
    originals: Originals
    found: FoundInBeads
    counts: SheetCounts
    headings: frozenset[tuple[str, int]] = frozenset()
    looked: bool = False
    proposals: Suggestions | None = None
    _markers: dict[str, Marker] = field(default_factory=dict)

    @classmethod
    def open(cls, name: str, path: Path, kit: ReviewKit) -> ReviewSession:
        """Open the bitext at ``path``. Raises LockedError where another process has it, InputError for a broken one."""
        originals = Originals(path, kit.check.root)
        state = opened(path, originals.find, kit.asked_langs)
        found = FoundInBeads(kit.check, originals, kit.check.name_of(path))
        # Or the collector walks through all rows of a long bitext in the midst of an edit, for a tenth of a second.
        gc.freeze()
        return cls(name, state, kit, originals, found, SheetCounts.of(state.history.sheet))

    @property
    def sheet(self) -> Sheet:
        """The beads as they stand."""
        return self.opened.history.sheet

    @property
    def revision(self) -> int:
        """How many edits there were."""
        return self.opened.history.revision

    def lang(self, bead: ReviewBead, side: int) -> str:
        """Return the language of a side."""
        return bead.cells.get(f"{SIDES[side]}_lang") or self.kit.langs[side]

    def with_languages(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows, those that name no language with the ones that hold here."""
        import polars as pl

        names = (pl.col(f"{side}_lang") for side in SIDES)
        return rows.with_columns(
            pl.when(name.fill_null("") == "").then(pl.lit(lang)).otherwise(name).alias(f"{side}_lang")
            for name, lang, side in zip(names, self.kit.langs, SIDES, strict=True)
        )

    def hear(self, glossary: Glossary) -> None:
        """Look at everything anew with another glossary."""
        self.kit = replace(self.kit, check=replace(self.kit.check, glossary=glossary))
        self.found = FoundInBeads(self.kit.check, self.originals, self.found.name)
        self._markers.clear()
        self.look_at_all()

    def marker(self, lang: str) -> Marker:
        """Return what finds terms and numbers in texts of a language."""
        if lang not in self._markers:
            self._markers[lang] = Marker(self.kit.check.glossary, lang)
        return self._markers[lang]

    def settled(self, action: Action) -> Action:
        """Return an action with all that is worked out about it: where halves stand, how a stretch is aligned anew.

        Raises EditError where that cannot be done.
        """
        if action.spans is not None or action.beads is not None or action.action == "carry":
            raise EditError(f"{action.action}: spans and beads are not given, they are worked out")
        if action.action == "split" and action.offset is not None:
            return self._with_spans(action)
        if action.action == "realign":
            return realigned(self.sheet, found(self.sheet, action.targets[0]), self._aligner_for)
        return action

    def _aligner_for(self, langs: tuple[str, str]) -> Aligner:
        return self.kit.aligner_for((langs[0] or self.kit.langs[0], langs[1] or self.kit.langs[1]))

    def _with_spans(self, action: Action) -> Action:
        bead, side = self.sheet.beads[found(self.sheet, action.targets[0])], action.side_index
        if action.sentence is None or action.sentence >= len(bead.sides[side]) or action.offset is None:
            return action  # which is then refused
        file = bead.cells.get(f"{SIDES[side]}_file") or ""
        halves = self.originals.halves(file, self.lang(bead, side), bead.sides[side][action.sentence], action.offset)
        return action.model_copy(update={"spans": halves})

    def edit(self, action: Action, after: int | None = None) -> Splice:
        """Make an edit that was settled, and return the change; ``after`` is the revision that its page shows.

        Raises StaleError where there were edits since, EditError for what cannot be done.
        """
        if after is not None and after != self.revision:
            raise StaleError("the bitext was changed on another page", hint="the page is loaded again")
        splice = add_edit(self.opened, action, self.kit.more())
        self.counts = self.counts.after(splice)
        return splice

    def look_again(self, splices: Sequence[Splice]) -> None:
        """Look for findings in what changes brought, where they changed what is looked at."""
        before = {bead.key: _looked_at(bead) for splice in splices for bead in splice.removed}
        after = {bead.key: bead for splice in splices for bead in splice.added}
        gone = before.keys() - after.keys()
        fresh = [bead for key, bead in after.items() if before.get(key) != _looked_at(bead)]
        if len(fresh) > _FEW:
            self.found.look_at_all(list(self.sheet.beads))
        elif gone or fresh:
            self.found.look_again([*gone, *(bead.key for bead in fresh)], fresh)

    def look_at_all(self) -> None:
        """Find the headings and the findings of the whole sheet; takes a while for a long one."""
        beads = list(self.sheet.beads)
        self.headings = self._headings(beads)
        self.found.look_at_all(beads)

    def _headings(self, beads: Sequence[ReviewBead]) -> frozenset[tuple[str, int]]:
        files = {
            (bead.cells.get(f"{side}_file") or "", self.lang(bead, k)) for bead in beads for k, side in enumerate(SIDES)
        }
        return frozenset(
            (file, sentence.index)
            for file, lang in sorted(files)
            if (document := self.originals.find(file, lang)) is not None and document.blocks
            for sentence in document.sentences
            if document.blocks[sentence.block].kind is BlockKind.HEADING
        )

    def close(self) -> None:
        """Write the bitext and unlock it."""
        try:
            self.opened.write()
        finally:
            self.opened.journal.close()


def _looked_at(bead: ReviewBead) -> tuple[object, ...]:
    """Return what findings depend on."""
    return bead.text(0), bead.text(1), bead.status == "rejected"


def action_of(values: Any) -> tuple[Action, str | None, int | None]:
    """Return the action of an edit as posted, the bitext it is for and the revision it was made at, where told.

    Raises EditError for anything else.
    """
    if not isinstance(values, Mapping):
        raise EditError('an edit is an object: {"action": "accept", "row": "<id>"}')
    rest = dict(values)
    bitext, after = rest.pop("bitext", None), rest.pop("after", None)
    if not (bitext is None or isinstance(bitext, str)) or not (after is None or type(after) is int):
        raise EditError("bitext is a name, after a number")
    return Action.read(rest), bitext, after
