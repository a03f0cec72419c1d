"""IBM Model 1 by expectation maximisation (Brown et al. 1993), some rows of the table at a time, in bounded memory.

The rows of the table are the types of one language. For each, the sentences that hold it are known, so that a row is
looked up and summed without the table ever being made dense, and is replaced in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

_LINKS = 500_000
_CELLS = 500_000
_MOST_PAIRS = 30_000_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


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
class _Places:
    """The sentences of each source type, that of row ``k`` from ``starts[k]`` to ``starts[k + 1]``.

    The last row is the null word, which every sentence holds. ``links`` is the running number of target tokens of the
    rows, ``fertility`` the number of source types of each sentence.
    """

    sentences: NDArray[np.int32]
    starts: Ints
    links: Ints
    fertility: Ints

    @classmethod
    def of(cls, source: Side, target: Side) -> _Places:
        """Return where the types of ``source`` stand."""
        owner = np.repeat(np.arange(len(source.lengths), dtype=np.int32), source.lengths)
        sentences = owner[np.argsort(source.ids, kind="stable")]
        counts = np.bincount(source.ids, minlength=source.size)
        every = np.arange(len(source.lengths), dtype=np.int32)
        starts = np.concatenate(([0], np.cumsum(counts), [len(owner) + len(every)]))
        sentences = np.concatenate([sentences, every])
        reached = np.concatenate(([0], np.cumsum(target.lengths[sentences])))
        return cls(sentences, starts, reached[starts], source.lengths + 1)


@dataclass(frozen=True, slots=True)
class _Links:
    """Target tokens that some rows are linked with: the tokens by their place, and cells ``row * size + type``."""

    tokens: Ints
    cells: Ints


def train_model1(
    source: Side, target: Side, *, iterations: int = 6, prune: float = 2e-3, discount: float = 0.0, prior: float = 0.0
) -> sp.csr_array:
    """Return p(target type | source type), shape (source.size, target.size), after ``iterations`` of EM.

    A source sentence counts as the set of its types plus a null word; probabilities under ``prune`` are dropped.
    From the counts of the last iteration ``discount`` is taken, and to each row's sum ``prior`` is added, so that what
    was seen seldom weighs less. Memory is that of the corpus as numbers and of at most 30 million pairs of types.
    """
    places = _Places.of(source, target)
    table = _first(places, target)
    sums = _sums(table, places, target)
    for round in range(2, iterations + 1):
        sums = _improve(table, places, target, sums, *((discount, prior) if round == iterations else (0.0, 0.0)))
    table = sp.csr_array(table[: source.size])
    table.data[table.data < prune] = 0
    table.eliminate_zeros()
    return table


def _batches(places: _Places, size: int) -> Iterator[slice]:
    """Yield the rows some at a time, so that neither their links nor their cells of ``size`` columns are too many."""
    most, first = max(1, _CELLS // max(size, 1)), 0
    while first < len(places.starts) - 1:
        last = int(np.searchsorted(places.links, places.links[first] + _LINKS, "right")) - 1
        last = min(max(last, first + 1), first + most)
        yield slice(first, last)
        first = last


def _links(places: _Places, target: Side, rows: slice) -> Iterator[_Links]:
    """Yield the links of some rows, in parts of bounded size."""
    begin, end = int(places.starts[rows.start]), int(places.starts[rows.stop])
    counts = np.diff(places.starts[rows.start : rows.stop + 1])
    owners = np.repeat(np.arange(len(counts)) * target.size, counts)
    sentences = places.sentences[begin:end]
    reached = np.cumsum(target.lengths[sentences])
    cuts = np.searchsorted(reached, np.arange(_LINKS, reached[-1] if len(reached) else 0, _LINKS)) + 1
    for part in np.split(np.arange(len(sentences)), cuts):
        lengths = target.lengths[sentences[part]]
        ends = np.cumsum(lengths)
        shift = target.starts[sentences[part]] - (ends - lengths)
        tokens = np.repeat(shift, lengths) + np.arange(int(lengths.sum()))
        yield _Links(tokens, np.repeat(owners[part], lengths) + target.ids[tokens])


def _first(places: _Places, target: Side) -> sp.csr_array:
    """Return the probabilities after the first iteration, from uniform ones.

    Where there are more pairs than memory should hold, those go that have the smallest share of their row.
    """
    share = np.repeat((1 / places.fertility).astype(np.float32), target.lengths)
    lengths, columns, data = [], list[NDArray[np.int32]](), list[Floats]()
    least, held = np.float32(0), 0
    for rows in _batches(places, target.size):
        height = rows.stop - rows.start
        counts = np.zeros(height * target.size)
        for links in _links(places, target, rows):
            counts += np.bincount(links.cells, weights=share[links.tokens], minlength=len(counts))
        cells = np.flatnonzero(counts)
        pointers = np.searchsorted(cells, np.arange(height + 1) * target.size)
        found = _normalised(counts[cells], pointers)
        kept = found >= least
        lengths.append(np.diff(np.concatenate(([0], np.cumsum(kept)))[pointers]))
        columns.append((cells % target.size)[kept].astype(np.int32))
        data.append(found[kept])
        held += len(data[-1])
        if held > _MOST_PAIRS:
            least = _thin(lengths, columns, data, held)
            held = sum(map(len, data))
    pointers = np.concatenate(([0], np.cumsum(np.concatenate(lengths))))
    shape = len(places.starts) - 1, target.size
    return sp.csr_array((np.concatenate(data), np.concatenate(columns), pointers), shape=shape)


def _thin(lengths: list[Ints], columns: list[NDArray[np.int32]], data: list[Floats], held: int) -> np.float32:
    """Drop the smaller half of the pairs; return what was the least to stay."""
    least = np.float32(np.partition(np.concatenate(data), held // 2)[held // 2])
    for k, values in enumerate(data):
        kept = values >= least
        pointers = np.concatenate(([0], np.cumsum(lengths[k])))
        lengths[k] = np.diff(np.concatenate(([0], np.cumsum(kept)))[pointers])
        columns[k], data[k] = columns[k][kept], values[kept]
    return least


def _normalised(counts: NDArray[np.float64], pointers: Ints, discount: float = 0.0, prior: float = 0.0) -> Floats:
    """Return the counts of some rows as shares of the sum of their row."""
    lengths = np.diff(pointers)
    totals = np.diff(np.concatenate(([0.0], np.cumsum(counts)))[pointers]) + prior
    shares = np.maximum(counts - discount, 0) / np.repeat(np.maximum(totals, 1e-30), lengths)
    return np.asarray(shares, np.float32)


def _sums(table: sp.csr_array, places: _Places, target: Side) -> Floats:
    """Return the sum of the probabilities that the types of its source sentence give each target token."""
    sums = np.zeros(len(target.ids), np.float32)
    for rows in _batches(places, target.size):
        dense, _, _ = _dense(table, rows)
        for links in _links(places, target, rows):
            np.add.at(sums, links.tokens, dense[links.cells])
    return sums


def _improve(table: sp.csr_array, places: _Places, target: Side, sums: Floats, discount: float, prior: float) -> Floats:
    """Do one iteration of expectation maximisation in place; return the sums that belong to the new table."""
    shares, sums = 1 / np.maximum(sums, np.float32(1e-30)), np.zeros_like(sums)
    for rows in _batches(places, target.size):
        dense, cells, here = _dense(table, rows)
        counts, parts = np.zeros(len(dense)), 0
        for links in _links(places, target, rows):
            parts += 1
            weights = dense[links.cells]
            weights *= shares[links.tokens]
            counts += np.bincount(links.cells, weights=weights, minlength=len(dense))
        pointers = table.indptr[rows.start : rows.stop + 1] - here.start
        table.data[here] = dense[cells] = _normalised(counts[cells], pointers, discount, prior)
        for again in [links] if parts == 1 else _links(places, target, rows):
            np.add.at(sums, again.tokens, dense[again.cells])
    return sums


def _dense(table: sp.csr_array, rows: slice) -> tuple[Floats, Ints, slice]:
    """Return some rows of the table made dense, the cells that the table holds, and where it holds them."""
    here = slice(int(table.indptr[rows.start]), int(table.indptr[rows.stop]))
    owners = np.repeat(np.arange(rows.stop - rows.start), np.diff(table.indptr[rows.start : rows.stop + 1]))
    cells = owners * table.shape[1] + table.indices[here]
    dense = np.zeros((rows.stop - rows.start) * table.shape[1], np.float32)
    dense[cells] = table.data[here]
    return dense, cells, here
