"""A search for repeated sentences as stages of tasks: the same functions as of one process, over the same columns.

The columns lie where all who do tasks see them. Texts are shingled by stretches of rows; shingles are counted by
stretches and the counts summed up; the entries of prefixes are written by stretches, ordered by partitions of shingles;
each partition gives pairs, ordered by stretches of the later row; each stretch verifies its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.candidates import Entries, Rows, Sketch, frequent, pairs
from songngu.corpus.duplicates.parquet import row_count, text_batches
from songngu.corpus.duplicates.row_numbers import packed, unpacked
from songngu.corpus.duplicates.sentences import Search, raw_hashes
from songngu.corpus.duplicates.shingles import Shingles, shingle
from songngu.corpus.duplicates.stages import StageOutput, Stages, read_array, read_rows, write_array, write_rows
from songngu.corpus.duplicates.words import Folder

_TEXT = np.dtype([("key", np.uint64), ("raw", np.uint64), ("size", np.int32)])
_COUNT = np.dtype([("place", np.uint64), ("count", np.int64)])
_ENTRY = np.dtype([("shingle", np.uint64), ("row", np.int64), ("signature", np.uint64), ("size", np.int32)])
_PAIR = np.dtype(np.uint64)
_ROW = np.dtype(np.int64)
_LINK = np.dtype([("one", np.int64), ("other", np.int64), ("alike", np.float64)])

Range = tuple[int, int]


def read_spread(search: Search, stages: Stages, name: str, parquet: str | Path, column: str) -> None:
    """Shingle the texts of a column of a Parquet file, in tasks of the stage ``name``."""
    count = row_count(parquet)
    shingled = partial(_shingled, str(parquet), column)
    for path, _ in stages.run(f"{name}-shingles", shingled, stages.ranges(count), count):
        texts, values = read_rows(path, _TEXT), read_rows(_beside(path), _PAIR)
        search.take(Shingles(texts["key"], texts["size"].astype(np.int64), values), texts["raw"])


def links_spread(search: Search, stages: Stages, name: str) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
    """Find what is alike among the texts read, as `Search.links` does, in tasks of stages."""
    search.group()
    count = len(search)
    ranges, sketch = stages.ranges(count), search.sketch()
    for path, _ in stages.run(f"{name}-counts", partial(_counted, search), ranges, count):
        counts = read_rows(path, _COUNT)
        sketch.merge(counts["place"], counts["count"])
    held = stages.folder / f"{name}-sketch.npy"
    write_array(held, sketch.table)
    entries = stages.run(f"{name}-entries", partial(_entered, search, held, len(ranges)), ranges, count)
    paired = partial(_paired, search.similarity, search.references, entries, stages.rows)
    found = stages.run(f"{name}-pairs", paired, range(len(ranges)), count)
    for path, _ in found:
        search.crowd(read_rows(_beside(path), _ROW))
    outputs = stages.run(f"{name}-links", partial(_verified, search, found), range(len(ranges)), count)
    yield from search.settled(0, count, _links_in(outputs))


def _links_in(outputs: Sequence[StageOutput]) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
    for path, _ in outputs:
        links = read_rows(path, _LINK)
        yield links["one"], links["other"], links["alike"]


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}-more")


def _shingled(parquet: str, column: str, path: Path, rows: Range) -> Sequence[int]:
    folder, texts, values = Folder(), [np.empty(0, _TEXT)], [np.empty(0, np.uint64)]
    for batch in text_batches(parquet, column, *rows):
        found = shingle(batch, folder)
        part = np.empty(len(batch), _TEXT)
        part["key"], part["raw"], part["size"] = found.keys, raw_hashes(batch), found.sizes
        texts.append(part)
        values.append(found.values)
    write_rows(_beside(path), np.concatenate(values))
    write_rows(path, np.concatenate(texts))
    return ()


def _counted(search: Search, path: Path, rows: Range) -> Sequence[int]:
    places, counts = search.sketch().counted(values for _, _, values in search.distinct(*rows))
    table = np.empty(len(places), _COUNT)
    table["place"], table["count"] = places, counts
    write_rows(path, table)
    return ()


@cache
def _sketch_in(held: Path, stamp: int) -> Sketch:
    """Return a sketch that was written to a file, once for all tasks of a process."""
    return Sketch.of(read_array(held))


def _entered(search: Search, held: Path, count: int, path: Path, rows: Range) -> Sequence[int]:
    """Write the entries of some rows by the partition of their shingles; say where each partition begins, and ends."""
    sketch = _sketch_in(held, held.stat().st_mtime_ns)
    parts = [np.empty(0, _ENTRY)]
    for entries in search.entries(*rows, sketch):
        part = np.empty(len(entries.rows), _ENTRY)
        part["shingle"], part["row"] = entries.shingles, entries.rows
        part["signature"], part["size"] = entries.signatures, entries.sizes
        parts.append(part)
    table = np.concatenate(parts)
    numbers = (table["shingle"] % np.uint64(count)).astype(np.int64)
    order = np.argsort(numbers, kind="stable")
    write_rows(path, table[order])
    return np.searchsorted(numbers[order], np.arange(count + 1)).tolist()  # type: ignore[no-any-return]


def _stretches(outputs: Sequence[StageOutput], kind: np.dtype[Any], number: int) -> NDArray[Any]:
    """Return what the tasks of a stage wrote for the task of a number of the next."""
    parts = [read_rows(path, kind, *edges[number : number + 2]) for path, edges in outputs if _holds(edges, number)]
    return np.concatenate([np.empty(0, kind), *parts])


def _holds(edges: Sequence[int], number: int) -> bool:
    return edges[number] < edges[number + 1]


def _paired(
    similarity: float, references: int, entries: Sequence[StageOutput], rows: int, path: Path, number: int
) -> Sequence[int]:
    """Write the pairs of a partition, the later row in the high bits, in order; say where each stretch begins."""
    table = _stretches(entries, _ENTRY, number)
    ordered = Entries(table["shingle"], table["row"], table["signature"], table["size"]).sorted()
    parts = [np.empty(0, np.uint64)]
    for first, second in pairs(ordered, similarity):
        kept = first < second
        if references:
            kept &= (first < references) & (second >= references)
        parts.append(packed(second[kept], first[kept]))
    found = np.unique(np.concatenate(parts))
    write_rows(_beside(path), np.unique(ordered.rows[frequent(ordered)]))
    write_rows(path, found)
    starts = np.arange(len(entries), dtype=np.int64) * rows
    return [*np.searchsorted(found, packed(starts, np.zeros_like(starts))).tolist(), len(found)]


def _verified(search: Search, found: Sequence[StageOutput], path: Path, number: int) -> Sequence[int]:
    pairs_here = unpacked(np.unique(_stretches(found, _PAIR, number)))
    parts = [np.empty(0, _LINK)]
    for one, other, alike in search.compared(*pairs_here):
        part = np.empty(len(one), _LINK)
        part["one"], part["other"], part["alike"] = one, other, alike
        parts.append(part)
    write_rows(path, np.concatenate(parts))
    return ()
