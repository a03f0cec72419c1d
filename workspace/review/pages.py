"""What the page shows of a sheet, as values that the templates lay out: rows, windows, bars of all probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from songngu.corpus.formats.statistics import DOUBTFUL
from songngu.workspace.review.marks import TextMark, TextRun, runs
from songngu.workspace.review.sheet import SIDES, ReviewBead
from songngu.workspace.review.view import ViewRow, is_doubtful

if TYPE_CHECKING:
    from songngu.glossary.finding import Finding
    from songngu.workspace.review.session import ReviewSession

_LEVELS = (DOUBTFUL, 0.7, 0.4)
_BARS = 240


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as runs of text; ``heading`` where it is one in its document."""

    runs: Sequence[TextRun]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ShownSide:
    """A side of a row; ``original`` is what stood there before a person wrote the text over."""

    lang: str
    sentences: Sequence[ShownSentence]
    text: str
    original: str | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it; ``level`` is the step of the scale of probabilities, 0 for none."""

    bead: ReviewBead
    number: int
    kind: str
    percent: int | None
    level: int
    doubtful: bool
    neighbour: bool
    sides: tuple[ShownSide, ShownSide]
    findings: Sequence[Finding]


def level_of(bead: ReviewBead) -> int:
    """Return the step of a bead on the scale of probabilities: 0 decided or unknown, 1 sure, to 4 unlikely."""
    if bead.decided or bead.probability is None or bead.duplicate_of is not None:
        return 0
    return 1 + sum(bead.probability < bound for bound in _LEVELS)


def shown(session: ReviewSession, rows: Sequence[ViewRow]) -> Iterator[ShownRow]:
    """Yield rows as the page shows them."""
    for row in rows:
        bead = session.sheet.beads[row.place]
        findings = session.found.of(bead)
        # Rounded down, so that what is below a threshold does not look as if it were not.
        percent = None if bead.probability is None else math.floor(bead.probability * 100 + 1e-9)
        yield ShownRow(
            bead=bead,
            number=row.place + 1,
            kind="-".join(str(len(side)) for side in bead.sides),
            percent=percent,
            level=level_of(bead),
            doubtful=is_doubtful(bead),
            neighbour=row.neighbour,
            sides=(_side(session, bead, 0, findings), _side(session, bead, 1, findings)),
            findings=findings,
        )


def _side(session: ReviewSession, bead: ReviewBead, side: int, findings: Sequence[Finding]) -> ShownSide:
    lang = session.lang(bead, side)
    marks = [
        TextMark(*mark, "finding", found.message)
        for found in findings
        if (mark := (found.source, found.target)[side].mark) is not None
    ]
    written = bead.texts[side]
    file = bead.cells.get(f"{SIDES[side]}_file") or ""
    sentences, start = [], 0
    parts = [s.text for s in bead.sides[side]] if written is None else [written]
    for k, text in enumerate(parts):
        own = [TextMark(mark.start - start, mark.end - start, mark.kind, mark.title) for mark in marks]
        numbers = bead.sides[side][k].numbers if written is None else ()
        heading = any((file, number) in session.headings for number in numbers)
        sentences.append(ShownSentence(runs(text, [*own, *session.marker(lang).marks(text)]), heading))
        start += len(text) + 1
    original = None if written is None else bead.original(side)
    return ShownSide(lang, sentences, bead.text(side), original)


@dataclass(frozen=True, slots=True)
class ProbabilityBar:
    """A bar for rows ``first`` to ``last``, counted from 1, by the worst of them, whose key is ``at``."""

    at: str
    first: int
    last: int
    level: int
    percent: int | None
    decided: bool


def probability_bars(beads: Sequence[ReviewBead]) -> list[ProbabilityBar]:
    """Return the probabilities of a whole sheet in a few hundred bars at most."""
    size = max(1, math.ceil(len(beads) / _BARS))
    bars = []
    for start in range(0, len(beads), size):
        part = beads[start : start + size]
        worst = max(part, key=lambda bead: (level_of(bead), -(bead.probability or 0)))
        percent = math.floor(worst.probability * 100 + 1e-9) if level_of(worst) else None  # type: ignore[operator]
        decided = all(bead.decided for bead in part)
        bars.append(ProbabilityBar(worst.key, start + 1, start + len(part), level_of(worst), percent, decided))
    return bars
