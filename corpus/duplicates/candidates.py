"""Candidates: pairs of texts that may be alike, from the rare shingles they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.shingles import BATCH, HASH_BITS, Hashes

# A shingle that stands in the prefixes of up to this many texts pairs each of them with each, a more frequent one with
# its neighbours and the first: a line on every page is one cluster and not n² pairs.
_RARE = 32
_NEIGHBOURS = 4

_COUNT_BITS = 16
_MOST = (1 << _COUNT_BITS) - 1

Rows = NDArray[np.int64]


class Sketch:
    """How many texts hold a shingle, roughly: never too few, up to ``_MOST``, in an array of a given size.

    One row of a count-min sketch (Cormode and Muthukrishnan 2005): a shingle with the count 1 stands nowhere else.
    """

    def __init__(self, memory: int) -> None:
        bits = max(10, min(28, (memory // 2).bit_length() - 1))
        self._counts = np.zeros(1 << bits, np.uint16)
        self._mask = np.uint64((1 << bits) - 1)

    @classmethod
    def of(cls, table: NDArray[np.uint16]) -> Sketch:
        """Return the sketch of a table of counts, as `table` has it."""
        sketch = cls(2 * len(table))
        sketch._counts = table
        return sketch

    @property
    def table(self) -> NDArray[np.uint16]:
        """All counts."""
        return self._counts

    def add(self, values: Hashes) -> None:
        """Count shingles, those of one text once."""
        self.merge(*self.counted([values]))

    def counted(self, values: Iterable[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
        """Return the places of shingles in the sketch, ascending, and how many of them each has to be raised by."""
        parts = [np.unique(part & self._mask, return_counts=True) for part in values]
        if len(parts) == 1:
            return parts[0]
        empty = np.empty(0, np.uint64), np.empty(0, np.int64)
        places, counts = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
        known, which = np.unique(places, return_inverse=True)
        return known, np.bincount(which, counts, len(known)).astype(np.int64)

    def merge(self, places: Hashes, counts: NDArray[np.int64]) -> None:
        """Raise the counts at some places."""
        sums = self._counts[places] + counts
        self._counts[places] = np.minimum(sums, _MOST)

    def counts(self, values: Hashes) -> NDArray[np.uint16]:
        """Return the counts of shingles."""
        return np.asarray(self._counts[values & self._mask])


def prefixes(sizes: Rows, values: Hashes, sketch: Sketch, similarity: float) -> tuple[Hashes, Rows]:
    """Return the shingles by which texts can be paired, and the number of the text of each, ascending.

    Two sets whose Jaccard similarity is at least t share one of the first ``n - ceil(t n) + 1`` of their n elements in
    any order common to all (Chaudhuri, Ganti and Kaushik 2006); rarest first makes the fewest pairs.
    """
    assert len(sizes) <= BATCH
    rows = np.repeat(np.arange(len(sizes)), sizes)
    counts = sketch.counts(values)
    # Equal counts and equal high bits leave the order of the values, which is that of the whole hash.
    rank = (rows.astype(np.uint64) << np.uint64(48)) | (counts.astype(np.uint64) << np.uint64(32))
    rank |= values >> np.uint64(HASH_BITS - 32)
    order = np.argsort(rank, kind="stable")
    firsts = np.cumsum(sizes) - sizes
    lengths = sizes - np.ceil(similarity * sizes - 1e-9).astype(np.int64) + 1
    places = np.arange(len(values)) - firsts[rows]
    kept = order[(places < lengths[rows]) & (counts[order] > 1)]
    return values[kept], rows[kept]


def signatures(sizes: Rows, values: Hashes) -> Hashes:
    """Return 64 bits for each text, one set for each of its shingles; every text has one at least."""
    bits = np.uint64(1) << ((values >> np.uint64(HASH_BITS - 8)) & np.uint64(63))
    return np.asarray(np.bitwise_or.reduceat(bits, np.cumsum(sizes) - sizes))


@dataclass(frozen=True, slots=True)
class Entries:
    """Shingles of prefixes, each with its text: the row, its signature and its size, rows ascending for one shingle."""

    shingles: Hashes
    rows: Rows
    signatures: Hashes
    sizes: NDArray[np.int32]

    def sorted(self) -> Entries:
        """Return the entries with equal shingles side by side."""
        order = np.argsort(self.shingles, kind="stable")
        return Entries(self.shingles[order], self.rows[order], self.signatures[order], self.sizes[order])


def frequent(entries: Entries) -> NDArray[np.bool_]:
    """Tell which of sorted entries are of a shingle in too many prefixes to compare each with each."""
    shingles = entries.shingles
    marked = np.zeros(len(shingles), np.bool_)
    crowded = np.flatnonzero(shingles[_RARE:] == shingles[:-_RARE])
    for i in range(_RARE + 1):
        marked[crowded + i] = True
    return marked


def pairs(entries: Entries, similarity: float) -> Iterator[tuple[Rows, Rows]]:
    """Yield pairs of rows that share a shingle and may be alike, the earlier first; the entries are sorted."""
    shingles = entries.shingles
    crowded = frequent(entries)
    index = np.arange(len(shingles))
    for lag in range(1, _RARE):
        index = index[index + lag < len(shingles)]
        index = index[shingles[index] == shingles[index + lag]]
        if lag == _NEIGHBOURS + 1:
            index = index[~crowded[index]]
        if not len(index):
            break
        yield _likely(entries, index, index + lag, similarity)
    heads = np.flatnonzero(np.append(True, shingles[1:] != shingles[:-1])[: len(shingles)])
    later = np.flatnonzero(crowded)
    yield _likely(entries, heads[np.searchsorted(heads, later, side="right") - 1], later, similarity)


def _likely(entries: Entries, one: Rows, other: Rows, similarity: float) -> tuple[Rows, Rows]:
    """Leave out the pairs whose signatures tell that they are not alike.

    Two sets of n and m elements with a Jaccard similarity of at least t differ in at most (1 - t) / (1 + t) (n + m)
    elements, and each of them explains one bit in which the signatures differ (after Sandes, Teodoro and Melo 2020).
    """
    differ = np.bitwise_count(entries.signatures[one] ^ entries.signatures[other])
    sizes, others = entries.sizes[one], entries.sizes[other]
    most = (1 - similarity) / (1 + similarity) * (sizes + others) + 1e-6
    kept = (differ <= most) & (np.abs(sizes - others) <= most)
    return entries.rows[one[kept]], entries.rows[other[kept]]
