"""Formats by name and by suffix."""

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import SCHEMA, Bitext, from_rows
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.formats import format_of, load_format, read_bitext, write_bitext

_NEITHER_XML_NOR_HTML = r"[^\t\n\r\x20-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"


_MOSES = ("source", "target", "id", "source_lang", "target_lang")


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff2"])
def test_formats_that_want_languages_say_so(name: str, tmp_path: Path) -> None:
    rows = from_rows([{"source": "Đò", "target": "Ferry", "document": "", "row": 0, "id": "1", "status": "auto"}])
    named = rows.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en"))
    assert any("do not name both languages" in note for note in write_bitext(rows, tmp_path / "a", name))
    assert write_bitext(named, tmp_path / "a", name) == []


@dataclass(frozen=True)
class Promise:
    """What of a bitext a format gives back: all but the columns ``dropped``, and what ``expected`` makes of it."""

    dropped: Sequence[str] = ()
    expected: Callable[[pl.DataFrame], pl.DataFrame] = lambda bitext: bitext
    notes: bool = False
    one_pair: bool = False


def _texts_of_xml(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(pl.Utf8).str.replace_all(_NEITHER_XML_NOR_HTML, ""))
    return clean.with_columns(pl.when(pl.col(name) != "").then(name) for name in ("duplicate_of", "note"))


def _with_a_source(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(pl.Utf8).str.replace_all("\x00", "", literal=True))
    clean = clean.with_columns(pl.when(pl.col(name) != "").then(name) for name in ("duplicate_of", "note"))
    return clean.filter(pl.col("source") != "")


def _with_a_text(bitext: pl.DataFrame) -> pl.DataFrame:
    return _texts_of_xml(bitext).filter((pl.col("source") != "") | (pl.col("target") != ""))


def _units(bitext: pl.DataFrame) -> pl.DataFrame:
    return _texts_of_xml(bitext).filter((pl.col("source") != "") & (pl.col("target") != ""))


def _lines(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(_MOSES).str.replace_all("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " "))
    # A byte order mark at the beginning of a file is none of its text.
    first = clean.head(1).with_columns(pl.col(_MOSES).str.strip_prefix("\ufeff"))
    return pl.concat([first, clean[1:]])


READABLE = {
    "csv": Promise(),
    "huggingface": Promise(one_pair=True),
    "jsonl": Promise(["row"]),
    "moses": Promise([name for name in SCHEMA if name not in _MOSES], _lines, notes=True, one_pair=True),
    "parquet": Promise(),
    "po": Promise(["row"], _with_a_source, notes=True),
    "tmx": Promise(["row"], _units, notes=True),
    "tsv": Promise(),
    "xliff": Promise(["row"], _with_a_text),
    "xliff2": Promise(["row"], _with_a_text),
    "xlsx": Promise((), _texts_of_xml, notes=False),
}


LINES = ["fairseq", "marian", "opennmt"]


WRITE_ONLY = ["table", "beads", "html", *LINES]


READ_ONLY = ["mo"]


FILES = ["huggingface", "moses", *LINES]


Files = dict[str, bytes]


def _written(bitext: Bitext, name: str) -> tuple[Files, list[str]]:
    module = load_format(name)
    if name not in FILES:
        stream = io.BytesIO()
        notes = module.write(bitext, stream)
        return {"corpus": stream.getvalue()}, notes
    with TemporaryDirectory() as folder:
        notes = module.write_files(bitext, Path(folder) / "corpus")
        assert sorted(module.files_of(bitext, Path(folder) / "corpus")) == sorted(_all_files(folder))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_all_files(folder))}, notes


def _all_files(folder: str | Path) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("path", "name", "message", "hint"),
    [
        ("corpus.tmxx", None, "unknown suffix '.tmxx'", "did you mean .tmx?"),
        ("corpus", None, "no suffix", "known are .beads, .csv"),
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
    with pytest.raises(SongnguError, match="no such file") as error:
        read_bitext(tmp_path / "corpus.tsv")
    assert error.value.exit_code == 3


def test_standard_input(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(_written(bitext, "tsv")[0]["corpus"]), encoding="ascii")
    )
    assert_frame_equal(read_bitext("-", "tsv"), bitext)


def test_standard_output(bitext: pl.DataFrame, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_bitext(bitext, "-", "tsv")
    assert capfdbinary.readouterr().out == _written(bitext, "tsv")[0]["corpus"]
