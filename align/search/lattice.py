"""The best path and the posteriors of all paths through a lattice of beads: semi-Markov dynamic programming by rows.

A path leads from cell (0, 0) to (n, m); a bead of a-b sentences leads from (i - a, j - b) to (i, j). There are two
states, the last bead being a match or a deletion, so that a deletion that follows a deletion can cost less. A pass
from the last cell gives, for each cell and state a path arrives in, the score of all ways on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.align.bead import BEADS, MATCHES, WIDEST
from songngu.align.search.forward_backward import (
    DELETION_AFTER_DELETION,
    FROM_SOURCE,
    MATCH_AFTER_DELETION,
    NEVER,
    SOURCE_DELETION,
    TARGET_DELETION,
    Floats,
    Ints,
    PathScores,
    Rows,
    score_paths,
)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Scores of beads by the cell they end in, for the cells of a band.

    Row i (of n + 1) holds cells ``low[i]`` to ``high[i]`` (exclusive); cell (i, j) is number ``offset[i] + j`` of the
    flat arrays. ``scores`` has shape (bead types, flat cells), in single precision: it is what fills the memory.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    offset: NDArray[np.int64]
    scores: NDArray[np.float32]

    @classmethod
    def banded(cls, low: NDArray[np.int64], high: NDArray[np.int64]) -> Lattice:
        """Return an empty lattice whose row i holds cells ``low[i]`` to ``high[i]``; both never decrease."""
        ends = np.cumsum(high - low)
        return cls(low, high, ends - high, np.full((len(BEADS), int(ends[-1])), NEVER, np.float32))

    @classmethod
    def full(cls, n: int, m: int) -> Lattice:
        """Return an empty lattice of all (n + 1) by (m + 1) cells."""
        return cls.banded(np.zeros(n + 1, np.int64), np.full(n + 1, m + 1, np.int64))

    def rows(self, *, backwards: bool = False) -> Rows:
        """Return the lattice as its paths are scored, from the first cell or from the last."""
        return (Rows.backwards if backwards else Rows.forwards)(self.low, self.high, self.offset, self.scores)

    def row(self, i: int) -> slice:
        """Return where row ``i`` stands in the flat arrays."""
        return slice(int(self.offset[i] + self.low[i]), int(self.offset[i] + self.high[i]))


@dataclass(frozen=True, slots=True)
class PathStep:
    """One bead of a path: its type (a number of ``BEADS``) and the cell it ends in."""

    bead: int
    i: int
    j: int


def best_path(lattice: Lattice, extension: float) -> list[PathStep]:
    """Return the path of the highest score, by the Viterbi algorithm."""
    choices = np.zeros(lattice.scores.shape[1], np.uint8)
    rows = lattice.rows()
    score_paths(rows, extension, np.maximum, lambda part: _lay_out(choices, part.choice, part, rows))
    offset, ways = lattice.offset.tolist(), choices.tobytes()
    i, j = len(offset) - 1, int(lattice.high[-1]) - 1
    path: list[PathStep] = []
    deleted = i == 0 or bool(ways[offset[i] + j] & MATCH_AFTER_DELETION)
    while i or j:
        way = ways[offset[i] + j]
        deletion = SOURCE_DELETION if i and way & FROM_SOURCE else TARGET_DELETION
        bead = deletion if deleted else way & 15
        path.append(PathStep(bead, i, j))
        i, j = i - BEADS[bead][0], j - BEADS[bead][1]
        follows = DELETION_AFTER_DELETION if deleted else MATCH_AFTER_DELETION
        deleted = i == 0 or bool(ways[offset[i] + j] & follows)
    return path[::-1]


def probabilities(lattice: Lattice, extension: float, path: Sequence[PathStep]) -> list[float]:
    """Return the posterior probability of each bead of a path, without keeping those of all others."""
    if not path:
        return []
    n, m = len(lattice.low) - 1, int(lattice.high[-1]) - 1
    beads, rows, columns = np.array([(0, 0, 0), *((step.bead, step.i, step.j) for step in path)]).T
    before = _along(lattice.rows(), extension, rows, columns)
    after = _along(lattice.rows(backwards=True), extension, n - rows[::-1], m - columns[::-1])[:, ::-1]
    scores = lattice.scores[beads[1:], (lattice.offset[rows] + columns)[1:]]
    match = beads[1:] < len(MATCHES)
    start, end = np.where(match, before[0, :-1], before[1, :-1]), np.where(match, after[0, 1:], after[1, 1:])
    return [float(p) for p in np.exp(np.minimum(start + scores + end - before[0, -1], 0))]


def _along(rows: Rows, extension: float, where: Ints, columns: Ints) -> Floats:
    """Return the scores of all paths to cells in order of rows, and those with the extension, shape (2, cells)."""
    out = np.empty((2, len(where)))

    def visit(part: PathScores) -> None:
        for s, first in enumerate(part.first.tolist()):
            here = slice(*np.searchsorted(where, [first + part.own[s], first + part.stop[s]]))
            cells = where[here] - first, s, columns[here] - rows.low[where[here]] + WIDEST
            out[:, here] = part.either[cells], part.extended[cells]

    shifts = score_paths(rows, extension, np.logaddexp, visit)
    return np.asarray(out + shifts[where])


def _lay_out(out: NDArray[np.generic], values: NDArray[np.generic], part: PathScores, rows: Rows) -> None:
    """Put the values of the segments' own rows where they stand among those of all rows."""
    widths = rows.high - rows.low
    ends = np.cumsum(widths)
    for s, first in enumerate(part.first.tolist()):
        own, stop = int(part.own[s]), int(part.stop[s])
        here = slice(first + own, first + stop)
        inside = np.arange(values.shape[2]) < widths[here, None]
        out[ends[here.start] - widths[here.start] : ends[here.stop - 1]] = values[own:stop, s][inside]


