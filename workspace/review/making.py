"""What edits of the structure share: finding rows, and making the beads that take their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from songngu.corpus.bitext import row_id
from songngu.workspace.review.action import EditError
from songngu.workspace.review.sheet import ReviewBead, Sheet, Sides, Splice, Status, run_together

OTHER_DOCUMENT = "it is in another document"
_FEW = 20


def found(sheet: Sheet, key: str) -> int:
    """Return the place of the row with a key. Raises EditError where there is none."""
    place = sheet.index(key)
    if place is None:
        raise EditError(f"row {key} is not in the sheet", hint="it was changed or merged meanwhile: reload the page")
    return place


def places_of(sheet: Sheet, keys: Sequence[str]) -> list[int]:
    """Return the places of the rows with the given keys, in order. Raises EditError where one is not there."""
    if len(keys) < _FEW:
        return sorted({found(sheet, key) for key in keys})
    places = {bead.key: place for place, bead in enumerate(sheet)}
    return sorted({places[key] if key in places else found(sheet, key) for key in keys})


def both(beads: Sequence[ReviewBead]) -> Sides:
    """Return both sides of several beads as one."""
    source, target = (run_together(s for bead in beads for s in bead.sides[side]) for side in (0, 1))
    return source, target


def joined_text(beads: Sequence[ReviewBead], side: int) -> str | None:
    """Return the text of a side of several beads, None where nobody wrote any of it."""
    if all(bead.texts[side] is None for bead in beads):
        return None
    return " ".join(text for bead in beads if (text := bead.text(side)))


def made_bead(sheet: Sheet, like: ReviewBead, sides: Sides, gone: Sequence[ReviewBead] = (), *more: str) -> ReviewBead:
    """Return a bead that a person made: decided, and with no probability, as no aligner made it.

    ``gone`` are the beads that give way, whose keys stay theirs so that an undo brings them back, ``more`` other keys.
    """
    files = [like.cells.get(f"{side}_file") or "" for side in ("source", "target")]
    spans = [[span for sentence in side for span in sentence.spans] for side in sides]
    bead = replace(like, sides=sides)
    id = row_id(files[0], files[1], spans[0], spans[1], bead.text(0), bead.text(1))
    cells = {name: value for name, value in like.cells.items() if name != "original" and not name.startswith("score.")}
    status: Status = "accepted" if like.texts == (None, None) else "edited"
    key = sheet.free_key(id, [*more, *(bead.key for bead in gone)])
    return replace(bead, key=key, id=id, cells=cells, status=status, probability=None, duplicate_of=None)


def replaced(
    sheet: Sheet, start: int, removed: Sequence[ReviewBead], made: Sequence[tuple[ReviewBead, Sides]]
) -> Splice:
    """Return the change that puts beads with the given sides in the place of others; an empty bead goes."""
    added: list[ReviewBead] = []
    for like, sides in made:
        if sides == like.sides and like in removed:
            added.append(like)
        elif any(sides):
            added.append(made_bead(sheet, like, sides, removed, *(bead.key for bead in added)))
    return Splice(start, tuple(removed), tuple(added))


def check_unwritten(bead: ReviewBead, side: int) -> None:
    """Raise EditError where the text of a side was written over."""
    if bead.texts[side] is not None:
        raise EditError(
            "the text of this side was edited and no longer parts into sentences", hint="take its text back first"
        )


def place_after(sheet: Sheet, place: int) -> int:
    """Return the place of the next row of the document. Raises EditError where there is none."""
    if place + 1 >= len(sheet):
        raise EditError("there is no next row")
    if sheet.beads[place + 1].document != sheet.beads[place].document:
        raise EditError(f"the next row cannot be reached: {OTHER_DOCUMENT}")
    return place + 1


def place_before(sheet: Sheet, place: int) -> int:
    """Return the place of the row before in the document. Raises EditError where there is none."""
    if place == 0:
        raise EditError("there is no row before")
    place_after(sheet, place - 1)
    return place - 1
