"""All bitexts of one review."""

from __future__ import annotations

import re
from pathlib import Path

from tests.workspace.review.requests import Make, Open, keys, post


def test_the_whole_workspace_is_listed_worst_first(opens: Open, make: Make, tmp_path: Path) -> None:
    make("good.jsonl", [(["Một."], ["One."], 0.99)])
    make("poor.jsonl")
    (tmp_path / "new.vi.txt").write_text("Mới.\n", encoding="utf-8")
    (tmp_path / "new.en.txt").write_text("New.\n", encoding="utf-8")
    (tmp_path / "songngu.toml").write_text(
        '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nbitext = "*.jsonl"\n', encoding="utf-8"
    )
    client = opens()
    page = client.get("/").text
    names = re.findall(r'<a href="/bitext/\d">([^<]+)', page)
    assert names == ["poor.jsonl", "good.jsonl", "new.jsonl"]
    assert "not aligned yet" in page
    number = int(re.findall(r'/bitext/(\d)">new', page)[0])
    row = keys(client, number)
    assert post(client, action="accept", row=row[0])["counts"]["decided"] == 1
    assert post(client, action="accept", row=row[0], bitext="new.jsonl")["revision"] == 2
    assert client.post("/edits", json={"action": "undo"}).status_code in (200, 409)
    assert "100 %" in client.get("/").text
    assert (tmp_path / "new.jsonl").is_file()
