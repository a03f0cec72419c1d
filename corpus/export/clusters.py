"""Clusters: the rows of a bitext that are near-duplicates of each other, found on disk within bounded memory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.passage import SIMILARITY, check_similarity
from songngu.corpus.duplicates.sentences import KINDS, MEMORY, SCHEMA, Search, check_memory
from songngu.corpus.duplicates.shingles import SIZE
from songngu.corpus.duplicates.tables import text_batches
from songngu.corpus.export.forest import Forest, Rows

MIN_WORDS = 5
"""A text of fewer words makes no cluster: “Chapter 3” stands in every book."""

Join = Literal["either", "both"]

_SIDES = ("source", "target")


@dataclass(frozen=True, slots=True)
class Clusters:
    """The near-duplicates of a table of pairs.

    ``firsts`` holds for each row the first row of its cluster, itself where it is alone. ``repeats`` tells in a frame
    of row, repeats, kind and similarity the rows that repeat both sides of an earlier one, rows ascending; that one is
    never told itself, so that each row that is told can go.
    """

    firsts: Rows
    repeats: pl.DataFrame


def find_clusters(
    parquet: str | Path,
    *,
    similarity: float = SIMILARITY,
    join: Join = "either",
    min_words: int = MIN_WORDS,
    memory: int = MEMORY,
) -> Clusters:
    """Return the clusters of the rows of a Parquet file with the columns ``source`` and ``target``.

    Two texts are alike when the Jaccard similarity of their sets of three-word runs is at least ``similarity``, as
    `repeated_texts` has it. Two rows are joined where ``either`` side is alike and has some ``min_words`` words, or
    where one repeats ``both`` sides of the other; a cluster holds what is joined, directly or through others. In
    repeats, sides without words are alike, and the similarity is that of the less similar side. About ``memory``
    megabytes and 60 bytes a row are used; the rest is in temporary files. The two sides are searched in two threads.

    Raises UsageError where an option is out of range, InputError where the file has no such columns.
    """
    check_similarity(similarity)
    check_memory(memory)
    with TemporaryDirectory(prefix="songngu-", ignore_cleanup_errors=True) as folder:
        paths = [Path(folder) / side for side in _SIDES]
        for path in paths:
            path.mkdir()
        with ThreadPoolExecutor(len(_SIDES)) as pool:
            searches = [Search(path, similarity, memory=memory // len(_SIDES)) for path in paths]
            sides = list(pool.map(_read_side, [parquet] * len(_SIDES), _SIDES, searches))
        repeats = _repeats(sides, similarity)
    return Clusters(_joined(sides, repeats, join, min_words), repeats)


def _joined(sides: list[_Side], repeats: pl.DataFrame, join: Join, min_words: int) -> Rows:
    forest = Forest(len(sides[0].roots))
    if join == "both":
        forest.join(repeats["row"].to_numpy(), repeats["repeats"].to_numpy())
    else:
        for side in sides:
            long = np.flatnonzero(side.sizes >= max(1, min_words - SIZE + 1))
            forest.join(long, side.roots[long])
    return forest.firsts()


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the rows: its search, and for each row its shingles by number, the first row with the same words, the
    earliest that is alike, and the first of those it is joined with through others.
    """

    search: Search
    sizes: Rows
    equals: Rows
    earliest: Rows
    roots: Rows


def _read_side(parquet: str | Path, column: str, search: Search) -> _Side:
    search.read(text_batches(parquet, column))
    sizes = search.sizes()
    forest = Forest(len(sizes))
    for one, other in search.links():
        forest.join(one, other)
    equals = search.equals()
    forest.join(np.arange(len(equals)), equals)
    return _Side(search, sizes, equals, search.earliest(), forest.firsts())


def _repeats(sides: list[_Side], similarity: float) -> pl.DataFrame:
    """Return the rows that repeat both sides of an earlier row that stays.

    Candidates for that row are the first with equal sides, the first of all that are joined with it on both sides,
    which is never one to go, and the first with the same earliest likenesses.
    """
    count = len(sides[0].sizes)
    repeats = np.full(count, -1, np.int32)
    for name in ("equals", "roots", "earliest"):
        labels = [_wordless_joined(getattr(side, name), side.sizes) for side in sides]
        firsts = _first_of_both(*labels)
        rows = np.flatnonzero((firsts < np.arange(count)) & (repeats < 0) & (repeats[firsts] < 0))
        found = rows if name == "equals" else rows[_alike(sides, rows, firsts[rows]) >= similarity]
        repeats[found] = firsts[found]
    # What was found equal to a row that goes repeats the one for which that row goes.
    further = np.flatnonzero(repeats >= 0)
    above = repeats[repeats[further]]
    repeats[further] = np.where(above < 0, repeats[further], above)
    return _told(sides, further, repeats[further])


def _wordless_joined(labels: Rows, sizes: Rows) -> Rows:
    return np.asarray(np.where(sizes > 0, labels, -1))


def _first_of_both(source: Rows, target: Rows) -> Rows:
    """Return for each row the first one with the same two labels."""
    packed = (source.astype(np.int64) << np.int64(32)) | target.astype(np.uint32)
    order = np.argsort(packed, kind="stable")
    packed = packed[order]
    heads = np.append(True, packed[1:] != packed[:-1])[: len(packed)]
    firsts = np.empty(len(order), np.int32)
    firsts[order] = order[np.maximum.accumulate(np.where(heads, np.arange(len(order)), 0))]
    return firsts


def _alike(sides: list[_Side], rows: NDArray[np.int64], others: Rows) -> NDArray[np.float64]:
    """Return the similarity of pairs of rows, of the side where they are less alike."""
    least = np.ones(len(rows))
    for side in sides:
        differ = np.flatnonzero(~_equal(side, rows, others))
        values = side.search.alike(rows[differ], others[differ].astype(np.int64))
        least[differ] = np.minimum(least[differ], values)
    return least


def _equal(side: _Side, rows: NDArray[np.int64], others: Rows) -> NDArray[np.bool_]:
    """Tell whether pairs of rows have the same words, or none."""
    wordless = (side.sizes[rows] == 0) & (side.sizes[others] == 0)
    return np.asarray(wordless | (side.equals[rows] == side.equals[others]))


def _told(sides: list[_Side], rows: NDArray[np.int64], repeats: Rows) -> pl.DataFrame:
    equal = np.ones(len(rows), np.bool_)
    same = np.ones(len(rows), np.bool_)
    for side in sides:
        equal &= _equal(side, rows, repeats)
        same &= side.search.same(rows, repeats.astype(np.int64))
    kinds = np.array(KINDS.categories.to_list())[np.where(same, 0, np.where(equal, 1, 2))]
    return pl.DataFrame(
        {
            "row": rows,
            "repeats": repeats.astype(np.int64),
            "kind": pl.Series(kinds, dtype=pl.Utf8),
            "similarity": _alike(sides, rows, repeats).round(6),
        },
        schema_overrides={"kind": KINDS},
    ).cast(SCHEMA)
