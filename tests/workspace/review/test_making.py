"""What edits of the structure share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from songngu.workspace.review.action import EditError
from songngu.workspace.review.history import History
from songngu.workspace.review.making import both, joined_text, made_bead, places_of
from songngu.workspace.review.sheet import ReviewBead, ReviewSentence, Sheet
from tests.workspace.review.sheets import do, sheet


def test_rows_of_other_documents_are_walls() -> None:
    other = ReviewBead("z", "z", ((ReviewSentence("z"),), (ReviewSentence("z"),)), cells={"document": "other"})
    past = History(Sheet([sheet().beads[0], other]))
    for action in ("merge", "swap"):
        with pytest.raises(EditError, match="another document"):
            do(past, action, row="a")
    with pytest.raises(EditError, match="another document"):
        do(past, "link", rows=["a", "z"])


def test_alike_rows_have_keys_of_their_own() -> None:
    alike = ReviewSentence("Vâng.")
    past = History(Sheet([ReviewBead(f"k{n}", "k", ((alike, alike), ())) for n in range(2)]))
    for key in ("k0", "k1"):
        do(past, "split", row=key, side="source", sentence=1)
    keys = [b.key for b in past.sheet]
    assert len(set(keys)) == 4
    assert len({b.id for b in past.sheet}) == 1


def test_rows_are_found_by_their_keys_in_order() -> None:
    assert places_of(sheet(), ["d", "a"]) == [0, 3]
    with pytest.raises(EditError):
        places_of(sheet(), ["a", "x"])


def test_sides_of_several_beads_are_one() -> None:
    first, second = sheet().beads[:2]
    assert [[each.text for each in side] for side in both([first, second])] == [
        ["Một.", "Hai.", "Ba."],
        ["One.", "Two.", "Three."],
    ]
    assert joined_text([first, second], 0) is None
    written = replace(second, texts=("Ba!", None))
    assert joined_text([first, written], 0) == "Một. Hai. Ba!"


def test_a_made_bead_is_decided_and_no_aligners() -> None:
    held = sheet()
    made = made_bead(held, held.beads[0], both(held.beads[:2]), held.beads[:2])
    assert (made.decided, made.probability, made.document) == (True, None, "d")
    assert made.key not in {each.key for each in held.beads[2:]}
