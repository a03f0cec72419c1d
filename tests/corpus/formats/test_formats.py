"""Formats by name and by suffix."""

import io
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.formats import format_of, read_bitext, write_bitext
from tests.corpus.formats.small_files import (
    READ_ONLY,
    READABLE,
    WRITE_ONLY,
    written,
)


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff2"])
def test_formats_that_want_languages_say_so(name: str, tmp_path: Path) -> None:
    rows = from_rows([{"source": "Đò", "target": "Ferry", "document": "", "row": 0, "id": "1", "status": "auto"}])
    named = rows.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en"))
    assert any("do not name both languages" in note for note in write_bitext(rows, tmp_path / "a", name))
    assert write_bitext(named, tmp_path / "a", name) == []


@pytest.mark.parametrize(
    ("path", "name", "message", "hint"),
    [
        ("corpus.tmxx", None, "unknown suffix '.tmxx'", "did you mean .tmx?"),
        ("corpus", None, "no suffix", "known are .beads, .csv"),
        ("corpus.docx", None, "unknown suffix '.docx'", "`songngu align` makes one of two"),
        ("corpus.tmx", "jsonl2", "unknown format 'jsonl2'", "did you mean jsonl?"),
        ("-", None, "standard stream", "known are beads, csv"),
    ],
)
def test_an_unknown_format_names_the_known_ones(path: str, name: str | None, message: str, hint: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        format_of(path, name)
    assert hint in str(error.value.hint)


def test_format_wins_over_the_suffix(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "corpus.txt", "jsonl")
    assert_frame_equal(read_bitext(tmp_path / "corpus.txt", "jsonl"), bitext)


@pytest.mark.parametrize("name", WRITE_ONLY)
def test_what_holds_no_bitext_cannot_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"cannot be read from {name}") as error:
        read_bitext(tmp_path / f"corpus.{name}")
    assert error.value.hint == f"formats that can be read: {', '.join(sorted([*READABLE, *READ_ONLY]))}"


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_bitext(tmp_path / "corpus")
    with pytest.raises(SongnguError, match="no such file") as error:
        read_bitext(tmp_path / "corpus.tsv")
    assert error.value.exit_code == 3


def test_standard_input(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(written(bitext, "tsv")[0]["corpus"]), encoding="ascii")
    )
    assert_frame_equal(read_bitext("-", "tsv"), bitext)


def test_standard_output(bitext: pl.DataFrame, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_bitext(bitext, "-", "tsv")
    assert capfdbinary.readouterr().out == written(bitext, "tsv")[0]["corpus"]
