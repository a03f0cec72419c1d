"""Likeness: what one side of a table of pairs says of which rows are alike, found on disk within bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import text_batches
from songngu.corpus.duplicates.row_numbers import narrowed
from songngu.corpus.duplicates.sentences import Search
from songngu.corpus.duplicates.spread_search import links_spread, read_spread
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.forest import Forest, Rows

SIDES = ("source", "target")
Numbers = NDArray[np.int64]


class Links(NamedTuple):
    """Pairs of texts that are alike, each named by the first row that has its words, and their similarity."""

    one: Rows
    other: Rows
    similarity: NDArray[np.float32]

    def least(self, similarity: float) -> Links:
        """Return those of at least a similarity."""
        # A text of three shingles in common with five is .6 alike, which no float of 32 bits is.
        kept = self.similarity >= np.float32(similarity)
        return Links(self.one[kept], self.other[kept], self.similarity[kept])


@dataclass(frozen=True, slots=True)
class LikenessSide:
    """One side of the rows: its search, for each row its shingles by number and the first row with the same words, the
    links among these, and the rows that were compared with some of their like only.
    """

    search: Search
    sizes: Rows
    equals: Rows
    links: Links
    crowded: NDArray[np.bool_]

    def roots(self, kept: NDArray[np.bool_]) -> Rows:
        """Return for each row the first of those it is joined with, directly or through others that are ``kept``."""
        alive = np.zeros(len(kept), np.bool_)
        alive[self.equals[kept]] = True
        whole = alive[self.links.one] & alive[self.links.other]
        forest = Forest(len(kept))
        forest.join(self.links.one[whole], self.links.other[whole])
        return np.asarray(forest.firsts()[self.equals])

    def equal(self, rows: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell whether pairs of rows have the same words, or none."""
        wordless = (self.sizes[rows] == 0) & (self.sizes[others] == 0)
        return np.asarray(wordless | (self.equals[rows] == self.equals[others]))


def sides_of(
    parquet: str | Path,
    folder: Path,
    similarity: float,
    memory: int,
    rows: NDArray[np.bool_] | None = None,
    stages: Stages | None = None,
) -> tuple[LikenessSide, LikenessSide]:
    """Search both sides of a Parquet file, of those ``rows`` of it that are true, in two threads, or all in ``stages``.

    What is found lies in ``folder``, which must stay while it is asked for.
    """

    def side(column: str) -> LikenessSide:
        path = folder / column
        path.mkdir(parents=True)
        search = Search(path, similarity, memory=memory // len(SIDES))
        if stages and rows is None:
            name = f"{Path(parquet).stem}-{column}"
            read_spread(search, stages, name, parquet, column)
            return _side(search, links_spread(search, stages, name))
        search.read(_chosen(text_batches(parquet, column), rows))
        return _side(search, search.links())

    if stages:
        return side(SIDES[0]), side(SIDES[1])
    with ThreadPoolExecutor(len(SIDES)) as pool:
        source, target = pool.map(side, SIDES)
    return source, target


def _chosen(batches: Iterator[list[str]], rows: NDArray[np.bool_] | None) -> Iterator[list[str]]:
    start = 0
    for batch in batches:
        if rows is None:
            yield batch
        else:
            yield [batch[place] for place in np.flatnonzero(rows[start : start + len(batch)]).tolist()]
        start += len(batch)


def _side(search: Search, links: Iterable[tuple[Numbers, Numbers, NDArray[np.float64]]]) -> LikenessSide:
    rows = len(search.sizes())
    parts = [(narrowed(one, rows), narrowed(other, rows), alike.astype(np.float32)) for one, other, alike in links]
    none = narrowed(np.empty(0, np.int64), rows)
    empty = (none, none, np.empty(0, np.float32))
    one, other, alike = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
    return LikenessSide(search, search.sizes(), search.equals(), Links(one, other, alike), search.crowded())
