"""The desk: all bitexts that one review is about, each opened when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from songngu.corpus.errors import SongnguError
from songngu.workspace.review.action import EditError
from songngu.workspace.review.counts import SheetCounts
from songngu.workspace.review.findings import FoundInBeads
from songngu.workspace.review.folding import fold_journal
from songngu.workspace.review.journal_place import journal_path
from songngu.workspace.review.originals import Originals
from songngu.workspace.review.rows import beads_of
from songngu.workspace.review.session import ReviewKit, ReviewSession

_NOT_KEPT = 'add bitext = "bitexts/*.jsonl" to its [[documents]] in songngu.toml: where decisions are kept'
_Seen = tuple[int, SheetCounts, int]
"""A bitext that is not open: when its file was written, its counts, and how many rows have findings."""


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A bitext of the desk; ``made`` aligns its documents into it before it is opened, where it has some."""

    name: str
    path: Path | None
    made: Callable[[], list[str]] | None = None


@dataclass(frozen=True, slots=True)
class ItemState:
    """A bitext in the list; ``trouble`` is why it cannot be opened. ``day`` is that of the last decision."""

    number: int
    name: str
    counts: SheetCounts | None
    findings: int | None = None
    day: str = ""
    trouble: str = ""


@dataclass
class Desk:
    """Bitexts by number, and the sessions of those that were opened."""

    items: Sequence[DeskItem]
    kit: ReviewKit
    sessions: dict[int, ReviewSession] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _known: dict[Path, _Seen] = field(default_factory=dict)

    def open(self, number: int) -> ReviewSession:
        """Return the session of a bitext. Raises SongnguError for one that cannot be opened."""
        if not 0 <= number < len(self.items):
            raise EditError("there is no such bitext")
        if number not in self.sessions:
            item = self.items[number]
            if item.path is None:
                raise EditError(f"{item.name}: {_NOT_KEPT}")
            notes = item.made() if item.made else []
            self.sessions[number] = session = ReviewSession.open(item.name, item.path, self.kit)
            session.opened.notes[:0] = notes
        return self.sessions[number]

    def holding(self, name: str | None, rows: Sequence[str]) -> ReviewSession:
        """Return the session that an edit is for: of the bitext named or, without a name, the one with its rows."""
        if name is not None:
            number = next((k for k, item in enumerate(self.items) if item.name == name), None)
            if number is None:
                raise EditError(f"there is no bitext {name!r}")
            return self.open(number)
        if len(self.items) == 1:
            return self.open(0)
        held = [
            session for session in self.sessions.values() if any(session.sheet.index(key) is not None for key in rows)
        ]
        if len(held) != 1:
            raise EditError("which bitext is missing", hint='name it: "bitext": "<name>"')
        return held[0]

    def hear(self) -> None:
        """Read the glossaries anew, and look at all that is open with them."""
        from songngu.glossary.concept import Glossary
        from songngu.glossary.formats import read_glossary

        glossary = Glossary.join(read_glossary(path) for path in self.kit.glossaries)
        self.kit = replace(self.kit, check=replace(self.kit.check, glossary=glossary))
        self._known.clear()
        for session in self.sessions.values():
            session.hear(self.kit.check.glossary)

    def states(self) -> list[ItemState]:
        """Return all bitexts, those with the most that is doubtful first; nothing is aligned or locked for it."""
        return sorted((self._state(number) for number in range(len(self.items))), key=_worst_first)

    def _state(self, number: int) -> ItemState:
        item = self.items[number]
        if item.path is None:
            return ItemState(number, item.name, None, trouble=_NOT_KEPT)
        session = self.sessions.get(number)
        if session:
            findings = len(session.found.by_key) if session.found.complete else None
            return ItemState(number, item.name, session.counts, findings, _day(item.path))
        if not item.path.exists():
            return ItemState(number, item.name, None)
        try:
            seen = self._seen(item.path)
        except SongnguError as error:
            return ItemState(number, item.name, None, trouble=str(error))
        return ItemState(number, item.name, seen[1], seen[2], _day(item.path))

    def _seen(self, path: Path) -> _Seen:
        """Return the counts and findings of a bitext as it is on the disk, its journal folded in."""
        from songngu.corpus.formats import read_bitext

        self.notes += fold_journal(path)
        mark = path.stat().st_mtime_ns
        if path not in self._known or self._known[path][0] != mark:
            beads = beads_of(read_bitext(path))
            check = self.kit.check
            findings = len(FoundInBeads(check, Originals(path, check.root), check.name_of(path)).look(beads))
            self._known[path] = mark, SheetCounts.of(beads), findings
        return self._known[path]

    def close(self) -> None:
        """Write all bitexts and unlock them."""
        while self.sessions:
            self.sessions.popitem()[1].close()


def _worst_first(state: ItemState) -> tuple[bool, float, str]:
    counts = state.counts
    return counts is None, -counts.doubtful / max(counts.rows, 1) if counts else 0.0, state.name


def _day(path: Path) -> str:
    """Return the day of the last edit, by the clock of the journal."""
    from datetime import datetime

    with suppress(OSError):
        journal = journal_path(path)
        if journal.stat().st_size > 100:
            return datetime.fromtimestamp(journal.stat().st_mtime).date().isoformat()
    return ""
