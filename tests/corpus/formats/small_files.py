"""Small files of every format."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from songngu.corpus.bitext import SCHEMA, Bitext
from songngu.corpus.formats import load_format

NEITHER_XML_NOR_HTML = r"[^\t\n\r\x20-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"


MOSES = ("source", "target", "id", "source_lang", "target_lang")


@dataclass(frozen=True)
class Promise:
    """What of a bitext a format gives back: all but the columns ``dropped``, and what ``expected`` makes of it."""

    dropped: Sequence[str] = ()
    expected: Callable[[pl.DataFrame], pl.DataFrame] = lambda bitext: bitext
    notes: bool = False
    one_pair: bool = False


def texts_of_xml(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(pl.Utf8).str.replace_all(NEITHER_XML_NOR_HTML, ""))
    return clean.with_columns(pl.when(pl.col(name) != "").then(name) for name in ("duplicate_of", "note"))


def texts_of_cells(bitext: pl.DataFrame) -> pl.DataFrame:
    return bitext.with_columns(pl.when(pl.col(name) != "").then(name) for name in ("duplicate_of", "note"))


def with_a_source(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(pl.Utf8).str.replace_all("\x00", "", literal=True))
    clean = clean.with_columns(pl.when(pl.col(name) != "").then(name) for name in ("duplicate_of", "note"))
    return clean.filter(pl.col("source") != "")


def with_a_text(bitext: pl.DataFrame) -> pl.DataFrame:
    return texts_of_xml(bitext).filter((pl.col("source") != "") | (pl.col("target") != ""))


def units(bitext: pl.DataFrame) -> pl.DataFrame:
    return texts_of_xml(bitext).filter((pl.col("source") != "") & (pl.col("target") != ""))


def lines(bitext: pl.DataFrame) -> pl.DataFrame:
    clean = bitext.with_columns(pl.col(MOSES).str.replace_all("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " "))
    # A byte order mark at the beginning of a file is none of its text.
    first = clean.head(1).with_columns(pl.col(MOSES).str.strip_prefix("\ufeff"))
    return pl.concat([first, clean[1:]])


READABLE = {
    "csv": Promise(),
    "huggingface": Promise(one_pair=True),
    "jsonl": Promise(["row"]),
    "moses": Promise([name for name in SCHEMA if name not in MOSES], lines, notes=True, one_pair=True),
    "parquet": Promise(),
    "po": Promise(["row"], with_a_source, notes=True),
    "tmx": Promise(["row"], units, notes=True),
    "tsv": Promise(),
    "xliff": Promise(["row"], with_a_text),
    "xliff2": Promise(["row"], with_a_text),
    "xlsx": Promise((), texts_of_cells),
}


LINES = ["fairseq", "marian", "opennmt"]


WRITE_ONLY = ["table", "beads", "html", *LINES]


READ_ONLY = ["mo"]


FILES = ["huggingface", "moses", *LINES]


Files = dict[str, bytes]


def written(bitext: Bitext, name: str) -> tuple[Files, list[str]]:
    module = load_format(name)
    if name not in FILES:
        stream = io.BytesIO()
        notes = module.write(bitext, stream)
        return {"corpus": stream.getvalue()}, notes
    with TemporaryDirectory() as folder:
        notes = module.write_files(bitext, Path(folder) / "corpus")
        assert sorted(module.files_of(bitext, Path(folder) / "corpus")) == sorted(all_files(folder))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(all_files(folder))}, notes


def all_files(folder: str | Path) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]
