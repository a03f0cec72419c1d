"""What stands beside a row: matches of a memory, terms for the glossary; and what is put there when asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from songngu.glossary.formats import read_glossary
from tests.commands.test_memory import bitext as written
from tests.commands.test_memory import row, run, stats

Open = Callable[..., TestClient]

FRUIT = [("cam", "oranges"), ("bưởi", "pomelos"), ("xoài", "mangoes"), ("ổi", "guavas"), ("mận", "plums")]


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


def test_terms_are_proposed_and_added(tmp_path: Path, opens: Open, make: Callable[..., Path]) -> None:
    beads = [
        ([f"Cô Mai bán {n} cân {vi} ở chợ Đông Ba."], [f"Miss Mai sold {n} kilos of {en} at Dong Ba market."], 0.9)
        for n in range(2, 8)
        for vi, en in FRUIT
    ]
    make("f.jsonl", beads)
    glossary = tmp_path / "g.yaml"
    glossary.write_text(
        "# our market\nconcepts:\n  - id: kilo\n    terms:\n      vi: cân\n      en: kilo\n", encoding="utf-8"
    )
    page = opens("f.jsonl", glossaries=(glossary,))
    assert "too few" in page.get("/bitext/0/terms").text or "no row" in page.get("/bitext/0/terms").text
    assert page.post("/terms", json={"terms": [1]}).status_code == 500
    accept(page, keys(page))
    told = page.get("/bitext/0/terms").text
    proposed = re.findall(r'<span lang="vi">([^<]+)</span> → <span lang="en">([^<]+)</span>', told)
    assert proposed
    assert page.post("/terms", json={"terms": [99999]}).status_code == 500
    assert page.post("/terms", json={"terms": [1]}).json() == {"glossary": "g.yaml", "terms": 1}
    text = glossary.read_text(encoding="utf-8")
    assert "# our market" in text
    assert len(read_glossary(glossary)) == 2
    assert proposed[0][0].split(" / ")[0] in text
    again = page.get("/bitext/0/terms").text
    assert f'<span lang="vi">{proposed[0][0]}</span>' not in again
