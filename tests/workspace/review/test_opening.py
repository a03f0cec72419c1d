"""What a review is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.formats import read_bitext, write_bitext
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


def test_a_bitext_of_several_files_is_not_reviewed(make: Callable[..., Path]) -> None:
    folder = make("a.jsonl").parent
    (folder / "table" / "split=train").mkdir(parents=True)
    write_bitext(read_bitext(folder / "a.jsonl"), folder / "table" / "split=train" / "0.parquet")
    with pytest.raises(UsageError, match="in several files"):
        desk_for(find_workspace(folder), ReviewRequest(("table",)), folder)


def test_a_workspace_that_names_no_languages_is_in_those_of_its_texts(make: Callable[..., Path]) -> None:
    folder = make("a.jsonl").parent
    (folder / "songngu.toml").write_text('[[documents]]\nsource = "*.en.txt"\ntarget = "*.vi.txt"\n')
    assert desk_for(find_workspace(folder), ReviewRequest(()), folder).kit.langs == ("en", "vi")
