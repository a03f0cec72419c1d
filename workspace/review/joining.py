"""Edits that move sentences between beads: merge, link, unlink, swap, up and down, a stretch aligned anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.making import (
    OTHER_DOCUMENT,
    both,
    check_unwritten,
    found,
    joined_text,
    made_bead,
    place_after,
    place_before,
    places_of,
    replaced,
)
from songngu.workspace.review.sheet import ReviewBead, Sheet, Sides, Splice, run_together


def merge(sheet: Sheet, action: Action) -> Splice:
    """Make one row of a row and the next, or of all rows named."""
    places = places_of(sheet, action.targets)
    if len(places) == 1:
        places.append(place_after(sheet, places[0]))
    return _linked(sheet, places)


def link(sheet: Sheet, action: Action) -> Splice:
    """Make one row of the rows selected, in the place of the first."""
    places = places_of(sheet, action.targets)
    if len(places) < 2:
        raise EditError("link: select two rows or more")
    return _linked(sheet, places)


def _linked(sheet: Sheet, places: Sequence[int]) -> Splice:
    """Return the change that makes one bead of several, in the place of the first."""
    chosen = [sheet.beads[place] for place in places]
    if any(bead.document != chosen[0].document for bead in chosen):
        raise EditError(f"the rows cannot be one: {OTHER_DOCUMENT}")
    between = [sheet.beads[k] for k in range(places[0], places[-1]) if k not in set(places)]
    removed = tuple(sheet.beads[places[0] : places[-1] + 1])
    sides = both(chosen)
    texts = (joined_text(chosen, 0), joined_text(chosen, 1))
    notes = list(dict.fromkeys(bead.note for bead in chosen if bead.note))
    first = replace(
        chosen[0], texts=texts, note="\n".join(notes) or None, marked=any(bead.marked for bead in chosen)
    )  # fmt: skip
    return Splice(places[0], removed, (made_bead(sheet, first, sides, removed), *between))


def move_up(sheet: Sheet, action: Action) -> Splice:
    """Move the first sentences of a side into the row before."""
    place = found(sheet, action.targets[0])
    return _moved(sheet, place_before(sheet, place), action, upwards=True)


def move_down(sheet: Sheet, action: Action) -> Splice:
    """Move the last sentences of a side into the next row."""
    place = found(sheet, action.targets[0])
    place_after(sheet, place)
    return _moved(sheet, place, action, upwards=False)


def _moved(sheet: Sheet, place: int, action: Action, *, upwards: bool) -> Splice:
    """Return the change that moves sentences of a side across the boundary after the row at ``place``."""
    pair, side, count = sheet.beads[place : place + 2], action.side_index, action.count or 1
    for bead in pair:
        check_unwritten(bead, side)
    first, second = pair[0].sides[side], pair[1].sides[side]
    if count > len(second if upwards else first):
        raise EditError(f"{action.action}: the row has no such sentence on this side")
    at = len(first) + count if upwards else len(first) - count
    sentences = (*first, *second)
    parts = run_together(sentences[:at]), run_together(sentences[at:])
    made = [
        (bead, (part, bead.sides[1]) if side == 0 else (bead.sides[0], part))
        for bead, part in zip(pair, parts, strict=True)
    ]
    return replaced(sheet, place, tuple(pair), made)


def unlink(sheet: Sheet, action: Action) -> Splice:
    """Part the two sides of a row."""
    place = found(sheet, action.targets[0])
    bead = sheet.beads[place]
    if not all(bead.sides):
        raise EditError("unlink: the row has one side only")
    source = replace(bead, texts=(bead.texts[0], None))
    target = replace(bead, texts=(None, bead.texts[1]), note=None, marked=False)
    return replaced(sheet, place, (bead,), ((source, (bead.sides[0], ())), (target, ((), bead.sides[1]))))


def swap(sheet: Sheet, action: Action) -> Splice:
    """Exchange the targets of a row and the next."""
    place = found(sheet, action.targets[0])
    pair = sheet.beads[place], sheet.beads[place_after(sheet, place)]
    made = [
        (replace(bead, texts=(bead.texts[0], other.texts[1])), (bead.sides[0], other.sides[1]))
        for bead, other in (pair, pair[::-1])
    ]
    return replaced(sheet, place, pair, made)


def realign(sheet: Sheet, action: Action) -> Splice:
    """Put the beads of a new alignment in the place of rows nobody decided about."""
    places = places_of(sheet, action.targets)
    start, end = places[0], places[-1] + 1
    removed = tuple(sheet.beads[start:end])
    if places != list(range(start, end)) or any(bead.decided for bead in removed) or not action.beads:
        raise EditError("realign: the rows do not follow each other undecided")
    sides = both(removed)
    if [sum(bead[side] for bead in action.beads) for side in (0, 1)] != [len(side) for side in sides]:
        raise EditError("realign: the beads do not cover the sentences")
    return Splice(start, removed, tuple(_aligned(sheet, removed, sides, action.beads)))


def _aligned(
    sheet: Sheet, removed: Sequence[ReviewBead], sides: Sides, beads: Sequence[tuple[int, int, float]]
) -> list[ReviewBead]:
    added: list[ReviewBead] = []
    known = {bead.sides: bead for bead in removed}
    at = [0, 0]
    blank = replace(removed[0], note=None, marked=False)
    for n, m, probability in beads:
        part = sides[0][at[0] : at[0] + n], sides[1][at[1] : at[1] + m]
        at = [at[0] + n, at[1] + m]
        old = known.get(part)
        if old is None:
            old = replace(made_bead(sheet, blank, part, removed, *(bead.key for bead in added)), status="auto")
        added.append(replace(old, probability=probability))
    return added
