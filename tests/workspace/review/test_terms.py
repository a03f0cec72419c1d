"""What stands beside a row: matches of a memory, terms for the glossary; and what is put there when asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from songngu.glossary.formats import read_glossary

Open = Callable[..., TestClient]


FRUIT = [("cam", "oranges"), ("bưởi", "pomelos"), ("xoài", "mangoes"), ("ổi", "guavas"), ("mận", "plums")]


def keys(client: TestClient) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', client.get("/bitext/0?filter=all").text)


def accept(client: TestClient, rows: list[str]) -> None:
    assert client.post("/edits", json={"action": "accept", "rows": rows}).status_code == 200


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
