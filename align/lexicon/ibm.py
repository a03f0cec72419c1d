"""IBM Model 1 by expectation maximisation (Brown et al. 1993), some rows of the table at a time, in bounded memory.

The rows of the table are the types of one language. For each, the sentences that hold it are known, so that a row is
looked up and summed without the table ever being made dense, and is replaced in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.corpus.duplicates.stages import Stages, read_array, write_array

_LINKS = 500_000
_CELLS = 500_000
_CELLS_A_LINK = 32  # a row made dense costs by its cells, one that is not by its links: this many times as much
_MOST_PAIRS = 30_000_000
_LINKS_A_TASK = 50_000_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TrainingSide:
    """One side of a sentence-aligned corpus: sentence ``k`` is ``ids[starts[k]:starts[k + 1]]``, all below ``size``."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    size: int

    @classmethod
    def of(cls, sentences: Sequence[Sequence[int] | NDArray[np.integer]], size: int) -> TrainingSide:
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
    def of(cls, source: TrainingSide, target: TrainingSide) -> _Places:
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
    source: TrainingSide,
    target: TrainingSide,
    *,
    iterations: int = 6,
    prune: float = 2e-3,
    discount: float = 0.0,
    prior: float = 0.0,
    stages: Stages | None = None,
    name: str = "model1",
) -> sp.csr_array:
    """Return p(target type | source type), shape (source.size, target.size), after ``iterations`` of EM.

    A source sentence counts as the set of its types plus a null word; probabilities under ``prune`` are dropped.
    From the counts of the last iteration ``discount`` is taken, and to each row's sum ``prior`` is added, so that what
    was seen seldom weighs less. Memory is that of the corpus as numbers and of at most 30 million pairs of types. With
    ``stages`` the rows of the table are improved in tasks called ``name``, and differ by the order of sums alone.
    """
    places = _Places.of(source, target)
    table = _first(places, target)
    sums = _sums(table, places, target)
    corpus = _kept(places, target, table, stages, name) if stages else None
    for round in range(2, iterations + 1):
        weights = (discount, prior) if round == iterations else (0.0, 0.0)
        if stages and corpus:
            sums = _improve_in_tasks(table, places, sums, weights, corpus, stages, f"{name}-{round}")
        else:
            sums = _improve(table, places, target, sums, *weights)
    table = sp.csr_array(table[: source.size])
    table.data[table.data < prune] = 0
    table.eliminate_zeros()
    return table


