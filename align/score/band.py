"""Anchors and the band of a large document: where the search looks, so that its cost grows with the length alone.

Words that are rare on both sides and explain each other vote for pairs of sentences; pairs that are each other's best
are anchors; the longest chain of anchors that increases on both sides is a spine. How many sentences a rare word may
stand in grows with the document up to a bound. In a long document few words are rare: so the first spine cuts it into
stretches of about a thousand sentences, and the words that are rare in a stretch give the anchors of the spine of the
band. Between two anchors the band is their rectangle, or a strip along its diagonal where the rectangle is large.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.score.comparison import Comparison

Ints = NDArray[np.int64]

_EXACT_CELLS = 4_000
_RARE = 64
_RARE_IN_STRETCH = 16
_RARE_IN_SMALL = 8
_STRETCH = 1_000
_LIKELY = 0.1
_NEIGHBOURS = ((1, 1), (-1, -1), (1, 0), (0, 1), (-1, 0), (0, -1), (2, 2), (-2, -2))
_LEAST_VOTES = 0.3
_FAINT = 0.05
_LARGE_GAP = 120
_STRIP = 0.15
_WIDEST_REACH = 320  # texts that have nothing in common must not fill the memory
_NARROW_REACH = 16
_FEW_KINDS = 0.02
MARGIN = 8
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
    spine = [(i + 1, j + 1) for i, j in chain(find_anchors(comparison))]
    return band_around(spine, n, m, (_kinds(comparison.source.texts), _kinds(comparison.target.texts)))


def _kinds(texts: Sequence[str]) -> Ints:
    """Return for each sentence the number of the first that is equal to it."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(text, k) for k, text in enumerate(texts)], np.int64)


def band_around(spine: Sequence[tuple[int, int]], n: int, m: int, kinds: tuple[Ints, Ints] | None = None) -> Band:
    """Return the band of ``n`` and ``m`` sentences around a chain of cells.

    Where hardly any sentence of a stretch is unlike the others (``kinds`` numbers equal ones alike), nothing tells one
    diagonal from the next, so a narrow strip does; the search widens it where a path runs along its edge.
    """
    corners = np.array([(0, 0), *spine, (n, m)])
    rows = np.arange(n + 1)
    low = corners[np.maximum(np.searchsorted(corners[:, 0], rows, "left") - 1, 0), 1]
    high = corners[np.minimum(np.searchsorted(corners[:, 0], rows, "right"), len(corners) - 1), 1]
    for k in np.flatnonzero(np.diff(corners, axis=0).min(axis=1) > _LARGE_GAP):
        (i, j), (last_i, last_j) = corners[k], corners[k + 1]
        reach = min(int(_STRIP * max(last_i - i, last_j - j)) + MARGIN, _WIDEST_REACH)
        if kinds and _is_monotonous(kinds[0][i:last_i]) and _is_monotonous(kinds[1][j:last_j]):
            reach = min(reach, _NARROW_REACH)
        diagonal = j + (rows[i : last_i + 1] - i) * (last_j - j) // (last_i - i)
        low[i + 1 : last_i + 1] = np.maximum(j, diagonal[1:] - reach)
        high[i:last_i] = np.minimum(last_j, diagonal[:-1] + reach)
    return _monotone(np.maximum(low - MARGIN, 0), np.minimum(high + MARGIN + 1, m + 1))


def _is_monotonous(kinds: Ints) -> bool:
    return len(np.unique(kinds)) <= _FEW_KINDS * len(kinds)


def _monotone(low: Ints, high: Ints) -> Band:
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def find_anchors(comparison: Comparison) -> Ints:
    """Return pairs of sentences that are each other's best by rare words, shape (pairs, 2), by source sentence."""
    likely = comparison.forward.table >= np.float32(_LIKELY)
    explained = sp.csr_array(comparison.source.bag @ likely.astype(np.float32))
    held = comparison.target.counts
    size = max(len(comparison.source), len(comparison.target))
    coarse = _anchors(explained, held, min(_RARE, max(_RARE_IN_SMALL, size // 16)))
    cuts = [(0, 0)]
    for i, j in chain(coarse):
        if min(i - cuts[-1][0], j - cuts[-1][1]) >= _STRETCH:
            cuts.append((i, j))
    if len(cuts) == 1:
        return coarse
    cuts.append((len(comparison.source), len(comparison.target)))
    return np.concatenate([
        _anchors(explained[a:c], held[b:d], _RARE_IN_STRETCH) + np.array([a, b]) for (a, b), (c, d) in pairwise(cuts)
    ])  # fmt: skip


def _anchors(explained: sp.csr_array, held: sp.csr_array, rare: int) -> Ints:
    """Return pairs of source and target sentences that are each other's best by words of at most ``rare`` sentences.

    ``explained`` and ``held`` (sentences by target words) tell what a source sentence explains, a target one holds.
    """
    frequencies = [np.bincount(words.indices, minlength=words.shape[1]) for words in (explained, held)]
    chosen = np.flatnonzero((np.min(frequencies, axis=0) > 0) & (np.max(frequencies, axis=0) <= rare))
    sides = explained[:, chosen], held[:, chosen]
    for side, frequency in zip(sides, frequencies, strict=True):
        side.data = (1 / np.sqrt(frequency[chosen]))[side.indices]
    votes = sp.csr_array(sides[0] @ sides[1].T)
    votes.sort_indices()
    seen = votes.data >= _FAINT
    i: Ints = np.repeat(np.arange(votes.shape[0]), np.diff(votes.indptr))[seen]
    j = votes.indices[seen].astype(np.int64)
    value = _with_neighbours(i, j, votes.data[seen], votes.shape[1])
    strong = value >= _LEAST_VOTES
    i, j, value = i[strong], j[strong], value[strong]
    mutual = mutual_best(i, j, value)
    return np.stack([i[mutual], j[mutual]], axis=1)[np.argsort(i[mutual], kind="stable")]


def _with_neighbours(i: Ints, j: Ints, value: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return the votes of pairs, in order, with half of those of the pairs beside them along the diagonal."""
    keys, total = i * width + j, value.copy()
    for down, right in _NEIGHBOURS:
        wanted = keys - down * width - right
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = (keys[place] == wanted) & (j >= right) & (j - right < width)
        total[found] += value[place[found]] / 2
    return total


def mutual_best(i: Ints, j: Ints, value: NDArray[np.floating]) -> Ints:
    """Return which of the pairs (i, j) have the highest value of both their row and their column."""
    return np.intersect1d(_best(i, j, value), _best(j, i, value))


def _best(group: Ints, other: Ints, value: NDArray[np.floating]) -> Ints:
    """Return, for each group, the number of its highest value (the first by ``other`` among equals)."""
    order = np.lexsort((other, -value, group))
    first = np.ones(len(order), bool)
    first[1:] = group[order][1:] != group[order][:-1]
    return order[first]


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
