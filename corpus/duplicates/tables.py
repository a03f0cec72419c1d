"""Repeated texts of Parquet tables, found without loading them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from songngu.corpus.duplicates.passage import SIMILARITY, check_similarity
from songngu.corpus.duplicates.sentences import MEMORY, Search, check_memory, repeated_texts
from songngu.corpus.duplicates.shingles import BATCH
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import InputError, unreadable
from songngu.corpus.files.scratch import scratch_folder
from songngu.corpus.formats.parquet import undamaged

COLUMNS = ("source", "target", "text")

# Rows read at once: a row group is decoded whole, however few of its rows are wanted.
_STRETCH = 8 * BATCH


def find_repeated_texts(
    tables: Sequence[str | Path],
    column: str,
    *,
    against: Sequence[str | Path] = (),
    similarity: float = SIMILARITY,
    memory: int = MEMORY,
    stages: Stages | None = None,
) -> Iterator[pl.DataFrame]:
    """Yield the texts of a column of Parquet files that stand again, as frames of row, repeats, kind and similarity.

    Rows count from 0 over all files, those to go ``against`` first. About ``memory`` megabytes are used, however many
    rows there are; the rest is in temporary files. With ``stages`` the texts are
    compared in tasks. Raises InputError where a file is no Parquet file or has no such
    column of texts.
    """
    references = sum(row_count(path) for path in against)
    if stages:
        yield from _found_in_tasks([*against, *tables], column, similarity, memory, references, stages)
        return
    batches = (batch for path in (*against, *tables) for batch in text_batches(path, column))
    yield from repeated_texts(batches, similarity=similarity, memory=memory, references=references)


def _found_in_tasks(
    tables: Sequence[str | Path], column: str, similarity: float, memory: int, references: int, stages: Stages
) -> Iterator[pl.DataFrame]:
    from songngu.corpus.duplicates.spread_search import links_spread, read_spread

    check_similarity(similarity)
    check_memory(memory)
    with scratch_folder(stages.folder) as folder:
        search = Search(folder, similarity, memory=memory, references=references)
        for number, table in enumerate(tables):
            read_spread(search, stages, f"{column}-{number}", table, column)
        deque(links_spread(search, stages, column), maxlen=0)
        yield from search.told()


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
    """Return columns of texts, of those rows of a Parquet file for which ``chosen`` is true, read in stretches."""
    texts: dict[str, list[str | None]] = {column: [] for column in columns}
    table = _table(path).select(columns)
    for start in range(0, len(chosen), _STRETCH):
        wanted = chosen.slice(start, _STRETCH)
        if wanted.any():
            with undamaged(path):
                stretch = table.slice(start, _STRETCH).collect().filter(wanted)
            # What Polars filters keeps all texts of the stretch in memory; a list is a copy.
            for column in columns:
                texts[column] += stretch[column].to_list()
    return pl.DataFrame(texts, schema=dict.fromkeys(columns, pl.Utf8))


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


def text_batches(path: str | Path, column: str, first: int = 0, end: int | None = None) -> Iterator[list[str]]:
    """Yield the texts of a column of a Parquet file, or those of its rows from ``first`` to ``end``, an empty one for
    null; raise InputError where there is none.
    """
    check_texts(path, column)
    texts = _table(path).select(pl.col(column).fill_null(""))
    end = row_count(path) if end is None else end
    for start in range(first, end, _STRETCH):
        with undamaged(path):
            stretch = texts.slice(start, min(_STRETCH, end - start)).collect()[column]
        for batch in stretch.to_frame().iter_slices(BATCH):
            yield batch[column].to_list()


def _schema(path: str | Path) -> pl.Schema:
    try:
        with undamaged(path):
            return _table(path).collect_schema()
    except OSError as error:
        raise unreadable(error, path) from error


def _table(path: str | Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False)
