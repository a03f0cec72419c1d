"""Counts of a sheet after a change are those of the sheet as it then stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.workspace.review.action import Action
from songngu.workspace.review.counts import SheetCounts
from songngu.workspace.review.folding import opened
from tests.workspace.review.conftest import made_bitext


@pytest.mark.parametrize("action", ["accept", "reject", "mark", "merge", "unlink", "swap", "accept-above"])
def test_counts_follow_every_change_and_its_undoing(tmp_path: Path, action: str) -> None:
    state = opened(made_bitext(tmp_path, "a.jsonl"))
    history = state.history
    counts = SheetCounts.of(history.sheet)
    row = history.sheet.beads[2].key
    more = {"probability": 0.9} if action == "accept-above" else {"row": row}
    for each in (Action.read({"action": action} | more), Action(action="undo"), Action(action="redo")):
        counts = counts.after(history.replay(each))
        assert counts == SheetCounts.of(history.sheet)
    state.journal.close()
