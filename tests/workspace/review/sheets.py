"""A sheet of five beads, and what edits make of it."""

from songngu.corpus.document import Span
from songngu.workspace.review.action import Action
from songngu.workspace.review.history import History
from songngu.workspace.review.sheet import ReviewBead, ReviewSentence, Sheet


def bead(key: str, source: str, target: str, first: tuple[int, int], probability: float | None = 0.8) -> ReviewBead:
    """Return a bead of sentences parted by ``|``, numbered from ``first``, each with a place of its own."""
    sides = []
    for text, number in zip((source, target), first, strict=True):
        parts = [part for part in text.split("|") if part]
        sides.append(
            tuple(
                ReviewSentence(part, (number + k,), (Span(100 * (number + k), 100 * (number + k) + len(part)),))
                for k, part in enumerate(parts)
            )
        )
    return ReviewBead(key, key, (sides[0], sides[1]), probability=probability, cells={"document": "d"})


def sheet() -> Sheet:
    return Sheet(
        [
            bead("a", "Một.|Hai.", "One.", (0, 0), 0.4),
            bead("b", "Ba.", "Two.|Three.", (2, 1), 0.5),
            bead("c", "Bốn rồi năm.", "Four and then five.", (3, 3), 0.99),
            bead("d", "Sáu.", "", (4, 4), 0.7),
            bead("e", "", "Seven.", (5, 4), 0.6),
        ]
    )


def history() -> History:
    return History(sheet())


def do(past: History, action: str, **more: object) -> History:
    past.replay(Action(action=action, **more))  # type: ignore[arg-type]
    return past


def texts(past: History) -> list[tuple[str, str]]:
    return [(b.text(0), b.text(1)) for b in past.sheet]


def statuses(past: History) -> list[str]:
    return [b.status for b in past.sheet]


def letters(beads: list[ReviewBead], side: int) -> str:
    return "".join(s.text for b in beads for s in b.sides[side]).replace(" ", "")
