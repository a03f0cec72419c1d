"""A stretch aligned anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.workspace.review.action import EditError
from songngu.workspace.review.realignment import stretch
from tests.workspace.review.requests import Open, keys, post
from tests.workspace.review.sheets import do, history


def test_a_stretch_is_aligned_anew_up_to_what_is_accepted(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)
    post(client, action="accept", row=row[4])
    told = post(client, action="realign", row=row[1])
    page = client.get("/bitext/0?filter=all").text
    assert told["removed"]
    assert page.count('<article class="bead') == 7
    assert client.post("/edits", json={"action": "realign", "row": row[4]}).status_code == 409
    post(client, action="undo")
    assert keys(client) == row


def test_a_stretch_ends_where_a_person_decided() -> None:
    past = do(history(), "accept", row="d")
    assert [each.key for each in stretch(past.sheet, 1)] == ["b", "c"]
    assert [each.key for each in stretch(past.sheet, 4)] == ["e"]
    with pytest.raises(EditError):
        stretch(past.sheet, 3)
