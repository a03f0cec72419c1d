"""Edits that decide about rows as they are: accept, reject, comment, write a text over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.making import places_of
from songngu.workspace.review.sheet import ReviewBead, Sheet, Splice, Status


def each(sheet: Sheet, action: Action, changed: Callable[[ReviewBead], ReviewBead]) -> Splice:
    """Return the change that puts ``changed`` rows in the place of those that an action names."""
    places = places_of(sheet, action.targets)
    start, end = places[0], places[-1] + 1
    removed = tuple(sheet.beads[start:end])
    named = set(places)
    added = tuple(changed(bead) if start + k in named else bead for k, bead in enumerate(removed))
    return Splice(start, removed, added)


def accept(sheet: Sheet, action: Action) -> Splice:
    """Accept rows."""
    return each(sheet, action, _accepted)


def _accepted(bead: ReviewBead) -> ReviewBead:
    return bead.with_status("accepted" if bead.texts == (None, None) else "edited")


def reject(sheet: Sheet, action: Action) -> Splice:
    """Reject rows."""
    return each(sheet, action, lambda bead: bead.with_status("rejected"))


def clear(sheet: Sheet, action: Action) -> Splice:
    """Take back what was decided about rows; a text that was written over stays."""
    return each(sheet, action, lambda bead: bead.with_status(_unmade(bead)))


def _unmade(bead: ReviewBead) -> Status:
    """Return the status of a bead that nobody accepted or rejected; an edited text stays one."""
    return "auto" if bead.texts == (None, None) else "edited"


def mark(sheet: Sheet, action: Action) -> Splice:
    """Mark rows for a second look."""
    return each(sheet, action, lambda bead: replace(bead, marked=True))


def comment(sheet: Sheet, action: Action) -> Splice:
    """Put a comment on rows, or take it off."""
    return each(sheet, action, lambda bead: replace(bead, note=(action.text or "").strip() or None))


def write_text(sheet: Sheet, action: Action) -> Splice:
    """Write the text of a side over; the sentences stay beside it."""
    side, text = action.side_index, action.text
    if text is None:
        raise EditError("text: the new text is missing")

    def written(bead: ReviewBead) -> ReviewBead:
        kept = None if text == bead.original(side) else text
        return _written(bead, side, kept)

    return each(sheet, action, written)


def take_text_back(sheet: Sheet, action: Action) -> Splice:
    """Let a side read again as its sentences do."""
    return each(sheet, action, lambda bead: _written(bead, action.side_index, None))


def _written(bead: ReviewBead, side: int, text: str | None) -> ReviewBead:
    texts = (text, bead.texts[1]) if side == 0 else (bead.texts[0], text)
    if texts == bead.texts:
        return bead
    status: Status = "auto" if texts == (None, None) else "edited"
    return replace(bead, texts=texts, status=status)


def accept_above(sheet: Sheet, action: Action) -> Splice:
    """Accept every open row that is at least as probable as told."""
    least = action.probability
    if least is None:
        raise EditError("accept-above: the probability is missing")
    places = [place for place, bead in enumerate(sheet.beads) if _acceptable(bead, least)]
    if not places:
        raise EditError("accept-above: no open row is as probable as that")
    start, end = places[0], places[-1] + 1
    removed = sheet.beads[start:end]
    added = removed.copy()
    for place in places:
        added[place - start] = _accepted(sheet.beads[place])
    return Splice(start, tuple(removed), tuple(added))


def _acceptable(bead: ReviewBead, least: float) -> bool:
    probable = bead.probability is not None and bead.probability >= least
    return probable and bead.status == "auto" and not bead.marked and bead.duplicate_of is None


def restore(sheet: Sheet, _: Action) -> Splice:
    """Go back to the sheet as it was opened first."""
    return Splice(0, tuple(sheet.beads), sheet.base)


def carry(sheet: Sheet, action: Action) -> Splice:
    """Give a row of a bitext that was changed by others what a person had decided about it."""
    status = action.status or "accepted"
    return each(sheet, action, lambda bead: replace(bead, status=status, note=action.text or bead.note))
