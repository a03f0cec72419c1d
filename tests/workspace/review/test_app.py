"""The page and its edits, over HTTP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from songngu.corpus.formats import read_bitext
from songngu.workspace.review.folding import fold_journal

Open = Callable[..., TestClient]
Make = Callable[..., Path]


def keys(client: TestClient, number: int = 0, filter: str = "all") -> list[str]:
    return re.findall(r'data-key="([^"]+)"', client.get(f"/bitext/{number}?filter={filter}").text)


def post(client: TestClient, **edit: Any) -> dict[str, Any]:
    answer = client.post("/edits", json=edit)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_first_window_of_rows_stands_in_the_page(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    page = client.get("/bitext/0?filter=all").text
    assert page.count('<article class="bead') == 6
    assert re.search(r'Lan mua <span class="[a-z ]*number[^>]*>3</span> cân cam', page)
    assert "42 %" in page


def test_doubtful_rows_come_first_among_their_neighbours(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    page = client.get("/").text
    assert page.count('<article class="bead') == 4
    assert page.count("neighbour") == 2


def test_texts_are_shown_as_text(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    answer = client.get("/bitext/0?filter=all")
    assert "<script>alert(1)" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "alert(1)" in re.sub("<[^>]+>", "", answer.text)
    assert "<img" not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?! src=)|<style|<[^>]* (style|on[a-z]+)=", answer.text)


def test_every_action_is_a_request(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)
    assert post(client, action="accept", row=row[0])["added"] == [{"row": row[0], "id": row[0], "status": "accepted"}]
    told = post(client, action="up", row=row[3], side="target")
    assert [bead["status"] for bead in told["added"]] == ["accepted", "accepted"]
    assert told["counts"]["doubtful"] == 0
    assert told["undo"]
    assert not told["redo"]
    assert post(client, action="undo")["redo"]
    post(client, action="redo")
    post(client, action="text", row=row[4], side="target", text="Then home.")
    post(client, action="comment", row=row[4], text="short")
    post(client, action="mark", row=row[1])
    post(client, action="reject", row=row[5])
    post(client, action="clear", row=row[5])
    post(client, action="accept-above", probability=0.9)
    client.__exit__(None, None, None)
    rows = read_bitext(bitext).to_dicts()
    assert [r["status"] for r in rows] == ["accepted", "auto", "accepted", "accepted", "edited", "accepted"]
    assert rows[2]["target"] == "The market was still crowded. Lan bought 3 kilos of oranges."
    assert (rows[4]["target"], rows[4]["note"], rows[1]["note"]) == ("Then home.", "short", "needs review")


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


@pytest.mark.parametrize(
    "edit",
    [
        {"action": "accept", "row": "nowhere"},
        {"action": "fly"},
        {"action": "accept"},
        {"action": "accept", "row": "x", "bitext": "other"},
        {"action": "accept", "row": "x", "bitext": 3},
        {"action": "split", "row": "nowhere", "side": "source", "sentence": 0, "offset": 2},
        {"action": "realign", "row": "nowhere"},
        {"action": "split", "row": "ROW", "side": "target", "sentence": 0, "offset": 0},
        {"action": "split", "row": "ROW", "side": "target", "sentence": 0, "offset": 900},
        {"action": "split", "row": "ROW", "side": "target", "sentence": 9, "offset": 1},
        {"action": "split", "row": "ROW", "sentence": 0, "offset": 1},
        {"action": "realign", "rows": ["x"], "beads": [[1, 1, 0.5]]},
        {"action": "accept-above", "probability": 7},
        ["accept"],
    ],
)
def test_what_cannot_be_done_is_told(opens: Open, bitext: Path, edit: object) -> None:
    client = opens("a.jsonl")
    if isinstance(edit, dict) and edit.get("row") == "ROW":
        edit = {**edit, "row": keys(client)[1]}
    answer = client.post("/edits", json=edit)
    assert answer.status_code == 409
    assert answer.json()["error"]
    assert not post(client, action="accept", row=keys(client)[0])["redo"]


def test_what_is_no_edit_is_refused(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    json = {"content-type": "application/json"}
    assert client.post("/edits", content="{", headers=json).status_code == 400
    assert client.post("/edits", content="action=accept").status_code == 415
    assert client.post("/edits", content=b" " * 5_000_000, headers=json).status_code == 413
    assert client.get("/edits").status_code == 405
    assert client.get("/nothing").status_code == 404
    assert client.get("/bitext/7").status_code == 409


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


def test_rows_are_given_by_window_and_by_key(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    row = keys(client)
    found = client.get(f"/bitext/0/rows?first={row[1]}&last={row[3]}&filter=all").text
    assert re.findall("data-key=.([0-9a-f]+)", found) == row[1:4]
    assert client.get(f"/bitext/0/rows?keys={row[5]},nowhere").text.count("data-key") == 1
    assert client.get("/bitext/0/rows?first=x&last=y").status_code == 409
    assert client.get(f"/bitext/0/next?at={row[0]}").json() == {"row": row[2]}
    assert client.get(f"/bitext/0/next?at={row[3]}&back").json() == {"row": row[2]}
    assert client.get(f"/bitext/0/next?at={row[3]}").json() == {"row": None}
    assert client.get("/bitext/0/bars").text.count("<rect") == 6
    assert "<span" in client.get("/bitext/0/found").text


@pytest.mark.parametrize("format", ["tmx", "xliff", "jsonl", "tsv", "html", "parquet", "beads", "po"])
def test_the_bitext_is_exported_as_it_stands(opens: Open, bitext: Path, format: str, tmp_path: Path) -> None:
    client = opens("a.jsonl")
    post(client, action="text", row=keys(client)[1], side="target", text="Rain!")
    answer = client.get(f"/bitext/0/export?format={format}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    if format in ("tmx", "tsv", "jsonl", "html", "po", "xliff"):
        assert b"Rain!" in answer.content


def test_a_format_of_several_files_is_exported_as_one(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    with zipfile.ZipFile(io.BytesIO(client.get("/bitext/0/export?format=moses").content)) as archive:
        assert sorted(archive.namelist()) == ["a.en", "a.ids", "a.vi"]
    assert client.get("/bitext/0/export?format=odd").status_code == 409


def test_a_lexicon_is_trained_of_what_is_accepted(opens: Open, bitext: Path) -> None:
    client = opens("a.jsonl")
    assert client.post("/lexicon", json={"bitext": "a.jsonl"}).status_code == 500
    post(client, action="accept-above", probability=0.0)
    told = client.post("/lexicon", json={}).json()
    assert told["pairs"] == 6
    assert (bitext.parent / told["lexicon"]).is_file()


def test_a_pair_of_documents_is_aligned_first(opens: Open, bitext: Path) -> None:
    bitext.unlink()
    client = opens("a.vi.txt", "a.en.txt")
    row = keys(client)
    assert len(row) >= 6
    post(client, action="accept", row=row[0])
    client.__exit__(None, None, None)
    assert read_bitext(bitext)["status"][0] == "accepted"
    again = opens("a.vi.txt", "a.en.txt")
    assert "accepted" in again.get("/bitext/0?filter=decided").text


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


def test_the_page_speaks_vietnamese(opens: Open, bitext: Path) -> None:
    page = opens("a.jsonl", ui_lang="vi").get("/").text
    assert '<html lang="vi">' in page
    assert "Chấp nhận" in page
    assert "Accept" not in page
