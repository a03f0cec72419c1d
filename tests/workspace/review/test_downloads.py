"""A sheet as a file of any format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.workspace.review.requests import Open, keys, post


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