@dataclass(frozen=True, slots=True)
class Posteriors:
    """The probability of every bead of the lattice, shape (bead types, flat cells).

    ``log_z`` is the logarithm of the summed scores of all paths, ``extensions`` the expected number of deletions that
    follow a deletion.
    """

    log_z: float
    beads: Floats
    extensions: float


def posteriors(lattice: Lattice, extension: float) -> Posteriors:
    """Return the posterior probability of every bead by the forward-backward algorithm."""
    either, extended = _everywhere(lattice.rows(), extension)
    onward_match, onward_deletion = (values[::-1] for values in _everywhere(lattice.rows(backwards=True), extension))
    log_z = float(either[-1])
    row = np.repeat(np.arange(len(lattice.low)), lattice.high - lattice.low)
    column = np.arange(len(row)) - lattice.offset[row]
    beads = lattice.scores.astype(np.float64) - log_z
    deletion, before_deletion = np.full(len(row), NEVER), []
    for bead, (a, b) in enumerate(BEADS):
        earlier = np.maximum(row - a, 0)
        inside = (row >= a) & (column - b >= lattice.low[earlier]) & (column - b < lattice.high[earlier])
        start = np.where(inside, lattice.offset[earlier] + column - b, 0)
        if a and b:
            beads[bead] += np.where(inside, either[start] + onward_match, NEVER)
        else:
            deletion = np.logaddexp(deletion, np.where(inside, extended[start] + lattice.scores[bead], NEVER))
            before_deletion.append((inside, start, beads[bead] + onward_deletion))
            beads[bead] += np.where(inside, extended[start] + onward_deletion, NEVER)
    follow = (np.where(inside, deletion[start] + extension + on, NEVER) for inside, start, on in before_deletion)
    after_deletion = sum(float(np.exp(np.minimum(scores, 0)).sum()) for scores in follow)
    return Posteriors(log_z, np.exp(np.minimum(beads, 0, out=beads), out=beads), after_deletion)


def _everywhere(rows: Rows, extension: float) -> tuple[Floats, Floats]:
    """Return the scores of all paths to every cell, and those with the extension, row by row."""
    widths = rows.high - rows.low
    either, extended = np.empty(int(widths.sum())), np.empty(int(widths.sum()))

    def visit(part: PathScores) -> None:
        _lay_out(either, part.either[:, :, WIDEST:], part, rows)
        _lay_out(extended, part.extended[:, :, WIDEST:], part, rows)

    shifts = np.repeat(score_paths(rows, extension, np.logaddexp, visit), widths)
    return either + shifts, extended + shifts
