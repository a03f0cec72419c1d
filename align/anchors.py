"""Anchors and the band of a large document: where the search looks, so that its cost grows with the length alone.

Words that are rare on both sides and explain each other vote for pairs of sentences; pairs that are each other's best
are anchors; the longest chain of anchors that increases on both sides is the spine of the band. Between two anchors the
band is their rectangle, or a strip along its diagonal where the rectangle is large.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.comparison import Comparison

Ints = NDArray[np.int64]

_EXACT_CELLS = 400_000
_RARE = 64
_LIKELY = 0.1
_NEIGHBOURS = ((0, 0), (1, 1), (-1, -1), (1, 0), (0, 1), (-1, 0), (0, -1), (2, 2), (-2, -2))
_LEAST_VOTES = 0.3
_FAINT = 0.03
_LARGE_GAP = 120
_STRIP = 0.15
MARGIN = 6
"""How many sentences the band reaches beyond the rectangle between two anchors."""


@dataclass(frozen=True, slots=True)
class Band:
    """For each number i of source sentences passed (0 to n), the target cells ``low[i]`` to ``high[i]`` (exclusive)."""

    low: Ints
    high: Ints

    @classmethod
    def full(cls, n: int, m: int) -> Band:
        """Return the band of all cells."""
        return cls(np.zeros(n + 1, np.int64), np.full(n + 1, m + 1, np.int64))

    def touched(self, rows: Ints, columns: Ints, near: int = 1) -> NDArray[np.bool_]:
        """Return which cells of a path lie within ``near`` of an edge that is not the document's own."""
        left = (columns - self.low[rows] < near) & (self.low[rows] > 0)
        right = (self.high[rows] - 1 - columns < near) & (self.high[rows] < self.high[-1])
        return np.asarray(left | right)

    def widened(self, rows: Ints, by: int) -> Band:
        """Return the band with ``by`` more cells on both sides, and rows, around each of ``rows``."""
        last = int(self.high[-1])
        low, high = self.low.copy(), self.high.copy()
        for i in rows:
            near = slice(max(0, int(i) - by), int(i) + by + 1)
            low[near] = np.minimum(low[near], max(0, int(self.low[i]) - by))
            high[near] = np.maximum(high[near], min(last, int(self.high[i]) + by))
        return _monotone(low, high)


def find_band(comparison: Comparison) -> Band:
    """Return the band to search: all cells of a small pair, a strip around the chain of anchors of a large one."""
    n, m = len(comparison.source), len(comparison.target)
    if n * m <= _EXACT_CELLS:
        return Band.full(n, m)
    spine = [(0, 0), *((i + 1, j + 1) for i, j in chain(find_anchors(comparison))), (n, m)]
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    for start, end in pairwise(spine):
        for rows, left, right in _corridor(start, end):
            here = slice(max(0, rows.start - MARGIN), rows.stop + MARGIN)
            low[here] = np.minimum(low[here], left - MARGIN)
            high[here] = np.maximum(high[here], right + MARGIN + 1)
    return _monotone(np.maximum(low, 0), np.minimum(high, m + 1))


def _monotone(low: Ints, high: Ints) -> Band:
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def _corridor(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[slice, int, int]]:
    """Yield rows with the columns they need between two cells: their rectangle, or steps along its diagonal."""
    height, width = end[0] - start[0], end[1] - start[1]
    if min(height, width) <= _LARGE_GAP:
        yield slice(start[0], end[0] + 1), start[1], end[1]
        return
    reach = int(_STRIP * max(height, width)) + MARGIN
    for i in range(start[0], end[0] + 1, MARGIN):
        j = start[1] + (i - start[0]) * width // height
        yield slice(i, min(i + MARGIN, end[0] + 1)), max(start[1], j - reach), min(end[1], j + reach)


def find_anchors(comparison: Comparison) -> Ints:
    """Return pairs of sentences that are each other's best by rare words, shape (pairs, 2), by source sentence."""
    votes = _votes(comparison).tocoo()
    i, j, value = votes.row, votes.col, votes.data
    strong = value >= _LEAST_VOTES
    i, j, value = i[strong], j[strong], value[strong]
    mutual = mutual_best(i, j, value)
    return np.stack([i[mutual], j[mutual]], axis=1)[np.argsort(i[mutual], kind="stable")].astype(np.int64)


def mutual_best(i: Ints, j: Ints, value: NDArray[np.floating]) -> Ints:
    """Return which of the pairs (i, j) have the highest value of both their row and their column."""
    return np.intersect1d(_best(i, j, value), _best(j, i, value))


def _best(group: Ints, other: Ints, value: NDArray[np.floating]) -> Ints:
    """Return, for each group, the number of its highest value (the first by ``other`` among equals)."""
    order = np.lexsort((other, -value, group))
    first = np.ones(len(order), bool)
    first[1:] = group[order][1:] != group[order][:-1]
    return order[first]


def _votes(comparison: Comparison) -> sp.csr_array:
    """Return how strongly rare words speak for each pair of sentences and its neighbours along the diagonal."""
    likely = comparison.forward.table >= np.float32(_LIKELY)
    best = sp.csr_array(comparison.source.bag @ likely.astype(np.float32))
    best.data[:] = 1
    held = comparison.target.counts.copy()
    held.data[:] = 1
    explained, frequency = (np.bincount(x.indices, minlength=x.shape[1]) for x in (best, held))
    rare = np.flatnonzero((explained > 0) & (explained <= _RARE) & (frequency > 0) & (frequency <= _RARE))
    weight = sp.diags_array(1 / np.sqrt(explained[rare] * frequency[rare]))
    direct = sp.csr_array(best[:, rare] @ weight @ held[:, rare].T)
    direct.data[direct.data < _FAINT] = 0
    direct.eliminate_zeros()
    return _spread(direct)


def _spread(votes: sp.csr_array) -> sp.csr_array:
    """Add to each pair that has votes those of its neighbours."""
    coo = votes.tocoo()
    n, m = votes.shape
    total = sp.csr_array(votes.shape, dtype=np.float64)
    for down, right in _NEIGHBOURS:
        i, j = coo.row + down, coo.col + right
        inside = (i >= 0) & (i < n) & (j >= 0) & (j < m)
        share = 1.0 if (down, right) == (0, 0) else 0.5
        total = total + sp.coo_array((share * coo.data[inside], (i[inside], j[inside])), shape=votes.shape).tocsr()
    mask = votes.copy()
    mask.data[:] = 1
    return sp.csr_array(total.multiply(mask))


def chain(anchors: Ints) -> list[tuple[int, int]]:
    """Return the longest run of anchors that increases on both sides (anchors are in order of the source)."""
    tails: list[int] = []
    places: list[int] = []
    before = np.full(len(anchors), -1)
    for k, j in enumerate(anchors[:, 1].tolist()):
        length = bisect_left(tails, j)
        before[k] = places[length - 1] if length else -1
        if length == len(tails):
            tails.append(j)
            places.append(k)
        else:
            tails[length], places[length] = j, k
    out: list[tuple[int, int]] = []
    k = places[-1] if places else -1
    while k >= 0:
        out.append((int(anchors[k, 0]), int(anchors[k, 1])))
        k = int(before[k])
    return out[::-1]
