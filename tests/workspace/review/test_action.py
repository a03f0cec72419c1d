"""Actions as they are asked for."""

from __future__ import annotations

import pytest

from songngu.workspace.review.action import Action, EditError


@pytest.mark.parametrize(
    "values", [{}, {"action": "fly"}, {"action": "accept", "colour": 1}, {"action": "up", "count": 0}, []]
)
def test_what_is_no_action_is_refused(values: object) -> None:
    with pytest.raises(EditError):
        Action.read(values)


def test_an_action_is_written_as_it_was_asked_for() -> None:
    values = {"action": "split", "row": "a", "side": "target", "sentence": 0, "offset": 4}
    assert Action.read(values).written() == values
    assert Action.read(values).side_index == 1


def test_what_it_needs_is_asked_for() -> None:
    assert Action.read({"action": "accept", "rows": ["a", "b"]}).targets == ["a", "b"]
    assert Action.read({"action": "accept", "row": "a"}).targets == ["a"]
    with pytest.raises(EditError):
        _ = Action.read({"action": "accept"}).targets
    with pytest.raises(EditError):
        _ = Action.read({"action": "up", "row": "a"}).side_index
