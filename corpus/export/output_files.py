"""The files of an export: each output written whole or cut into shards, as a bitext or as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path

import polars as pl

from songngu.corpus.export import texts
from songngu.corpus.export.corpus import Corpus
from songngu.corpus.export.destinations import Note, Output
from songngu.corpus.export.partitions import partitions_of, remove_other_partitions
from songngu.corpus.export.shards import remove_others, shards_of
from songngu.corpus.export.texts import TextForm, write_texts
from songngu.corpus.files.staging import make_folder
from songngu.corpus.formats import write_bitext, write_stream


@dataclass(frozen=True, slots=True)
class Manner:
    """How outputs are written: as texts of a ``form``, in shards of so many bytes, without cells that a spreadsheet
    runs; ``folder`` is for what waits.
    """

    folder: Path
    form: TextForm | None = None
    shard_size: int | None = None
    guard_cells: bool = False


def write_outputs(
    corpus: Corpus, outputs: Sequence[Output], manner: Manner, notes: list[Note]
) -> Iterator[tuple[Output, int]]:
    """Write the outputs and yield their files with the rows of each, an output for each shard or partition; add to
    ``notes`` what they could not keep.
    """
    for output in outputs:
        if output.partitions:
            yield from _partitioned(corpus, output, manner, notes)
            continue
        rows = corpus.delivered(output.part, output.pair)
        if manner.shard_size is None:
            count = _write(rows, output, manner, notes)
            yield output, corpus.delivered_count(output.part, output.pair) if count is None else count
            continue
        measure = partial(_size, output=output, manner=manner)
        shards = shards_of(rows, output.path, manner.shard_size, measure, manner.folder)
        remove_others(output.path, [shard.path for shard in shards])
        for shard in shards:
            file = replace(output, path=shard.path)
            count = _write(shard.rows, file, manner, notes)
            yield file, shard.count if count is None else count


def _partitioned(corpus: Corpus, output: Output, manner: Manner, notes: list[Note]) -> Iterator[tuple[Output, int]]:
    rows = corpus.delivered(output.part, output.pair)
    files = partitions_of(rows, output.path, output.partitions, manner.folder)
    remove_other_partitions(output.path, [file.path for file in files.values()])
    for key, file in files.items():
        part = dict(zip(output.partitions, key, strict=True)).get("split", output.part)
        named = replace(output, path=file.path, part=part)
        make_folder(Path(file.path).parent)
        _write(file.rows, named, manner, notes)
        yield named, file.count


def _write(rows: pl.LazyFrame, output: Output, manner: Manner, notes: list[Note]) -> int | None:
    """Write a file; return how many texts it has, None for a bitext."""
    if manner.form is not None:
        return write_texts(rows, manner.form, output.path, output.format, manner.folder)
    said = write_bitext(rows, output.path, output.format, guard_cells=manner.guard_cells)
    notes += [Note(text, output.path) for text in said]
    return None


def _size(rows: pl.DataFrame, output: Output, manner: Manner) -> int:
    """Return how many bytes rows take in the file of an output."""
    stream = BytesIO()
    if manner.form is not None:
        texts.write_stream(rows.lazy(), manner.form, stream, output.path, output.format, manner.folder)
    else:
        write_stream(rows, stream, output.path, output.format, guard_cells=manner.guard_cells)
    return stream.tell()
