"""The forest: which rows of a long table belong together, from pairs that are joined one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from songngu.corpus.duplicates.row_numbers import RowNumbers, narrowed

Rows = RowNumbers

_STRETCH = 1 << 18


class Forest:
    """A partition of the rows 0 to ``count - 1``, at first each by itself; the root of a part is its first row.

    Union-find (Galler and Fischer 1964) over one array, a batch of pairs at a time: the parts a batch joins are the
    connected components of a graph of their roots.
    """

    def __init__(self, count: int) -> None:
        self._parents = narrowed(np.arange(count), count)

    def join(self, one: ArrayLike, other: ArrayLike) -> None:
        """Join the parts in which the rows of each pair stand; the order of pairs and batches makes no difference."""
        first, second = np.asarray(one), np.asarray(other)
        for start in range(0, len(first), _STRETCH):
            self._join(first[start : start + _STRETCH], second[start : start + _STRETCH])

    def _join(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> None:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        first, second = self._roots(one), self._roots(other)
        apart = first != second
        nodes, places = np.unique(np.concatenate([first[apart], second[apart]]), return_inverse=True)
        edges = np.split(places, 2)
        graph = coo_array((np.ones(len(edges[0]), np.int8), tuple(edges)), shape=(len(nodes), len(nodes)))
        _, labels = connected_components(graph, directed=False)
        _, heads = np.unique(labels, return_index=True)
        self._parents[nodes] = nodes[heads[labels]]

    def firsts(self) -> Rows:
        """Return for each row the first row of its part."""
        for start in range(0, len(self._parents), _STRETCH):
            stretch = slice(start, start + _STRETCH)
            self._parents[stretch] = self._roots(self._parents[stretch])
        return self._parents

    def _roots(self, rows: NDArray[np.integer]) -> Rows:
        roots: Rows = self._parents[rows]
        while len(moved := np.flatnonzero(self._parents[roots] != roots)):
            roots[moved] = self._parents[roots[moved]]
        return roots
