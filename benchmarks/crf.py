"""The conditional random field of many documents at once: their beads as the edges of one graph.

The recurrences are those of ``songngu.align.search.lattice``; but only the beads worth weighing have an edge, and
the cells of all documents that have as many sentences behind them are computed together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.align.search.forward_backward import NEVER

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Edges:
    """Beads of several documents: each leads from a cell to a cell, (n, 2) sentences behind it on both sides."""

    document: Numbers
    start: Numbers
    end: Numbers

    @property
    def deletion(self) -> NDArray[np.bool_]:
        """Which beads leave a sentence out: one side is empty."""
        return (self.end == self.start).any(axis=1)

    def only(self, chosen: NDArray[np.bool_]) -> Edges:
        """Return the chosen edges."""
        return Edges(self.document[chosen], self.start[chosen], self.end[chosen])


@dataclass(frozen=True, slots=True)
class _Group:
    """The edges of one kind that meet in some cells, ordered by cell, and where the edges of each cell begin."""

    edges: Numbers
    firsts: Numbers
    cells: Numbers

    @classmethod
    def of(cls, edges: Numbers, meeting: Numbers) -> _Group:
        cells, firsts = np.unique(meeting[edges], return_index=True)
        return cls(edges, firsts, cells)


@dataclass(frozen=True, slots=True)
class Posteriors:
    """The logarithm of each document's summed scores, each edge's probability, expected deletions after a deletion."""

    log_z: Floats
    edges: Floats
    extensions: Floats


class Graph:
    """Edges of documents of ``sizes`` sentences, their cells numbered, ready for forward-backward."""

    def __init__(self, edges: Edges, sizes: Sequence[tuple[int, int]]) -> None:
        corners = np.array(sizes, np.intp)
        documents = np.arange(len(corners))
        cells = np.concatenate([0 * corners, corners, edges.start, edges.end])
        owners = np.concatenate([documents, documents, edges.document, edges.document])
        keys = np.stack([cells.sum(axis=1), owners, cells[:, 0]])
        found, places = np.unique(keys, axis=1, return_inverse=True)
        cuts = np.cumsum([len(corners), len(corners), len(edges.start)])
        self.first, self.last, self.start, self.end = np.split(places.ravel(), cuts)
        self.document, self.deletion, self.size = edges.document, edges.deletion, found.shape[1]
        self.forward = list(self._groups(self.end, found[0]))
        self.backward = list(self._groups(self.start, found[0]))[::-1]

    def _groups(self, meeting: Numbers, level: Numbers) -> Iterator[tuple[_Group, _Group]]:
        """Yield the matches and the deletions that meet in the cells of each level."""
        order = np.argsort(meeting, kind="stable")
        levels = level[meeting[order]]
        for part in np.split(order, np.flatnonzero(np.diff(levels)) + 1):
            yield _Group.of(part[~self.deletion[part]], meeting), _Group.of(part[self.deletion[part]], meeting)

    def inside(self, scores: Floats, extension: float, plus: np.ufunc) -> tuple[Floats, Floats]:
        """Return the scores of all paths to each cell: those that end in a match, and in a deletion."""
        match, deletion = np.full((2, self.size), NEVER)
        match[self.first] = 0.0
        for matches, deletions in self.forward:
            before = self.start[matches.edges]
            match[matches.cells] = _reduced(
                plus, plus(match[before], deletion[before]) + scores[matches.edges], matches
            )
            before = self.start[deletions.edges]
            arriving = plus(match[before], deletion[before] + extension) + scores[deletions.edges]
            deletion[deletions.cells] = _reduced(plus, arriving, deletions)
        return match, deletion

    def outside(self, scores: Floats, extension: float) -> tuple[Floats, Floats]:
        """Return the scores of all ways on from each cell, reached by a match and by a deletion."""
        match, deletion = np.full((2, self.size), NEVER)
        match[self.last] = deletion[self.last] = 0.0
        onward = match.copy(), np.full(self.size, NEVER)
        for matches, deletions in self.backward:
            for table, group, ahead in ((onward[0], matches, match), (onward[1], deletions, deletion)):
                leaving = ahead[self.end[group.edges]] + scores[group.edges]
                table[group.cells] = _reduced(np.logaddexp, leaving, group)
            cells = np.union1d(matches.cells, deletions.cells)
            match[cells] = np.logaddexp(onward[0][cells], onward[1][cells])
            deletion[cells] = np.logaddexp(onward[0][cells], onward[1][cells] + extension)
        return match, deletion

    def posteriors(self, scores: Floats, extension: float) -> Posteriors:
        """Return the posterior probabilities of the edges; a document with no path has a ``log_z`` near ``NEVER``."""
        match, deletion = self.inside(scores, extension, np.logaddexp)
        ahead = self.outside(scores, extension)
        log_z = np.logaddexp(match[self.last], deletion[self.last])
        onward = np.where(self.deletion, ahead[1][self.end], ahead[0][self.end]) + scores - log_z[self.document]
        again = deletion[self.start] + np.where(self.deletion, extension, 0.0)
        edges = np.exp(np.minimum(np.logaddexp(match[self.start], again) + onward, 0))
        repeated = np.where(self.deletion, np.exp(np.minimum(again + onward, 0)), 0)
        return Posteriors(log_z, edges, np.bincount(self.document, repeated, len(self.last)))

    def best_paths(self, scores: Floats, extension: float) -> list[list[int]]:
        """Return the edges of the path of the highest score of each document, in order."""
        match, deletion = self.inside(scores, extension, np.maximum)
        order = np.argsort(self.end, kind="stable")
        firsts = np.searchsorted(self.end[order], np.arange(self.size + 1))
        paths = []
        for first, last in zip(self.first, self.last, strict=True):
            cell, deleted, path = last, bool(deletion[last] > match[last]), list[int]()
            while cell != first:
                edges = order[firsts[cell] : firsts[cell + 1]]
                edges = edges[self.deletion[edges] == deleted]
                cells = self.start[edges]
                again = deletion[cells] + (extension if deleted else 0.0)
                best = int(np.argmax(np.maximum(match[cells], again) + scores[edges]))
                cell, deleted = cells[best], bool(again[best] > match[cells[best]])
                path.append(int(edges[best]))
            paths.append(path[::-1])
        return paths


def _reduced(plus: np.ufunc, values: Floats, group: _Group) -> Floats:
    return np.asarray(plus.reduceat(values, group.firsts)) if len(values) else values
