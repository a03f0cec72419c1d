"""IBM Model 1 by expectation maximisation over sparse counts (Brown et al. 1993), in chunks of bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

_CHUNK_LINKS = 3_000_000
_MOST_PAIRS = 40_000_000


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sentence-aligned corpus: sentence ``k`` is ``ids[starts[k]:starts[k + 1]]``, all below ``size``."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    size: int

    @classmethod
    def of(cls, sentences: Sequence[Sequence[int] | NDArray[np.integer]], size: int) -> Side:
        """Return the side that holds ``sentences``."""
        lengths = np.fromiter((len(s) for s in sentences), np.int64, len(sentences))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        return cls(np.fromiter((i for s in sentences for i in s), np.int32, int(starts[-1])), starts, size)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The number of tokens of each sentence."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class _Links:
    """Every (source type, target token) pair of some sentences; the links of one target token stand together."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    starts: NDArray[np.int64]
    fertility: NDArray[np.int64]


def train_model1(
    source: Side, target: Side, *, iterations: int = 6, prune: float = 2e-3, discount: float = 0.0, prior: float = 0.0
) -> sp.csr_array:
    """Return p(target type | source type), shape (source.size, target.size), after ``iterations`` of EM.

    A source sentence counts as the set of its types plus a null word; probabilities under ``prune`` are dropped.
    From the counts of the last iteration ``discount`` is taken, and to each row's sum ``prior`` is added, so that what
    was seen seldom weighs less. Memory is bounded by the number of distinct co-occurring pairs, not by the corpus.
    """
    chunks = _chunks(source, target)
    table = _cooccurrence(source, target, chunks)
    _normalise(table)
    for round in range(2, iterations + 1):
        table = _expect(table, source, target, chunks)
        _normalise(table, *((discount, prior) if round == iterations else ()))
    table = sp.csr_array(table[: source.size])
    table.data[table.data < prune] = 0
    table.eliminate_zeros()
    return table


def _normalise(table: sp.csr_array, discount: float = 0.0, prior: float = 0.0) -> None:
    totals = np.asarray(table.sum(axis=1)).ravel() + prior
    table.data = np.maximum(table.data - np.float32(discount), 0)
    table.data /= np.repeat(np.maximum(totals, 1e-30), np.diff(table.indptr)).astype(np.float32)


def _chunks(source: Side, target: Side) -> list[tuple[int, int]]:
    links = np.cumsum((source.lengths + 1) * target.lengths)
    cuts = np.searchsorted(links, np.arange(_CHUNK_LINKS, links[-1] if len(links) else 0, _CHUNK_LINKS))
    edges = sorted({0, *(int(c) + 1 for c in cuts), len(links)})
    return [(a, b) for a, b in pairwise(edges) if a < b <= len(links)]


def _links(source: Side, target: Side, first: int, last: int) -> _Links:
    """Pair every target token of sentences ``first`` to ``last`` with each source type and the null word."""
    lengths = source.lengths[first:last] + 1
    padded = np.full(int(lengths.sum()), source.size, np.int32)
    offsets = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    inside = np.ones(len(padded), bool)
    inside[offsets] = False
    padded[inside] = source.ids[source.starts[first] : source.starts[last]]
    tokens = target.ids[target.starts[first] : target.starts[last]]
    owner = np.repeat(np.arange(last - first), target.lengths[first:last])
    fertility = lengths[owner]
    starts = np.cumsum(fertility) - fertility
    place = np.arange(int(fertility.sum())) - np.repeat(starts - offsets[owner], fertility)
    return _Links(padded[place], np.repeat(tokens, fertility), starts, fertility)


def _cooccurrence(source: Side, target: Side, chunks: list[tuple[int, int]]) -> sp.csr_array:
    """Return the expected counts of the first iteration, from uniform probabilities."""
    shape = (source.size + 1, target.size)
    stack: list[sp.csr_array] = []
    for first, last in chunks:
        links = _links(source, target, first, last)
        weights = np.repeat((1 / links.fertility).astype(np.float32), links.fertility)
        counts = sp.coo_array((weights, (links.source, links.target)), shape=shape).tocsr()
        while stack and stack[-1].nnz <= 2 * counts.nnz:
            counts = _thinned(sp.csr_array(stack.pop() + counts))
        stack.append(counts)
    total: sp.csr_array = sp.csr_array(shape, dtype=np.float32)
    for counts in reversed(stack):
        total = _thinned(sp.csr_array(total + counts))
    total.sort_indices()
    return total


def _thinned(counts: sp.csr_array) -> sp.csr_array:
    """Drop the smallest counts of a table that grows past what memory should hold."""
    if counts.nnz > _MOST_PAIRS:
        least = np.partition(counts.data, counts.nnz - _MOST_PAIRS // 2)[counts.nnz - _MOST_PAIRS // 2]
        counts.data[counts.data < least] = 0
        counts.eliminate_zeros()
    return counts


def _expect(table: sp.csr_array, source: Side, target: Side, chunks: list[tuple[int, int]]) -> sp.csr_array:
    """Return the expected counts of one iteration; a chunk's part of the table is made dense to be looked up."""
    where = sp.csr_array((np.arange(table.nnz, dtype=np.int64), table.indices, table.indptr), shape=table.shape)
    counts = np.zeros(table.nnz, np.float64)
    for first, last in chunks:
        links = _links(source, target, first, last)
        if not len(links.starts):
            continue
        rows, columns, links = _renumbered(links, table.shape)
        part = where[rows][:, columns].tocoo()
        dense = np.zeros((len(rows), len(columns)), np.float32)
        dense[part.row, part.col] = table.data[part.data]
        cells = links.source.astype(np.int64) * len(columns) + links.target
        mass = dense.ravel()[cells]
        sums = np.add.reduceat(mass, links.starts)
        mass /= np.repeat(np.maximum(sums, 1e-30), links.fertility)
        found = np.bincount(cells, weights=mass, minlength=dense.size).reshape(dense.shape)
        counts[part.data] += found[part.row, part.col]
    return sp.csr_array((counts.astype(np.float32), table.indices, table.indptr), shape=table.shape)


def _renumbered(links: _Links, shape: tuple[int, int]) -> tuple[NDArray[np.int32], NDArray[np.int32], _Links]:
    """Return the types on both sides of a chunk, and its links numbered by them."""
    rows, columns = np.flatnonzero(np.bincount(links.source)), np.flatnonzero(np.bincount(links.target))
    row_of, column_of = np.zeros(shape[0], np.int32), np.zeros(shape[1], np.int32)
    row_of[rows], column_of[columns] = np.arange(len(rows)), np.arange(len(columns))
    local = _Links(row_of[links.source], column_of[links.target], links.starts, links.fertility)
    return rows.astype(np.int32), columns.astype(np.int32), local
