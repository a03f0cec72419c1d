"""The sheet: the beads of a bitext as they stand while a person reviews them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from songngu.corpus.document import Span

SIDES = ("source", "target")
Status = Literal["auto", "accepted", "edited", "rejected"]
DECIDED = ("accepted", "edited", "rejected")
"""The statuses a person gives; realignment leaves rows that have one as they are."""


@dataclass(frozen=True, slots=True)
class ReviewSentence:
    """A sentence, or the part of one that a split left, with its numbers and places in its document where known.

    Sentences that cannot be told apart any more (their document is gone) are one, with all their numbers and places.
    """

    text: str
    numbers: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()

    def joins(self, other: ReviewSentence) -> bool:
        """Tell whether the two are parts of one sentence."""
        return bool(self.numbers) and len(self.numbers) == 1 and self.numbers == other.numbers

    def joined(self, other: ReviewSentence) -> ReviewSentence:
        """Return the sentence that this part and the next make."""
        touch = bool(self.spans and other.spans) and self.spans[-1].end == other.spans[0].start
        spans = (Span(self.spans[0].start, other.spans[-1].end),) if self.spans and other.spans else ()
        return ReviewSentence(self.text + ("" if touch else " ") + other.text, self.numbers, spans)


Side = tuple[ReviewSentence, ...]
Sides = tuple[Side, Side]


def run_together(sentences: Iterable[ReviewSentence]) -> Side:
    """Return sentences in order, parts of one sentence that follow each other made whole."""
    out: list[ReviewSentence] = []
    for sentence in sentences:
        if out and out[-1].joins(sentence):
            out[-1] = out[-1].joined(sentence)
        else:
            out.append(sentence)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class ReviewBead:
    """A bead of the sheet.

    ``key`` names it among all beads, ``id`` in its bitext. ``texts`` are what a person wrote in the place of the
    sentences of a side, None where they stand as they were. ``cells`` are the values of the columns no edit changes.
    """

    key: str
    id: str
    sides: Sides
    status: Status = "auto"
    probability: float | None = None
    texts: tuple[str | None, str | None] = (None, None)
    note: str | None = None
    marked: bool = False
    duplicate_of: str | None = None
    cells: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def decided(self) -> bool:
        """Whether a person decided about it."""
        return self.status in DECIDED

    @property
    def document(self) -> str:
        """The document pair it belongs to."""
        return self.cells.get("document") or ""

    def with_status(self, status: Status) -> ReviewBead:
        """Return the bead with a status and no mark; `dataclasses.replace` takes ten times as long for thousands."""
        return ReviewBead(
            *(self.key, self.id, self.sides, status, self.probability, self.texts),
            *(self.note, False, self.duplicate_of, self.cells),
        )

    def text(self, side: int) -> str:
        """Return the text of a side as it now reads."""
        written = self.texts[side]
        return self.original(side) if written is None else written

    def original(self, side: int) -> str:
        """Return the text of a side as its sentences have it."""
        return " ".join(sentence.text for sentence in self.sides[side])


@dataclass(frozen=True, slots=True)
class Splice:
    """A change of a sheet: at ``start``, the beads ``removed`` give way to those ``added``."""

    start: int
    removed: tuple[ReviewBead, ...]
    added: tuple[ReviewBead, ...]

    def inverse(self) -> Splice:
        """Return the change that takes this one back."""
        return Splice(self.start, self.added, self.removed)

    @property
    def changed(self) -> tuple[Sequence[ReviewBead], Sequence[ReviewBead]]:
        """The beads that go and those that come; where as many come, only those that are not the same."""
        if len(self.removed) != len(self.added):
            return self.removed, self.added
        pairs = [pair for pair in zip(self.removed, self.added, strict=True) if pair[0] is not pair[1]]
        return [old for old, _ in pairs], [new for _, new in pairs]

    @property
    def keys(self) -> tuple[list[str], list[str]]:
        """The keys of beads that were there and changed or went, and of those that changed or are new."""
        gone, new = self.changed
        before = {bead.key: bead for bead in gone}
        after = {bead.key: bead for bead in new}
        return (
            [key for key, bead in before.items() if after.get(key) is not bead],
            [key for key, bead in after.items() if before.get(key) is not bead],
        )


class Sheet:
    """The beads of one bitext in their order; ``base`` are those it was opened with."""

    def __init__(self, beads: Sequence[ReviewBead]) -> None:
        self.base = tuple(beads)
        self.beads = list(beads)
        self._keys = [bead.key for bead in beads]
        self._known = set(self._keys)

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[ReviewBead]:
        return iter(self.beads)

    def index(self, key: str) -> int | None:
        """Return the place of the bead with a key, None where there is none."""
        return self._keys.index(key) if key in self._known else None

    def free_key(self, id: str, taken: Iterable[str] = ()) -> str:
        """Return a key for a new bead: its id or, where another bead has that, the id with a number."""
        known = {*taken}
        key, number = id, 2
        while key in self._known or key in known:
            key, number = f"{id}~{number}", number + 1
        return key

    def apply(self, splice: Splice) -> None:
        """Make a change."""
        end = splice.start + len(splice.removed)
        self.beads[splice.start : end] = splice.added
        self._keys[splice.start : end] = [bead.key for bead in splice.added]
        self._known.difference_update(bead.key for bead in splice.removed)
        self._known.update(bead.key for bead in splice.added)


def in_order(beads: Iterable[ReviewBead], side: int) -> bool:
    """Tell whether the sentences of a side follow each other as in their document, as far as their numbers tell."""
    placed = [
        (bead.document, sentence.numbers[0], sentence.spans[0].start if sentence.spans else 0)
        for bead in beads
        for sentence in bead.sides[side]
        if sentence.numbers
    ]
    return all(a[0] != b[0] or a[1:] <= b[1:] for a, b in pairwise(placed))
