"""Edits that decide about rows as they are."""

from __future__ import annotations

import pytest

from songngu.workspace.review.action import EditError
from tests.workspace.review.sheets import do, history, statuses


def test_a_text_is_kept_beside_its_original() -> None:
    past = do(history(), "text", row="c", side="target", text="Four, then five.")
    row = past.sheet.beads[2]
    assert (row.text(1), row.original(1), row.status) == ("Four, then five.", "Four and then five.", "edited")
    assert do(past, "accept", row="c").sheet.beads[2].status == "edited"
    with pytest.raises(EditError, match="edited"):
        do(past, "split", row="c", side="target", sentence=0, offset=4)
    row = do(past, "original", row="c", side="target").sheet.beads[2]
    assert (row.text(1), row.texts) == ("Four and then five.", (None, None))


def test_what_is_decided_about_a_row() -> None:
    past = do(history(), "accept", row="a")
    do(past, "reject", row="b")
    do(past, "mark", row="c")
    do(past, "comment", row="c", text=" which five? ")
    assert statuses(past)[:3] == ["accepted", "rejected", "auto"]
    assert (past.sheet.beads[2].marked, past.sheet.beads[2].note) == (True, "which five?")
    do(past, "clear", rows=["a", "b", "c"])
    assert statuses(past) == ["auto"] * 5
    assert not past.sheet.beads[2].marked


def test_all_above_a_probability_are_accepted_but_what_was_marked() -> None:
    past = do(do(history(), "mark", row="c"), "accept-above", probability=0.6)
    assert statuses(past) == ["auto", "auto", "auto", "accepted", "accepted"]
