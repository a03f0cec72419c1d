"""A lexicon of what was accepted."""

from __future__ import annotations

from pathlib import Path

from tests.workspace.review.requests import Open, post


def test_a_lexicon_is_trained_of_what_is_accepted(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    assert client.post("/lexicon", json={"bitext": "a.jsonl"}).status_code == 500
    post(client, action="accept-above", probability=0.0)
    told = client.post("/lexicon", json={}).json()
    assert told["pairs"] == 6
    assert (bitext.parent / told["lexicon"]).is_file()
