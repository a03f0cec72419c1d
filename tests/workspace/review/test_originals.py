"""The documents a bitext was made from."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.formats import read_bitext
from songngu.workspace.review.originals import Originals
from tests.workspace.review.requests import Open, keys, post


def test_a_sentence_is_split_where_it_stands_in_its_file(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)[4]
    told = post(client, action="split", row=row, side="target", sentence=0, offset=8)
    assert len(told["added"]) == 2
    client.__exit__(None, None, None)
    rows = read_bitext(bitext).to_dicts()[4:6]
    raw = (bitext.parent / "a.en.txt").read_text(encoding="utf-8")
    assert [raw[r["target_spans"][0]["start"] : r["target_spans"][0]["end"]] for r in rows] == [
        "Then she",
        "went home.",
    ]


def test_documents_are_found_beside_the_bitext_and_in_the_workspace(bitext: Path, tmp_path: Path) -> None:
    originals = Originals(tmp_path / "kept" / "a.jsonl", tmp_path)
    found = originals.find("a.vi.txt", "vi")
    assert found and found.sentences[0].text == "Chương một"
    assert originals.find("a.vi.txt", "vi") is found
    assert originals.find("gone.txt", "vi") is None
    assert originals.data("gone.txt") == b""
    assert originals.data("a.en.txt").startswith(b"Chapter one")
