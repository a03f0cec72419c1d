"""Views of a sheet: the rows a filter or a search leaves, cut into windows that are shown one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.corpus.formats.statistics import DOUBTFUL
from songngu.corpus.language.expression import expression, fault
from songngu.workspace.review.action import EditError
from songngu.workspace.review.sheet import SIDES, ReviewBead, Sheet

if TYPE_CHECKING:
    from songngu.workspace.review.findings import FoundInBeads

WINDOW = 20
"""Rows of a window."""


def is_doubtful(bead: ReviewBead) -> bool:
    """Whether nobody has decided about a bead that is less probable than ``DOUBTFUL``, or was marked for review."""
    unlikely = bead.probability is not None and bead.probability < DOUBTFUL
    return bead.marked or (unlikely and not bead.decided and bead.duplicate_of is None)


def is_other_than_one_to_one(bead: ReviewBead) -> bool:
    """Whether a bead joins any but one sentence with one, those of repeated passages apart."""
    return bead.duplicate_of is None and [len(side) for side in bead.sides] != [1, 1]


def is_open(bead: ReviewBead) -> bool:
    """Whether nobody has decided about a bead, those of repeated passages apart."""
    return not bead.decided and bead.duplicate_of is None


@dataclass(frozen=True, slots=True)
class ViewFilter:
    """What is shown: rows of a kind, and of those the rows that a regular expression finds."""

    name: str = "all"
    search: str = ""
    side: str = ""

    def tests(self, found: FoundInBeads) -> list[Callable[[ReviewBead], bool]]:
        """Return what every row shown must pass. Raises EditError for an unknown filter or a broken expression."""
        kinds: dict[str, Callable[[ReviewBead], bool]] = {
            "doubtful": is_doubtful,
            "other": is_other_than_one_to_one,
            "open": is_open,
            "decided": lambda bead: bead.decided,
            "findings": lambda bead: bool(found.of(bead)),
        }
        if self.name != "all" and self.name not in kinds:
            raise EditError(f"there is no filter {self.name!r}", hint=f"known are all, {', '.join(kinds)}")
        chosen = [kinds[self.name]] if self.name != "all" else []
        return [*chosen, self._matches()] if self.search else chosen

    def _matches(self) -> Callable[[ReviewBead], bool]:
        try:
            pattern = expression(self.search, ignore_case=True)
        except UsageError as error:
            raise EditError(f"search: {error}", hint="\\. stands for a full stop") from None
        if problem := fault(self.search):
            raise EditError(f"search: {problem}")
        sides = [k for k, side in enumerate(SIDES) if self.side in ("", side)]

        def matches(bead: ReviewBead) -> bool:
            try:
                return any(pattern.first(bead.text(k)) for k in sides)
            except UsageError as error:
                raise EditError(f"search: {error}", hint=error.hint) from None

        return matches


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A row of a view: its place in the sheet, and whether it is there only as the neighbour of one that is shown."""

    place: int
    neighbour: bool = False


def rows_in_view(
    sheet: Sheet, chosen: ViewFilter, found: FoundInBeads, start: int = 0, end: int | None = None
) -> list[ViewRow]:
    """Return the rows of a view between two places of the sheet; doubtful rows and findings come with neighbours."""
    tests = chosen.tests(found)
    end = len(sheet) if end is None else end
    beads = sheet.beads
    if not tests:
        return [ViewRow(place) for place in range(start, end)]
    hits = {
        place for place in range(max(start - 1, 0), min(end + 1, len(sheet))) if all(t(beads[place]) for t in tests)
    }
    if chosen.name not in ("doubtful", "findings"):
        return [ViewRow(place) for place in sorted(hits) if start <= place < end]
    around = {k for place in hits for k in (place - 1, place, place + 1) if start <= k < end}
    return [ViewRow(place, place not in hits) for place in sorted(around)]


@dataclass(frozen=True, slots=True)
class ViewWindow:
    """A window by the keys of its first and last row, with how many rows it has."""

    first: str
    last: str
    size: int


def windows(sheet: Sheet, rows: Sequence[ViewRow]) -> list[ViewWindow]:
    """Cut a view into windows."""
    parts = [rows[k : k + WINDOW] for k in range(0, len(rows), WINDOW)]
    return [ViewWindow(sheet.beads[p[0].place].key, sheet.beads[p[-1].place].key, len(p)) for p in parts]
