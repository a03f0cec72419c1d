"""The best path and the posteriors of all paths through a lattice of beads: semi-Markov dynamic programming by rows.

A path leads from cell (0, 0) to (n, m); a bead of a-b sentences leads from (i - a, j - b) to (i, j). There are two
states, the last bead being a match or a deletion, so that a deletion that follows a deletion can cost less. Each row is
computed at once: matches and source deletions come from earlier rows, target deletions run along the row as a linear
recurrence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.align.comparison import WIDEST
from songngu.align.features import BEADS, MATCHES

Floats = NDArray[np.float64]

NEVER = -1e30
"""The score of what is impossible; finite, so that sums and differences stay defined."""

_UNLIKELY = -1e4  # stands for NEVER where scores are summed along a row: small enough to keep its neighbours exact

_A = np.array([a for a, _ in MATCHES])
_B = np.array([b for _, b in MATCHES])
_SOURCE_DELETION, _TARGET_DELETION = len(MATCHES), len(MATCHES) + 1


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

    def row(self, i: int) -> slice:
        """Return where row ``i`` stands in the flat arrays."""
        return slice(int(self.offset[i] + self.low[i]), int(self.offset[i] + self.high[i]))


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of a path: its type (a number of ``BEADS``) and the cell it ends in."""

    bead: int
    i: int
    j: int


@dataclass(frozen=True, slots=True)
class _Chart:
    """Scores of all paths to a cell, by the state they arrive in.

    Cell (i, j) is number ``offset[i] + j``; rows are padded so that a bead's start and end are always inside.
    """

    offset: NDArray[np.int64]
    match: Floats
    deletion: Floats

    @classmethod
    def of(cls, lattice: Lattice) -> _Chart:
        """Return the chart of a lattice in which nothing is possible."""
        low, high, rows = lattice.low, lattice.high, np.arange(len(lattice.low))
        before = np.maximum(low - low[np.maximum(rows - WIDEST, 0)], WIDEST)
        after = high[np.minimum(rows + WIDEST, rows[-1])] - high + WIDEST
        ends = np.cumsum(before + high - low + after)
        match, deletion = (np.full(int(ends[-1]), NEVER) for _ in range(2))
        return cls(ends - after - high, match, deletion)

    def row(self, lattice: Lattice, i: int) -> slice:
        """Return where row ``i`` stands."""
        return slice(int(self.offset[i] + lattice.low[i]), int(self.offset[i] + lattice.high[i]))


def _recurrence(base: Floats, step: Floats, plus: np.ufunc) -> Floats:
    """Return x with x[k] = plus(base[k], step[k] + x[k - 1]): a linear recurrence of the semiring."""
    sums = np.cumsum(step)
    return np.asarray(plus.accumulate(base - sums)) + sums


def _inside(lattice: Lattice, extension: float, plus: np.ufunc) -> tuple[_Chart, Floats, Floats]:
    """Return the chart, the scores of both states together, and those with the extension added to deletions."""
    chart = _Chart.of(lattice)
    either, extended = chart.match.copy(), chart.match.copy()
    for i in range(len(lattice.low)):
        row, width = chart.row(lattice, i), int(lattice.high[i] - lattice.low[i])
        scores = lattice.scores[:, lattice.row(i)]
        if i == 0:
            chart.match[row.start] = 0.0
        else:
            usable = np.flatnonzero(i >= _A)
            starts = chart.offset[i - _A[usable]] + lattice.low[i] - _B[usable]
            cells = starts[:, None] + np.arange(width)
            chart.match[row] = np.maximum(plus.reduce(either[cells] + scores[usable], axis=0), NEVER)
        base = np.full(width, NEVER)
        if i:
            above = int(chart.offset[i - 1] + lattice.low[i])
            base = extended[above : above + width] + scores[_SOURCE_DELETION]
        inserted = scores[_TARGET_DELETION]
        base[1:] = plus(base[1:], chart.match[row][:-1] + inserted[1:])
        step = np.maximum(inserted, _UNLIKELY) + extension
        step[0] = 0.0
        chart.deletion[row] = np.maximum(_recurrence(np.maximum(base, NEVER), step, plus), NEVER)
        either[row] = plus(chart.match[row], chart.deletion[row])
        extended[row] = plus(chart.match[row], chart.deletion[row] + extension)
    return chart, either, extended


