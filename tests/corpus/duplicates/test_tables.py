"""Repeated texts of Parquet tables."""

import json
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates import parquet
from songngu.corpus.duplicates.parquet import row_count, text_columns
from songngu.corpus.duplicates.tables import find_repeated_texts
from tests.corpus.duplicates.searched import BITEXT, invoke, write


def test_parquet_rows(here: Path) -> None:
    pl.DataFrame({"source": ["Xin chào", "Tạm biệt", "xin chào"], "target": ["a", "b", "b"]}).write_parquet("a.parquet")
    pl.DataFrame({"source": ["Tạm biệt"], "target": ["x"]}).write_parquet("b.parquet")
    expected = [
        "a.parquet:row 3: repeats a.parquet:row 1 (source, normalised, similarity 1.00)",
        "b.parquet:row 1: repeats a.parquet:row 2 (source, exact, similarity 1.00)",
        "a.parquet:row 3: repeats a.parquet:row 2 (target, exact, similarity 1.00)",
    ]
    code, out, _ = invoke("a.parquet", "b.parquet", "--fail")
    assert (code, out.splitlines()) == (1, expected)
    assert invoke("a.parquet", "b.parquet", "--column", "source", "--across")[1].splitlines() == expected[1:2]
    assert invoke("b.parquet", "--against", "a.parquet", "--memory", "64")[1].splitlines() == expected[1:2]
    row = json.loads(invoke("a.parquet", "--column", "target", "--format", "jsonl")[1])
    assert row["second"] == {"file": "a.parquet", "row": 3} and "fingerprint" not in row
    assert "too many for a page" in invoke("a.parquet", "--format", "html")[2]
    assert "cannot be removed from Parquet" in invoke("a.parquet", "--remove", "-o", "out")[2]
    assert "use at least 64" in invoke("a.parquet", "--memory", "1")[2]
    assert "Parquet files against such" in invoke("a.parquet", "--against", write(here / "x.tsv", BITEXT))[2]


def test_parquet_is_searched_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 3)
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    texts = [f"dòng số {i % 7} trong cuốn sổ tay" for i in range(20)]
    pl.DataFrame({"text": texts[:8], "n": range(8)}).write_parquet(paths[0])
    pl.DataFrame({"text": [*texts[8:], None]}).write_parquet(paths[1])
    found = pl.concat(find_repeated_texts(paths, "text", similarity=1))
    assert found.select("row", "repeats").rows() == [(i, i % 7) for i in range(7, 20)]
    found = pl.concat(find_repeated_texts(paths[1:], "text", against=paths[:1], similarity=1, memory=64))
    assert found.select("row", "repeats").rows() == [(i, i % 7) for i in range(8, 20)]
    assert (row_count(paths[1]), text_columns(paths[0])) == (13, ["text"])
