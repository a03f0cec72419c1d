"""Clusters: the rows of a bitext that are near-duplicates of each other, found on disk within bounded memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.passage import SIMILARITY, check_similarity
from songngu.corpus.duplicates.row_numbers import narrowed, numbered
from songngu.corpus.duplicates.sentences import SCHEMA, check_memory
from songngu.corpus.duplicates.shingles import SIZE
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.forest import Forest, Rows
from songngu.corpus.export.likeness import LikenessSide, sides_of
from songngu.corpus.export.repeats import find_repeats
from songngu.corpus.files.scratch import scratch_folder

MEMORY = 192
"""Megabytes for the arrays of the search: about what an export takes at its other stages, of however many rows."""

MIN_WORDS = 5
"""A text of fewer words makes no cluster: “Chapter 3” stands in every book."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """The near-duplicates of a table of pairs.

    ``repeats`` tells in a frame of row, repeats, kind and similarity the rows that repeat both sides of an earlier one,
    rows ascending; that one is never told itself, so that each row that is told can go.
    """

    repeats: pl.DataFrame
    sides: tuple[LikenessSide, LikenessSide]
    min_words: int

    @property
    def firsts(self) -> Rows:
        """For each row the first row of its cluster, itself where it is alone."""
        return self.among(np.ones(len(self.sides[0].search), np.bool_))

    def among(self, kept: NDArray[np.bool_]) -> Rows:
        """Return for each of the rows that are ``kept`` the first of its cluster, numbered among them.

        They are the clusters of a table of these rows alone: what a row that goes joined comes apart.
        """
        forest, numbers = Forest(int(np.count_nonzero(kept))), numbered(kept)
        for side in self.sides:
            rows, firsts = side.joined(kept, max(1, self.min_words - SIZE + 1))
            forest.join(numbers[rows], numbers[firsts])
        return forest.firsts()


def find_clusters(
    parquet: str | Path,
    *,
    similarity: float = SIMILARITY,
    repeats: float | None = SIMILARITY,
    min_words: int = MIN_WORDS,
    memory: int = MEMORY,
    stages: Stages | None = None,
) -> Clusters:
    """Return the clusters of the rows of a Parquet file with the columns ``source`` and ``target``.

    Two texts are alike when the Jaccard similarity of their sets of three-word runs is at least ``similarity``, as
    `repeated_texts` has it. Two rows are joined where either side is alike and has some ``min_words`` words; a cluster
    holds what is joined, directly or through others. A row is told as a repeat where both sides are at least
    ``repeats`` alike those of an earlier row that stays; sides without words are alike; with None no row is. About
    ``memory`` megabytes and 60 bytes a row are used; the rest is in temporary files. With ``stages`` the texts are
    compared in tasks, and what is found lies in their folder.

    Raises UsageError where an option is out of range, InputError where the file has no such columns.
    """
    check_similarity(similarity)
    check_memory(memory)
    with scratch_folder(stages.folder if stages else None) as folder:
        sides = sides_of(parquet, folder / "all", min(similarity, repeats or similarity), memory, stages=stages)
        told = SCHEMA.to_frame() if repeats is None else _all_repeats(parquet, folder, sides, repeats, memory)
    source, target = (replace(side, links=side.links.least(similarity)) for side in sides)
    return Clusters(told, (source, target), min_words)


def _all_repeats(
    parquet: str | Path, folder: Path, sides: tuple[LikenessSide, LikenessSide], similarity: float, memory: int
) -> pl.DataFrame:
    """Return the rows that repeat another; those that were compared with some of their like only are searched again.

    Where many are alike, what goes makes room for what was not seen; as long as something goes, there may be more.
    """
    found = find_repeats(sides, similarity)
    parts = [found]
    left = np.zeros(len(sides[0].search), np.bool_)
    for side in sides:
        left[side.crowded] = True
    while found.height:
        left[found["row"].to_numpy()] = False
        rows = np.flatnonzero(left)
        if not len(rows):
            break
        again = sides_of(parquet, folder / str(len(parts)), similarity, memory, left)
        numbered = find_repeats(again, similarity)
        found = numbered.with_columns(pl.Series(name, rows[numbered[name]]) for name in ("row", "repeats"))
        parts.append(found)
        left[:] = False
        for side in again:
            left[rows[side.crowded]] = True
    return _standing(pl.concat(parts).sort("row"), len(left))


def _standing(told: pl.DataFrame, count: int) -> pl.DataFrame:
    """Return repeats that name a row that stays, where the one they name was found to go later."""
    firsts = narrowed(np.arange(count), count)
    firsts[told["row"]] = told["repeats"]
    while not np.array_equal(further := firsts[firsts], firsts):
        firsts = further
    return told.with_columns(pl.Series("repeats", firsts[told["row"]], dtype=pl.Int64))
