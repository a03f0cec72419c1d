"""The rows that a filter or a search leaves."""

from __future__ import annotations

import re
from pathlib import Path

from tests.workspace.review.requests import Open, keys, post


def test_filters_and_searches(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)
    assert keys(client, filter="other") == row[2:4]
    post(client, action="accept", row=row[2])
    assert keys(client, filter="decided") == [row[2]]
    assert keys(client, filter="open") == [*row[:2], *row[3:]]
    assert re.findall("data-key=.([0-9a-f]+)", client.get("/bitext/0?filter=all&q=cam|home").text) == [row[2], row[4]]
    assert re.findall("data-key=.([0-9a-f]+)", client.get("/bitext/0?filter=all&q=cam|home&side=target").text) == [
        row[4]
    ]
    assert client.get("/bitext/0?filter=all&q=(").json()["error"].startswith("search")
    assert client.get("/bitext/0?filter=all&q=(x|xy%3F|y)%2B!").status_code == 409
    assert client.get("/bitext/0?filter=strange").status_code == 409
    assert "Nothing to show" in client.get("/bitext/0?filter=all&q=zzz").text
