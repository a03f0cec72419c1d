"""Cells that a spreadsheet would run are guarded where that is asked for, and come back as they were."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.corpus.formats.conversion import convert
from songngu.corpus.formats.formulas import guarded, unguarded

_RUN = ["=1+1", "+84 123", "-- Anh đi đâu?", "- Chào!", "@cmd", "\tx", "\rx", "'=1", "''-a", '=HYPERLINK("http://a")']
_SAFE = ["Anh đi - em về.", "'tis", "“=1”", " =1", "", "5-3", "a'=b"]


def _bitext(texts: list[str]) -> pl.DataFrame:
    return from_rows(
        {"id": f"{n:x}", "document": "d", "row": n, "source": text, "target": "x", "source_lang": "vi",
         "target_lang": "en", "note": text or None, "status": "auto"}
        for n, text in enumerate(texts)
    )  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".csv.gz"])
def test_guarded_cells_come_back(tmp_path: Path, suffix: str) -> None:
    bitext, path = _bitext([*_RUN, *_SAFE]), tmp_path / f"a{suffix}"
    write_bitext(bitext, path, guard_cells=True)
    read = read_bitext(path)
    assert read["source"].to_list() == [*_RUN, *_SAFE]
    assert read["note"].to_list() == [text or None for text in [*_RUN, *_SAFE]]
    assert read.columns == bitext.columns


def test_no_cell_begins_a_formula_and_none_is_guarded_unasked(tmp_path: Path) -> None:
    bitext = _bitext([*_RUN, *_SAFE])
    write_bitext(bitext, tmp_path / "guarded.csv", guard_cells=True)
    write_bitext(bitext, tmp_path / "plain.csv")
    with (tmp_path / "guarded.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [row[-1] for row in rows[1:]] == ["yes"] * len(_RUN) + [""] * len(_SAFE)
    assert read_bitext(tmp_path / "plain.csv")["source"].to_list() == [*_RUN, *_SAFE]
    assert "'tis" in (tmp_path / "plain.csv").read_text(encoding="utf-8")


@given(st.lists(st.text(st.sampled_from("'=-+@\t\ra ")), max_size=8))
def test_there_and_back_is_the_identity(texts: list[str]) -> None:
    bitext = _bitext(texts)
    assert unguarded(guarded(bitext).collect()).equals(bitext)
    assert unguarded(bitext).equals(bitext)


def test_what_has_no_such_cells_is_refused(tmp_path: Path) -> None:
    write_bitext(_bitext(["a"]), tmp_path / "a.jsonl")
    with pytest.raises(UsageError, match="no output is CSV or TSV"):
        convert(str(tmp_path / "a.jsonl"), str(tmp_path / "a.tmx"), guard_cells=True)
    result = CliRunner().invoke(app, ["export", str(tmp_path / "a.jsonl"), "-o", "b.parquet", "--guard-cells"])
    assert isinstance(result.exception, UsageError)


def test_export_guards_its_tables(tmp_path: Path) -> None:
    write_bitext(_bitext(_RUN), tmp_path / "a.jsonl")
    arguments = ["export", tmp_path / "a.jsonl", "-o", tmp_path / "b.tsv", "-o", tmp_path / "b.jsonl", "--guard-cells"]
    result = CliRunner().invoke(app, [*map(str, arguments), "--no-card", "--quiet"])
    assert result.exit_code == 0, result.output
    assert "\t=1+1\t" not in (tmp_path / "b.tsv").read_text(encoding="utf-8")
    assert read_bitext(tmp_path / "b.tsv")["source"].to_list() == _RUN
    assert "guarded" not in (tmp_path / "b.jsonl").read_text(encoding="utf-8")