def _outside(lattice: Lattice, extension: float, plus: np.ufunc) -> _Chart:
    """Return, for each cell and state a path arrives in, the score of all ways on to the end."""
    onward = _Chart.of(lattice)
    last, most = len(lattice.low) - 1, lattice.scores.shape[1] - 1
    for i in range(last, -1, -1):
        row, width = onward.row(lattice, i), int(lattice.high[i] - lattice.low[i])
        columns = np.arange(width)
        matched, below = np.full(width, NEVER), np.full(width, NEVER)
        if i < last:
            usable = np.flatnonzero(last - i >= _A)
            ends = (lattice.low[i] + _B[usable])[:, None] + columns
            cells = np.minimum(lattice.offset[i + _A[usable]][:, None] + ends, most)
            ahead = lattice.scores[usable[:, None], cells] + onward.match[onward.offset[i + _A[usable]][:, None] + ends]
            matched = np.maximum(plus.reduce(ahead, axis=0), NEVER)
            cells = np.minimum(lattice.offset[i + 1] + lattice.low[i] + columns, most)
            start = int(onward.offset[i + 1] + lattice.low[i])
            below = lattice.scores[_SOURCE_DELETION, cells] + onward.deletion[start : start + width]
        else:
            matched[-1] = 0.0
        inserted = np.maximum(lattice.scores[_TARGET_DELETION, lattice.row(i)][1:], _UNLIKELY)
        base = plus(matched, below + extension)
        steps = np.append(0.0, inserted[::-1] + extension)
        onward.deletion[row] = np.maximum(_recurrence(base[::-1], steps, plus)[::-1], NEVER)
        right = np.append(inserted + onward.deletion[row][1:], NEVER)
        onward.match[row] = np.maximum(plus(plus(matched, below), right), NEVER)
    return onward


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
    chart, either, extended = _inside(lattice, extension, np.logaddexp)
    onward = _outside(lattice, extension, np.logaddexp)
    log_z = float(either[chart.row(lattice, len(lattice.low) - 1).stop - 1])
    beads = np.full(lattice.scores.shape, NEVER)
    after_deletion = 0.0
    for i in range(len(lattice.low)):
        row, here, width = lattice.row(i), chart.row(lattice, i), int(lattice.high[i] - lattice.low[i])
        usable = np.flatnonzero(i >= _A)
        if len(usable):
            starts = chart.offset[i - _A[usable]] + lattice.low[i] - _B[usable]
            cells = starts[:, None] + np.arange(width)
            beads[usable[:, None], np.arange(row.start, row.stop)] = either[cells] + onward.match[here]
        for bead, step in ((_SOURCE_DELETION, 1), (_TARGET_DELETION, 0)):
            if step > i:
                continue
            start = int(chart.offset[i - step] + lattice.low[i]) - (1 - step)
            before = slice(start, start + width)
            beads[bead, row] = extended[before] + onward.deletion[here]
            scores = chart.deletion[before] + extension + lattice.scores[bead, row] + onward.deletion[here] - log_z
            after_deletion += float(np.exp(np.minimum(scores, 0)).sum())
    beads += lattice.scores
    beads -= log_z
    return Posteriors(log_z, np.exp(np.minimum(beads, 0, out=beads), out=beads), after_deletion)


def best_path(lattice: Lattice, extension: float) -> list[Step]:
    """Return the path of the highest score, by the Viterbi algorithm."""
    chart, either, extended = _inside(lattice, extension, np.maximum)
    i, j = len(lattice.low) - 1, int(lattice.high[-1]) - 1
    last = int(chart.offset[i]) + j
    deleted = bool(chart.deletion[last] > chart.match[last])
    path: list[Step] = []
    while i or j:
        here = int(lattice.offset[i]) + j
        if not deleted:
            usable = np.flatnonzero((i >= _A) & (j >= _B))
            starts = chart.offset[i - _A[usable]] + j - _B[usable]
            bead = int(usable[np.argmax(either[starts] + lattice.scores[usable, here])])
        else:
            above = extended[int(chart.offset[i - 1]) + j] + lattice.scores[_SOURCE_DELETION, here] if i else NEVER
            left = (
                extended[int(chart.offset[i]) + j - 1] + lattice.scores[_TARGET_DELETION, here]
                if j > lattice.low[i]
                else NEVER
            )
            bead = _SOURCE_DELETION if above >= left else _TARGET_DELETION
        path.append(Step(bead, i, j))
        a, b = BEADS[bead]
        i, j = i - a, j - b
        before = int(chart.offset[i]) + j
        ending = extension if deleted else 0.0
        deleted = bool(chart.deletion[before] + ending > chart.match[before])
    return path[::-1]


def probabilities(lattice: Lattice, extension: float, path: Sequence[Step]) -> list[float]:
    """Return the posterior probability of each bead of a path, without keeping those of all others."""
    chart, either, extended = _inside(lattice, extension, np.logaddexp)
    onward = _outside(lattice, extension, np.logaddexp)
    log_z = either[chart.row(lattice, len(lattice.low) - 1).stop - 1]
    out = []
    for step in path:
        a, b = BEADS[step.bead]
        here, before = int(chart.offset[step.i]) + step.j, int(chart.offset[step.i - a]) + step.j - b
        score = lattice.scores[step.bead, int(lattice.offset[step.i]) + step.j]
        match = step.bead < len(MATCHES)
        start, end = (either, onward.match) if match else (extended, onward.deletion)
        log_p = start[before] + score + end[here] - log_z
        out.append(float(np.exp(min(log_p, 0.0))))
    return out
