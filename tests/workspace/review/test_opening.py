"""What a review is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from songngu.corpus.formats import read_bitext
from songngu.workspace.configuration import find_workspace
from songngu.workspace.review.opening import ReviewRequest, desk_for
from tests.workspace.review.requests import Open, keys, post


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


def test_a_workspace_that_names_no_languages_is_in_those_of_its_texts(make: Callable[..., Path]) -> None:
    folder = make("a.jsonl").parent
    (folder / "songngu.toml").write_text('[[documents]]\nsource = "*.en.txt"\ntarget = "*.vi.txt"\n')
    assert desk_for(find_workspace(folder), ReviewRequest(()), folder).kit.langs == ("en", "vi")
