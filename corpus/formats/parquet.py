"""Apache Parquet: every column of the bitext as it is, and any table of two columns of texts.

A table of others may name its columns ``source`` and ``target``, or by their languages (``vi``, ``en``), or hold both
texts in one column ``translation`` as the Hugging Face hub does; all else is laid out as a table of cells (`layout`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote

import polars as pl
from polars.io.plugins import register_io_source

from songngu.corpus.bitext import EXTRAS, SCHEMA, Bitext, batches
from songngu.corpus.errors import InputError
from songngu.corpus.formats.buffered import MORSEL, in_turn
from songngu.corpus.formats.columns import Filling, filled
from songngu.corpus.formats.compression import on_disk
from songngu.corpus.formats.layout import HEAD, Layout, read_layout
from songngu.corpus.formats.parquet_layout import check_layout
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import called_sides, column_languages
from songngu.corpus.language.tags import standard_tag

NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""What Hive writes in the name of a folder for null."""
_GROUP = 16_384
# An eighth larger than by default, in two thirds of the time.
_LEVEL = 1


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write ``bitext`` with all its columns; nothing is lost."""
    sink(bitext.lazy(), stream)
    return []


def sink(table: pl.LazyFrame, stream: BinaryIO) -> None:
    """Write a table in row groups of one size, so that its bytes do not depend on how it lies in memory."""
    with _told(stream) as target:
        register_io_source(lambda *_: _groups(table), schema=table.collect_schema()).sink_parquet(
            target, compression="zstd", compression_level=_LEVEL, row_group_size=_GROUP, maintain_order=True
        )


def _groups(table: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    for batch in batches(table):
        held.append(batch)
        while sum(part.height for part in held) >= _GROUP:
            whole = pl.concat(held)
            yield from whole[:_GROUP].rechunk().iter_slices(MORSEL)
            held = [whole[_GROUP:]]
    rest = pl.concat(held, rechunk=True) if held else table.collect_schema().to_frame()
    yield from rest.iter_slices(MORSEL) if rest.height else [rest]


class _Target:
    """A stream to write to that remembers the error of the system, which Polars makes a text of."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._stream.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._stream.flush()


@contextmanager
def _told(stream: BinaryIO) -> Iterator[BinaryIO]:
    target = _Target(stream)
    try:
        yield cast(BinaryIO, target)
    except pl.exceptions.PolarsError as error:
        raise target.error or error from None


@contextmanager
def undamaged(path: str | Path) -> Iterator[None]:
    """Raise InputError where Polars finds the Parquet file at ``path`` damaged."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:  # a panic is no Exception
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise InputError(f"not a Parquet file that can be read: {reason}", path=str(path)) from error


def table_of(file: Path | BinaryIO, path: str | Path) -> pl.LazyFrame:
    """Return the table of a Parquet file that anybody may have made.

    Raises InputError, of ``path``, where its counts, sizes or offsets are such as the file cannot hold.
    """
    check_layout(file, path)
    return pl.scan_parquet(file, glob=False)


def in_place(path: str) -> pl.LazyFrame:
    """Return the table of a Parquet file, read a stretch at a time, which raises InputError where it is damaged."""
    return in_turn([Path(path)], lambda file: partitioned(table_of(file, path), path), reading=undamaged)


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext in ``stream``; other columns than its own are ignored and told in the notes.

    Raises InputError for what is not Parquet, holds no two columns of texts, or holds what a column cannot.
    """
    with on_disk(stream) as file:
        yield from tables([(file, None)], reading)


