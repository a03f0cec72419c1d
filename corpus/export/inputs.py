"""What an export reads: bitexts of any format as rows on disk, and the test sets a corpus must not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA
from songngu.corpus.errors import InputError, unreadable
from songngu.corpus.export.leaks import HeldOut
from songngu.corpus.formats import format_by_suffix, format_of, scan_bitext
from songngu.corpus.formats.buffered import spooled
from songngu.corpus.formats.compression import is_archive
from songngu.corpus.formats.reading import Reading

Languages = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Input:
    """A bitext file as read: its rows on disk, and what its reader has to say."""

    path: str
    rows: pl.LazyFrame
    notes: tuple[str, ...] = ()


@contextmanager
def read_input(path: str, langs: Languages = (None, None), *, keep_going: bool = False) -> Iterator[Input]:
    """Give a bitext of any format as rows that can be gone over again; those of a Parquet file may stay where they are.

    Raises UsageError for a format that cannot be read, InputError for a file that is missing or broken.
    """
    if not any(langs) and format_of(path) == "parquet" and _is_whole(path):
        yield Input(path, pl.scan_parquet(path))
        return
    reading = Reading(path, langs, keep_going)
    with spooled(scan_bitext(path, reading=reading)) as rows:
        yield Input(path, rows.lazy(), tuple(reading.notes))


def _is_whole(path: str) -> bool:
    """Tell whether a Parquet file has every column of a bitext, of its type, and none that a bitext does not have."""
    try:
        known = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):  # the reader of the format says what is wrong
        return False
    more = {name: pl.Float64() for name in known if name.startswith("score.")}
    kinds = SCHEMA | EXTRAS | more
    return known.keys() >= SCHEMA.keys() and all(kinds.get(name) == kind for name, kind in known.items())


def joined_rows(inputs: Sequence[Input]) -> pl.LazyFrame:
    """Return the rows of all inputs, one after the other; what only some have (scores, say) is null in the others."""
    return pl.concat([pl.LazyFrame(schema=SCHEMA), *(each.rows for each in inputs)], how="diagonal")


@contextmanager
def read_test_set(path: str) -> Iterator[HeldOut]:
    """Give a test set: a bitext of any format, or a text of one sentence a line; its name is that of the file.

    Raises InputError where it cannot be read, or holds nothing that could leak.
    """
    if format_by_suffix(path) is None and not is_archive(path):
        try:
            lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise unreadable(error, path) from error
        except UnicodeDecodeError as error:
            raise InputError(f"cannot be read as lines of UTF-8 text: {error}", path=path) from error
        yield _held_out(path, pl.LazyFrame({"source": lines}, schema={"source": pl.Utf8}))
        return
    with read_input(path) as bitext:
        yield _held_out(path, bitext.rows.select("source", "target"))


def _held_out(path: str, texts: pl.LazyFrame) -> HeldOut:
    if texts.filter(pl.any_horizontal(pl.all() != "")).head(1).collect().is_empty():
        raise InputError("holds no text, so that nothing could be found to stand in it", path=path)
    return HeldOut(Path(path).name, texts)


def named_apart(held: Sequence[HeldOut]) -> list[HeldOut]:
    """Return the test sets with a number after each name that stands before: ``test.tsv``, ``test.tsv (2)``."""
    counts = Counter[str]()
    apart = []
    for one in held:
        counts[one.name] += 1
        number = f" ({counts[one.name]})" if counts[one.name] > 1 else ""
        apart.append(replace(one, name=one.name + number))
    return apart
