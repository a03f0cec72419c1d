"""Columns of texts in Parquet tables, read in stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from songngu.corpus.duplicates.shingles import BATCH
from songngu.corpus.errors import InputError, unreadable
from songngu.corpus.formats.parquet import table_of, undamaged

COLUMNS = ("source", "target", "text")

# Rows read at once: a row group is decoded whole, however few of its rows are wanted.
_STRETCH = 8 * BATCH

ROW_GROUP = 2 * BATCH
"""Rows of a row group of a table that is written to be searched."""


def text_columns(path: str | Path) -> list[str]:
    """Return the columns of a Parquet file that are searched by default; raise InputError where there are none."""
    schema = _schema(path)
    found = [name for name in COLUMNS if schema.get(name) == pl.Utf8()]
    if not found:
        raise InputError(
            f"no column of texts named {', '.join(COLUMNS)}", path=str(path), hint="name one with --column"
        )
    return found


def chosen_rows(path: str | Path, columns: Sequence[str], chosen: pl.Series) -> pl.DataFrame:
    """Return columns of texts, of those rows of a Parquet file for which ``chosen`` is true, by row groups."""
    parts = [pl.DataFrame(schema=dict.fromkeys(columns, pl.Utf8))]
    table = _table(path).select(columns)
    for start in range(0, len(chosen), ROW_GROUP):
        wanted = chosen.slice(start, ROW_GROUP)
        if wanted.any():
            with undamaged(path):
                stretch = table.slice(start, ROW_GROUP).collect().filter(wanted)
            # What Polars filters keeps all texts of the stretch in memory; these are copies.
            parts.append(stretch.select(pl.col(pl.Utf8) + ""))
    return pl.concat(parts)


def check_texts(path: str | Path, column: str) -> None:
    """Raise InputError where a file is no Parquet file or has no such column of texts."""
    if _schema(path).get(column) != pl.Utf8():
        raise InputError(f"no column of texts named {column}", path=str(path))


def row_count(path: str | Path) -> int:
    """Return how many rows a Parquet file has."""
    _schema(path)
    with undamaged(path):
        count: int = _table(path).select(pl.len()).collect().item()
    return count


def text_batches(
    path: str | Path, column: str, first: int = 0, end: int | None = None, rows: int = _STRETCH
) -> Iterator[list[str]]:
    """Yield the texts of a column of a Parquet file, or those of its rows from ``first`` to ``end``, an empty one for
    null, ``rows`` of which are read at a time; raise InputError where there is none.
    """
    check_texts(path, column)
    texts = _table(path).select(pl.col(column).fill_null(""))
    end = row_count(path) if end is None else end
    for start in range(first, end, rows):
        with undamaged(path):
            stretch = texts.slice(start, min(rows, end - start)).collect()[column]
        for batch in stretch.to_frame().iter_slices(BATCH):
            yield batch[column].to_list()


def _schema(path: str | Path) -> pl.Schema:
    try:
        with undamaged(path):
            return _table(path).collect_schema()
    except OSError as error:
        raise unreadable(error, path) from error


def _table(path: str | Path) -> pl.LazyFrame:
    return table_of(Path(path), path)
