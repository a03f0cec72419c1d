"""The memories of a review."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.commands.memories import bitext as written
from tests.commands.memories import row, run, stats

Open = Callable[..., TestClient]


def keys(client: TestClient) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', client.get("/bitext/0?filter=all").text)


def accept(client: TestClient, rows: list[str]) -> None:
    assert client.post("/edits", json={"action": "accept", "rows": rows}).status_code == 200


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    rows = [row("Lan mua 5 cân cam.", "Lan bought 5 kilos of oranges."), row("Trời nắng.", "The sun shone.")]
    path = tmp_path / "m.db"
    run("add", path, written(tmp_path / "old.jsonl", rows))
    return path


def test_matches_of_a_row_with_what_differs(bitext: Path, opens: Open, memory: Path) -> None:
    page = opens("a.jsonl", memories=(memory,))
    row_ = keys(page)[3]
    page.post("/edits", json={"action": "text", "row": row_, "side": "source", "text": "Lan mua 3 cân cam."})
    told = page.get("/bitext/0/matches", params={"row": row_}).text
    assert "<del>5</del>" in told and "<ins>3</ins>" in told
    assert 'data-text="Lan bought 3 kilos of oranges."' in told
    assert "Nothing like this row." in page.get("/bitext/0/matches", params={"row": keys(page)[0]}).text
    assert page.get("/bitext/0/matches", params={"row": "none"}).status_code == 409


def test_accepted_rows_go_to_the_memory_and_take_nothing_away(bitext: Path, opens: Open, memory: Path) -> None:
    page = opens("a.jsonl", memories=(memory,))
    assert page.post("/memory", json={}).status_code == 500
    accept(page, keys(page)[:2])
    assert page.post("/memory", json={}).json() == {"memory": "m.db", "new": 2, "changed": 0}
    assert page.post("/memory", json={}).json() == {"memory": "m.db", "new": 0, "changed": 0}
    accept(page, keys(page)[4:5])
    assert page.post("/memory", json={}).json()["new"] == 1
    counts = stats(memory)
    assert (counts["rows"], counts["statuses"]["accepted"]) == (5, 3)
    page.__exit__(None, None, None)
    run("add", memory, bitext)
    assert stats(memory)["rows"] == 8


def test_the_row_itself_is_no_match_of_it(bitext: Path, opens: Open, tmp_path: Path) -> None:
    page = opens("a.jsonl", memories=(tmp_path / "new.db",))
    accept(page, keys(page)[:1])
    assert page.post("/memory", json={}).json()["new"] == 1
    assert "Nothing like this row." in page.get("/bitext/0/matches", params={"row": keys(page)[0]}).text


def test_without_a_memory_none_is_offered(bitext: Path, opens: Open) -> None:
    page = opens("a.jsonl")
    assert 'data-do="remember"' not in page.get("/bitext/0").text
    refused = page.post("/memory", json={})
    assert "no memory" in refused.json()["error"]