def _batches(places: _Places, size: int) -> Iterator[tuple[slice, bool]]:
    """Yield the rows some at a time, so that their links are not too many, and whether to make them dense.

    Dense, they have ``size`` columns, and are few enough for their cells to stay near the processor.
    """
    most, first = max(1, _CELLS // max(size, 1)), 0
    while first < len(places.starts) - 1:
        last = int(np.searchsorted(places.links, places.links[first] + _LINKS, "right")) - 1
        last = max(last, first + 1)
        dense = bool((last - first) * size <= _CELLS_A_LINK * (places.links[last] - places.links[first]))
        if dense:
            last = min(last, first + most)
        yield slice(first, last), dense
        first = last


def _links(places: _Places, target: TrainingSide, rows: slice) -> Iterator[_Links]:
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


def _first(places: _Places, target: TrainingSide) -> sp.csr_array:
    """Return the probabilities after the first iteration, from uniform ones.

    Where there are more pairs than memory should hold, those go that have the smallest share of their row.
    """
    share = np.repeat((1 / places.fertility).astype(np.float32), target.lengths)
    lengths, columns, data = [], list[NDArray[np.int32]](), list[Floats]()
    least, held = np.float32(0), 0
    for rows, dense in _batches(places, target.size):
        cells, counts = _counted(places, target, rows, share, dense)
        pointers = np.searchsorted(cells, np.arange(rows.stop - rows.start + 1) * target.size)
        found = _normalised(counts, pointers)
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


def _counted(
    places: _Places, target: TrainingSide, rows: slice, share: Floats, dense: bool
) -> tuple[Ints, NDArray[np.float64]]:
    """Return the cells of some rows that have a link, in order, and the sums of what the tokens share out to them."""
    if dense:
        sums = np.zeros((rows.stop - rows.start) * target.size)
        for links in _links(places, target, rows):
            sums += np.bincount(links.cells, weights=share[links.tokens], minlength=len(sums))
        cells = np.flatnonzero(sums)
        return cells, sums[cells]
    found, weights = zip(*((x.cells, share[x.tokens]) for x in _links(places, target, rows)), strict=True)
    cells, where = np.unique(np.concatenate(found), return_inverse=True)
    return cells, np.bincount(where, weights=np.concatenate(weights)).astype(np.float64)


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


def _sums(table: sp.csr_array, places: _Places, target: TrainingSide) -> Floats:
    """Return the sum of the probabilities that the types of its source sentence give each target token."""
    sums = np.zeros(len(target.ids), np.float32)
    for rows, dense in _batches(places, target.size):
        part = _Part.of(table, rows, dense)
        for links in _links(places, target, rows):
            np.add.at(sums, links.tokens, part.values[part.numbers(links.cells)])
    return sums


def _improve(
    table: sp.csr_array, places: _Places, target: TrainingSide, sums: Floats, discount: float, prior: float
) -> Floats:
    """Do one iteration of expectation maximisation in place; return the sums that belong to the new table."""
    shares, sums = 1 / np.maximum(sums, np.float32(1e-30)), np.zeros_like(sums)
    for rows, dense in _batches(places, target.size):
        part = _Part.of(table, rows, dense)
        counts, parts = np.zeros(len(part.values)), 0
        for links in _links(places, target, rows):
            parts += 1
            numbers = part.numbers(links.cells)
            weights = part.values[numbers] * shares[links.tokens]
            counts += np.bincount(numbers, weights=weights, minlength=len(counts))
        pointers = table.indptr[rows.start : rows.stop + 1] - part.here.start
        found = _normalised(counts[part.held], pointers, discount, prior)
        table.data[part.here] = part.values[part.held] = found
        if parts == 1:
            np.add.at(sums, links.tokens, part.values[numbers])
            continue
        for links in _links(places, target, rows):
            np.add.at(sums, links.tokens, part.values[part.numbers(links.cells)])
    return sums


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Where the numbers of a corpus lie for all who do tasks, each array in its file; ``size`` is that of the target.

    The arrays are those of `_Places` and `TrainingSide`, and the pointers and columns of the table, which stay.
    """

    folder: Path
    size: int

    def array(self, name: str) -> NDArray[Any]:
        """Return an array as it lies in its file, of which only what is looked at is read."""
        found: NDArray[Any] = np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return found

    def part(self, first: int, end: int) -> tuple[sp.csr_array, _Places, TrainingSide, Floats]:
        """Return some rows of the table, where their types stand, the target, and the sums of the last round."""
        starts, links, pointers = (
            np.array(self.array(each)[first : end + 1]) for each in ("starts", "links", "indptr")
        )
        here = slice(int(pointers[0]), int(pointers[-1]))
        columns, data = np.array(self.array("indices")[here]), np.array(self.array("data")[here])
        table = sp.csr_array((data, columns, pointers - pointers[0]), shape=(end - first, self.size))
        places = _Places(self.array("sentences"), starts, links, self.array("fertility"))
        target = TrainingSide(np.array(self.array("ids")), np.array(self.array("target")), self.size)
        return table, places, target, np.array(self.array("sums"))


def _kept(places: _Places, target: TrainingSide, table: sp.csr_array, stages: Stages, name: str) -> _Corpus:
    """Write what no round changes where all who do tasks see it."""
    folder = stages.folder / f"{name}-corpus"
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        "sentences": places.sentences, "starts": places.starts, "links": places.links, "fertility": places.fertility,
        "ids": target.ids, "target": target.starts, "indptr": table.indptr, "indices": table.indices,
    }  # fmt: skip
    for each, values in arrays.items():
        write_array(folder / f"{each}.npy", values)
    return _Corpus(folder, target.size)


def _improve_in_tasks(
    table: sp.csr_array,
    places: _Places,
    sums: Floats,
    weights: tuple[float, float],
    corpus: _Corpus,
    stages: Stages,
    name: str,
) -> Floats:
    """Do one iteration of expectation maximisation in place: the rows of the table in tasks, their sums added up."""
    write_array(corpus.folder / "data.npy", table.data)
    write_array(corpus.folder / "sums.npy", sums)
    edges = np.searchsorted(places.links, np.arange(0, int(places.links[-1]), _LINKS_A_TASK))
    edges = np.unique(np.append(edges, len(places.links) - 1)).tolist()
    tasks = list(pairwise(edges))
    improved = np.zeros_like(sums)
    for (first, end), (path, _) in zip(
        tasks, stages.run(name, partial(_improved, corpus, weights), tasks), strict=True
    ):
        found = read_array(path)
        here = slice(int(table.indptr[first]), int(table.indptr[end]))
        table.data[here], added = np.split(found, [here.stop - here.start])
        improved += added
    return improved


def _improved(corpus: _Corpus, weights: tuple[float, float], path: Path, rows: tuple[int, int]) -> Sequence[int]:
    table, places, target, sums = corpus.part(*rows)
    added = _improve(table, places, target, sums, *weights)
    write_array(path, np.concatenate([table.data, added]))
    return ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of the table, ``here`` in its data, to be looked up by cell: as a dense array, or by their cells.

    ``values`` are numbered as ``numbers`` says; ``held`` gives the numbers of what the table holds, in its order.
    """

    here: slice
    cells: Ints
    values: Floats
    held: Ints
    dense: bool

    @classmethod
    def of(cls, table: sp.csr_array, rows: slice, dense: bool) -> _Part:
        """Return some rows of a table; what it does not hold is 0."""
        here = slice(int(table.indptr[rows.start]), int(table.indptr[rows.stop]))
        owners = np.repeat(np.arange(rows.stop - rows.start), np.diff(table.indptr[rows.start : rows.stop + 1]))
        cells = owners * table.shape[1] + table.indices[here]
        if not dense:
            return cls(here, cells, np.append(table.data[here], np.float32(0)), np.arange(len(cells)), False)
        values = np.zeros((rows.stop - rows.start) * table.shape[1], np.float32)
        values[cells] = table.data[here]
        return cls(here, cells, values, cells, True)

    def numbers(self, cells: Ints) -> Ints:
        """Return the number of the value of each cell."""
        if self.dense:
            return cells
        found = np.searchsorted(self.cells, cells)
        missing = self.cells[np.minimum(found, len(self.cells) - 1)] != cells if len(self.cells) else np.True_
        return np.where(missing, len(self.cells), found)