def tables(files: Iterable[tuple[Path | BinaryIO, str | None]], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext of files, each with the part of the split that its rows are of if no column says so."""
    filling = Filling()
    for file, part in files:
        path = str(file) if isinstance(file, Path) else reading.path
        with undamaged(path):
            table = partitioned(table_of(file, path), path)
            if part and "split" not in table.collect_schema():
                table = table.with_columns(split=pl.lit(part))
            for batch in batches(_named(table, reading)):
                yield filled(batch, filling, reading)


def partitioned(table: pl.LazyFrame, path: str) -> pl.LazyFrame:
    """Return the table with the columns of texts that its folders name, ``source_lang=vi/``, where it has none itself.

    So do Hive, Spark and others lay out tables in partitions; what a folder's name cannot hold is percent-encoded.
    """
    named = (folder.partition("=") for folder in Path(path).parts[:-1])
    own = set(table.collect_schema())
    values = {
        name: None if value == NO_VALUE else unquote(value)
        for name, equals, value in named
        if equals and name not in own and (SCHEMA | EXTRAS).get(name) == pl.Utf8
    }
    return table.with_columns(pl.lit(value, pl.Utf8).alias(name) for name, value in values.items())


def _named(table: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    """Return the table with its columns under the names of the bitext's."""
    schema = table.collect_schema()
    texts = {name: pl.col(name) for name, kind in schema.items() if kind in (pl.Utf8, pl.Categorical)}
    translation = schema.get("translation")
    if isinstance(translation, pl.Struct):
        texts = {field.name: pl.col("translation").struct.field(field.name) for field in translation.fields}
    elif not reading.columns and (called := called_sides(list(texts))):
        table = table.rename(called)
        return _known(table, table.collect_schema(), reading, set())
    own = _own_langs(table, schema)
    langs = (
        own if own and not any(reading.langs) else None if reading.columns else column_languages(list(texts), reading)
    )
    if langs is None:
        if layout := _layout(table, texts, reading):
            return _laid_out(table, list(texts), layout, reading)
        hint = "it has " + ", ".join(list(schema)[:12])
        raise reading.error("no columns source and target, nor two named by their languages", hint=hint)
    if own and langs == own[::-1]:
        table = _turned(table)
    sides = [
        column
        for side, lang in zip(("source", "target"), langs, strict=True)
        for column in (texts[lang].cast(pl.Utf8).alias(side), pl.lit(standard_tag(lang) or lang).alias(f"{side}_lang"))
    ]
    return _known(table.with_columns(sides), schema, reading, {*langs, "translation"})


def _layout(table: pl.LazyFrame, texts: dict[str, pl.Expr], reading: Reading) -> Layout | None:
    """Return the layout that the names of the columns of texts tell, or else their first cells."""
    head = table.select(expression.cast(pl.Utf8).fill_null("").alias(name) for name, expression in texts.items())
    return read_layout([list(texts), *head.head(HEAD).collect().rows()], reading)


def _laid_out(table: pl.LazyFrame, texts: list[str], layout: Layout, reading: Reading) -> pl.LazyFrame:
    """Return the table with the columns that ``layout`` tells among its columns of texts."""
    schema = table.collect_schema()
    columns = {texts[place]: name for place, name in layout.columns.items()}
    named = [
        pl.col(column).cast(pl.Utf8).alias(name) for column, name in columns.items() if name in ("source", "target")
    ]
    langs = [pl.lit(lang).alias(name) for name, lang in layout.langs.items() if name not in schema]
    return _known(table.with_columns(*named, *langs), schema, reading, set(columns))


def _turned(table: pl.LazyFrame) -> pl.LazyFrame:
    """Return the table with the columns of both sides exchanged; the unit a row was read from is of one direction."""
    names = set(table.collect_schema())
    pairs = [(f"source_{part}", f"target_{part}") for part in ("file", "spans", "ids")]
    exchanged = {one: other for pair in pairs if names >= set(pair) for one, other in (pair, pair[::-1])}
    return table.rename(exchanged).drop("original", strict=False)


def _own_langs(table: pl.LazyFrame, schema: pl.Schema) -> tuple[str, str] | None:
    """Return the languages that the first row says its source and target are of."""
    names = ("source_lang", "target_lang")
    if not all(schema.get(name) == pl.Utf8 for name in names):
        return None
    translation = schema.get("translation")
    fields = [field.name for field in translation.fields] if isinstance(translation, pl.Struct) else []
    first = table.select(names).head(1).collect().rows()
    return first[0] if first and all(lang in fields for lang in first[0]) else None


def _known(table: pl.LazyFrame, schema: pl.Schema, reading: Reading, used: set[str]) -> pl.LazyFrame:
    names = table.collect_schema().names()
    known = [name for name in names if name in SCHEMA or name in EXTRAS or name.startswith("score.")]
    reading.leave_out(name for name in schema if name not in known and name not in used)
    return table.select(known)
