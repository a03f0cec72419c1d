"""Likeness: what one side of a table of pairs says of which rows are alike, found on disk within bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import ROW_GROUP, text_batches
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
    """One side of the rows: its search, what is alike there, and the rows that were compared with some of that only.

    ``rows``, ascending, are those alone that have the words of another, are linked with one, or have no words: most
    texts of a corpus are like no other. For each of them ``equals`` is the first row with the same words and ``sizes``
    the number of its shingles; ``links`` are among the former.
    """

    search: Search
    rows: Rows
    equals: Rows
    sizes: Rows
    links: Links
    crowded: Rows

    def joined(self, kept: NDArray[np.bool_], least: int) -> tuple[Rows, Rows]:
        """Return the rows of at least so many shingles that are ``kept``, and the first of them that each is joined
        with, directly or through others that are kept, be they as short as they like.
        """
        ends = np.concatenate([self.equals, self.links.one, self.links.other])
        nodes, places = np.unique(ends, return_inverse=True)
        own, one, other = np.split(places, [len(self.rows), len(self.rows) + len(self.links.one)])
        here = kept[self.rows]
        alive = np.zeros(len(nodes), np.bool_)
        alive[own[here]] = True
        whole = alive[one] & alive[other]
        forest = Forest(len(nodes))
        forest.join(one[whole], other[whole])
        chosen = np.flatnonzero(here & (self.sizes >= least))
        roots = forest.firsts()[own[chosen]]
        heads = np.zeros(len(nodes), np.int64)
        heads[roots[::-1]] = chosen[::-1]  # of several the last one written stays: the earliest
        return self.rows[chosen], self.rows[heads[roots]]

    def labels(self, rows: Rows) -> Numbers:
        """Return of some of its rows which have the same number: those of the same words, and those of none."""
        places = np.searchsorted(self.rows, rows)
        return np.where(self.sizes[places] > 0, self.equals[places], -1).astype(np.int64)


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
        search.read(_chosen(text_batches(parquet, column, rows=ROW_GROUP), rows))
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
    rows = len(search)
    parts = [(narrowed(one, rows), narrowed(other, rows), alike.astype(np.float32)) for one, other, alike in links]
    none = narrowed(np.empty(0, np.int64), rows)
    empty = (none, none, np.empty(0, np.float32))
    one, other, alike = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
    linked = np.zeros(rows, np.bool_)
    linked[one] = linked[other] = True
    known = _in_common(search, linked)
    return LikenessSide(search, *known, Links(one, other, alike), narrowed(np.flatnonzero(search.crowded()), rows))


def _in_common(search: Search, linked: NDArray[np.bool_]) -> tuple[Rows, Rows, Rows]:
    """Return the rows that have something in common with others, or no words, their equals and their sizes."""
    shared = linked
    for start, equals, _ in search.known():
        later = np.flatnonzero(equals != np.arange(start, start + len(equals)))
        shared[later + start] = shared[equals[later]] = True
    parts: list[tuple[Rows, Rows, Rows]] = []
    for start, equals, sizes in search.known():
        rows = np.flatnonzero(shared[start : start + len(equals)] | (sizes == 0))
        parts.append((narrowed(rows + start, len(search)), narrowed(equals[rows], len(search)), sizes[rows]))
    none = narrowed(np.empty(0, np.int64), len(search))
    found, equal, size = (np.concatenate(column) for column in zip((none, none, none), *parts, strict=True))
    return found, equal, size
