"""Repeated texts of Parquet tables, found without loading them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from songngu.corpus.duplicates.parquet import row_count, text_batches
from songngu.corpus.duplicates.passage import SIMILARITY, check_similarity
from songngu.corpus.duplicates.sentences import MEMORY, Search, check_memory, repeated_texts
from songngu.corpus.duplicates.spread_search import links_spread, read_spread
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.files.scratch import scratch_folder


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
    check_similarity(similarity)
    check_memory(memory)
    with scratch_folder(stages.folder) as folder:
        search = Search(folder, similarity, memory=memory, references=references)
        for number, table in enumerate(tables):
            read_spread(search, stages, f"{column}-{number}", table, column)
        deque(links_spread(search, stages, column), maxlen=0)
        yield from search.told()
