"""Every change, to be undone and redone."""

import pytest

from songngu.workspace.review.action import Action, EditError
from tests.workspace.review.sheets import do, history, sheet, texts


def test_what_is_undone_can_be_redone_until_something_else_is_done() -> None:
    past = history()
    assert (past.undoable, past.redoable, past.revision) == (False, False, 0)
    do(past, "merge", row="a")
    merged = texts(past)
    do(past, "undo")
    assert (past.sheet.beads, past.redoable, past.revision) == (sheet().beads, True, 2)
    do(past, "redo")
    assert texts(past) == merged
    do(past, "undo")
    do(past, "accept", row="a")
    assert not past.redoable
    with pytest.raises(EditError):
        do(past, "redo")


def test_a_plan_changes_nothing() -> None:
    past = history()
    splice = past.plan(Action(action="merge", row="a"))
    assert past.sheet.beads == sheet().beads
    past.make(Action(action="merge", row="a"), splice)
    assert len(past.sheet) == 4
