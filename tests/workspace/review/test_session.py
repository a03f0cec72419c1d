"""A bitext open on the page."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.formats import read_bitext
from songngu.workspace.review.folding import fold_journal
from tests.workspace.review.requests import Open, keys, post


def test_what_was_answered_for_survives_without_the_page(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    post(client, action="reject", row=keys(client)[2])
    assert "last edits" in "".join(fold_journal(bitext)) or read_bitext(bitext)["status"][2] == "rejected"


def test_two_pages_do_not_overwrite_each_other(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)
    post(client, action="text", row=row[1], side="target", text="Rain.", after=0)
    answer = client.post("/edits", json={"action": "text", "row": row[1], "side": "target", "text": "Sun.", "after": 0})
    assert (answer.status_code, answer.json()["stale"]) == (409, True)
    assert "Rain." in client.get("/bitext/0?filter=all").text
