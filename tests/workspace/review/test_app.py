"""The page and its edits, over HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from songngu.corpus.formats import read_bitext
from tests.workspace.review.requests import Open, keys, post


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


def test_the_page_speaks_vietnamese(opens: Open, bitext: Path) -> None:
    page = opens("a.jsonl", ui_lang="vi").get("/").text
    assert '<html lang="vi">' in page
    assert "Chấp nhận" in page
    assert "Accept" not in page


def test_the_formats_to_export_to_are_those_that_can_be_written(opens: Open, bitext: Path) -> None:
    client = opens(bitext.name)
    offered = re.findall(r"export\?format=(\w+)", client.get("/bitext/0").text)
    assert "tmx" in offered
    for name in offered:
        assert client.get(f"/bitext/0/export?format={name}").status_code == 200, name
