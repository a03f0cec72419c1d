"""The scores of all paths to the cells of a lattice, many stretches of rows at a time.

A row depends on the five before it, so that rows have to wait for each other; but after some rows it hardly matters
where a path began, but for a constant (Maleki, Musuvathi and Mytkowicz 2014, "Parallelizing dynamic programming
through rank convergence"). So the rows are cut into segments that are scored side by side, each from some rows before
its own with all beginnings alike. Where the rows before a segment then differ from those of its neighbour by more than
a constant, the segment is scored again from the neighbour's: the result is that of one pass from the first row on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.align.bead import DELETIONS, MATCHES, WIDEST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEVER = -1e30
"""The score of what is impossible; finite, so that sums and differences stay defined."""

SOURCE_DELETION, TARGET_DELETION = len(MATCHES), len(MATCHES) + 1

_UNLIKELY = -1e4  # stands for NEVER where scores are summed along a row: small enough to keep its neighbours exact
_ROWS = 256
_WARM = 48
_CELLS = 8_000
_SPREAD = 3
_BATCH = 60_000
_ALIKE = 1e-6

FROM_SOURCE, MATCH_AFTER_DELETION, DELETION_AFTER_DELETION = 16, 32, 64
"""What the bits of a choice say beside its lower four, which give the bead of a match that ends in the cell: that a
deletion that ends there is of the source; that a match, and a deletion, that begins there follows a deletion."""

_BY_RISE = {a: [(k, b) for k, (rise, b) in enumerate(MATCHES) if rise == a] for a in range(1, WIDEST + 1)}
_A = np.array([a for a, _ in MATCHES + DELETIONS])
_B = np.array([b for _, b in MATCHES + DELETIONS])


@dataclass(frozen=True, slots=True)
class Rows:
    """A lattice seen from its first cell, or from its last: then rows and columns are counted backwards.

    Row r holds columns ``low[r]`` to ``high[r]`` (exclusive); the bead of type k that ends in cell (r, c) has the score
    ``scores[k, base[k, r] + sign * c]``.
    """

    low: Ints
    high: Ints
    scores: NDArray[np.float32]
    base: Ints
    sign: int

    @classmethod
    def forwards(cls, low: Ints, high: Ints, offset: Ints, scores: NDArray[np.float32]) -> Rows:
        """Return the rows of a lattice from the first to the last."""
        return cls(low, high, scores, np.broadcast_to(offset, (1, len(low))), 1)

    @classmethod
    def backwards(cls, low: Ints, high: Ints, offset: Ints, scores: NDArray[np.float32]) -> Rows:
        """Return the rows of a lattice from the last to the first; a bead ends where it began."""
        n, m = len(low) - 1, int(high[-1]) - 1
        ends = np.minimum(np.arange(n, -1, -1) + _A[:, None], n)
        return cls(m + 1 - high[::-1], m + 1 - low[::-1], scores, offset[ends] + m + _B[:, None], -1)

    def __len__(self) -> int:
        return len(self.low)


@dataclass(frozen=True, slots=True)
class PathScores:
    """Segments of rows scored side by side; arrays of shape (rows, segments, columns).

    Row t of segment s is row ``first[s] + t`` of the lattice and stands in the result from ``own[s]`` to ``stop[s]``.
    Cell (r, c) is column ``c - low[r] + WIDEST`` (``c - low[r]`` of ``choice``). ``either`` is the score of all paths
    to a cell, ``extended`` that with the bonus of a deletion that follows a deletion; ``choice`` is the way back along
    the best path (see ``FROM_SOURCE``).
    """

    segments: Ints
    first: Ints
    own: Ints
    stop: Ints
    either: Floats
    extended: Floats
    choice: NDArray[np.uint8]


Visit = Callable[[PathScores], None]
Given = dict[int, Floats]


def score_paths(rows: Rows, extension: float, plus: np.ufunc, visit: Visit) -> Floats:
    """Score the paths to all cells and show the parts to ``visit``; a later visit of a segment replaces an earlier one.

    ``plus`` is np.maximum for the best path, np.logaddexp for all. Returns what has to be added to the scores of each
    row: they are known but for a constant.
    """
    count = max(1, len(rows) // _ROWS)
    starts = np.arange(count) * len(rows) // count
    ends = np.append(starts[1:], len(rows))
    edges: dict[int, _Edges] = {}

    def run(chosen: Ints, firsts: Ints, given: Given) -> None:
        for group in _groups(rows, chosen, firsts, ends):
            part = _scored(rows, extension, plus, (group, firsts[group], starts[group], ends[group]), given)
            visit(part)
            edges.update(_edges(part))

    run(np.arange(len(starts)), np.maximum(starts - _WARM, 0), {})
    while wrong := [s for s in range(1, len(starts)) if not edges[s].follows(edges[s - 1])]:
        run(np.array(wrong), starts - WIDEST, {s: edges[s - 1].after for s in wrong})
    shifts = np.cumsum([0.0] + [edges[s].shift(edges[s - 1]) for s in range(1, len(starts))])
    return np.repeat(shifts, ends - starts)


@dataclass(frozen=True, slots=True)
class _Edges:
    """The last rows before a segment and the last rows of it: ``either`` and ``extended``, shape (2, rows, columns)."""

    before: Floats
    after: Floats

    def shift(self, former: _Edges) -> float:
        """Return by how much the former segment's scores are higher where both have rows."""
        one, other = former.after, self.before[:, :, : former.after.shape[2]]
        best = np.unravel_index(np.argmax(one), one.shape)
        return float(one[best] - other[best])

    def follows(self, former: _Edges) -> bool:
        """Return whether the rows that both have differ by a constant only."""
        width = min(former.after.shape[2], self.before.shape[2])
        one, other = former.after[:, :, :width], self.before[:, :, :width]
        possible = (one > NEVER / 2) | (other > NEVER / 2)
        return bool((np.abs(one - other - self.shift(former))[possible] <= _ALIKE).all())


def _edges(part: PathScores) -> Iterator[tuple[int, _Edges]]:
    both = np.stack([part.either, part.extended])
    for s, segment in enumerate(part.segments.tolist()):
        own, stop = int(part.own[s]), int(part.stop[s])
        before = both[:, max(0, own - WIDEST) : own, s]
        yield segment, _Edges(before.copy(), both[:, max(0, stop - WIDEST) : stop, s].copy())


def _groups(rows: Rows, chosen: Ints, first: Ints, ends: Ints) -> Iterator[Ints]:
    """Yield the segments in groups of about the same width."""
    widths = np.array([int((rows.high - rows.low)[first[s] : ends[s]].max()) for s in chosen])
    order = np.argsort(widths, kind="stable")
    start = 0
    while start < len(order):
        stop = start + 1
        while stop < len(order) and (
            widths[order[stop]] * (stop + 1 - start) <= _CELLS and widths[order[stop]] <= _SPREAD * widths[order[start]]
        ):
            stop += 1
        yield chosen[order[start:stop]]
        start = stop


def _scored(
    rows: Rows, extension: float, plus: np.ufunc, group: tuple[Ints, Ints, Ints, Ints], given: Given
) -> PathScores:
    """Score a group of segments (numbers, first rows, starts, ends) from the rows given, or all beginnings alike."""
    segments, first, starts, ends = group
    table = _Table.of(rows, extension, plus, first, ends)
    known = table.begin([given.get(s) for s in segments.tolist()])
    while known < len(table.either):
        known = table.fill(known)
    return PathScores(segments, first, starts - first, ends - first, table.either, table.extended, table.choice)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of several segments while they are filled, row by row; ``either`` and so on are those of ``PathScores``.

    ``here`` (rows by segments) is the row of the lattice, ``low`` and ``width`` what it holds; a row past the end of
    its segment holds nothing, as ``outside`` says. Before row t there are ``bounds[t]`` cells.
    """

    rows: Rows
    extension: float
    plus: np.ufunc
    here: Ints
    low: Ints
    width: Ints
    bounds: list[int]
    outside: NDArray[np.bool_]
    either: Floats
    extended: Floats
    choice: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: Rows, extension: float, plus: np.ufunc, first: Ints, ends: Ints) -> _Table:
        """Return an empty table of the segments that have rows ``first`` to ``ends``."""
        here = first + np.arange(int((ends - first).max()))[:, None]
        inside = here < ends
        here = np.minimum(here, ends - 1)
        low, width = rows.low[here], np.where(inside, (rows.high - rows.low)[here], 0)
        bounds = np.append(0, np.cumsum(width.sum(axis=1)))
        outside = np.arange(int(width.max())) >= width[:, :, None]
        shape = (*here.shape, outside.shape[2] + 2 * WIDEST + 1)
        either, extended = np.full(shape, NEVER), np.full(shape, NEVER)
        choice = np.zeros(outside.shape, np.uint8)
        return cls(rows, extension, plus, here, low, width, bounds.tolist(), outside, either, extended, choice)

    def begin(self, given: list[Floats | None]) -> int:
        """Fill the rows that are known, and return how many they are."""
        for s, values in enumerate(given):
            if values is not None:
                width = min(values.shape[2], self.either.shape[2])
                self.either[:WIDEST, s, :width], self.extended[:WIDEST, s, :width] = values[:, :, :width]
            elif self.here[0, s]:
                cells = slice(WIDEST, WIDEST + int(self.width[0, s]))
                self.either[0, s, cells] = self.extended[0, s, cells] = 0.0
        if given[0] is not None:
            return WIDEST
        if not self.here[0].all():
            self._origin(np.flatnonzero(self.here[0] == 0))
        return 1

    def _origin(self, segments: Ints) -> None:
        """Fill the first row of the lattice, in ``segments``: target deletions alone."""
        part, width = self._part(0, 1), self.choice.shape[2]
        match, above = np.full((len(segments), width), NEVER), np.full((len(segments), width), NEVER)
        match[:, 0] = 0.0
        self._keep(0, segments, (match, above, part.inserted[0, segments], self._sums(part.inserted[:1])[0, segments]))

    def fill(self, start: int) -> int:
        """Fill some rows of every segment, from row ``start``; return the first that is not filled."""
        stop = max(start + 1, int(np.searchsorted(self.bounds, self.bounds[start] + _BATCH)) - 1)
        stop = min(stop, len(self.either))
        part = self._part(start, stop)
        shape = stop - start, *self.choice.shape[1:]
        match, above, deletion = (np.full(shape, NEVER) for _ in range(3))
        either, extended, width = self.either.reshape(-1), self.extended.reshape(-1), shape[2]
        column, sums, scores = part.segment * width + part.column, self._sums(part.inserted), part.scores
        for t in range(start, stop):
            cells = slice(self.bounds[t] - self.bounds[start], self.bounds[t + 1] - self.bounds[start])
            places = column[cells]
            ahead = either.take(part.earlier[:, cells])
            ahead += scores[: len(MATCHES), cells]
            if self.plus is np.maximum:
                self.choice[t].reshape(-1)[places] = ahead.argmax(axis=0)
            match[t - start].reshape(-1)[places] = _total(ahead, self.plus)
            led = extended.take(part.above[cells])
            led += scores[SOURCE_DELETION, cells]
            above[t - start].reshape(-1)[places] = np.maximum(led, NEVER, out=led)
            row = t - start
            deletion[row] = self._keep(t, slice(None), (match[row], above[row], part.inserted[row], sums[row]))
        if self.plus is np.maximum:
            self._choose(slice(start, stop), match, deletion, above, part.inserted)
        return stop

    def _choose(self, rows: slice, match: Floats, deletion: Floats, above: Floats, inserted: Floats) -> None:
        """Note the way back along the best path to each cell of some rows, beside the bead of a match."""
        left = self.extended[rows, :, WIDEST - 1 : WIDEST - 1 + match.shape[2]] + inserted
        choice = self.choice[rows]
        choice |= (above >= left - _ALIKE) * np.uint8(FROM_SOURCE)
        choice |= (deletion > match) * np.uint8(MATCH_AFTER_DELETION)
        choice |= (deletion + self.extension > match) * np.uint8(DELETION_AFTER_DELETION)

    def _sums(self, inserted: Floats) -> Floats:
        """Return the scores of leaving out the target sentences of some rows one after the other, from the first."""
        steps = np.maximum(inserted, _UNLIKELY)
        steps += self.extension
        steps[:, :, 0] = 0.0
        return np.cumsum(steps, axis=2, out=steps)

    def _keep(self, t: int, part: slice | Ints, row: tuple[Floats, Floats, Floats, Floats]) -> Floats:
        """Add the deletions along row ``t`` to what leads there by a match or from above; return them."""
        match, above, inserted, sums = row
        base = above - sums
        arriving = match[:, :-1] + inserted[:, 1:]
        arriving -= sums[:, 1:]
        self.plus(base[:, 1:], arriving, out=base[:, 1:])
        deletion = self.plus.accumulate(base, axis=1, out=base)
        deletion += sums
        np.maximum(deletion, NEVER, out=deletion)
        np.copyto(deletion, NEVER, where=self.outside[t, part])
        cells = slice(WIDEST, WIDEST + match.shape[1])
        self.either[t, part, cells] = self.plus(match, deletion)
        self.extended[t, part, cells] = self.plus(match, deletion + self.extension)
        return deletion

    def _part(self, start: int, stop: int) -> _Part:
        """Gather what the rows from ``start`` to ``stop`` need, all at once."""
        widths = self.width[start:stop].ravel()
        owner = np.repeat(np.arange(len(widths)), widths)
        column = np.arange(len(owner)) - (np.cumsum(widths) - widths)[owner]
        row, segment = np.divmod(owner, self.width.shape[1])
        size = self.either.shape[2]
        earlier = np.zeros((len(MATCHES), len(owner)), np.int64)
        for a in range(1, WIDEST + 1):
            before = np.maximum(np.arange(start, stop) - a, 0)
            shift = (self.low[start:stop] - self.low[before]).ravel()[owner]
            places = np.minimum(column + shift + WIDEST, size - 1)
            places += (before[:, None] * self.width.shape[1] + np.arange(self.width.shape[1])).ravel()[owner] * size
            for k, b in _BY_RISE[a]:
                np.subtract(places, b, out=earlier[k])
                earlier[k, row + start < a] = 0
            if a == 1:
                above = places
        scores = self._scores(slice(start, stop), owner, column)
        inserted = np.full((stop - start, *self.choice.shape[1:]), NEVER)
        inserted.reshape(-1)[owner * inserted.shape[2] + column] = scores[TARGET_DELETION]
        return _Part(segment, column, earlier, above, scores, inserted)

    def _scores(self, rows: slice, owner: Ints, column: Ints) -> Floats:
        """Return the scores of the beads that end in cells of some rows, shape (types, cells)."""
        lattice, here = self.rows, self.here[rows].ravel()
        starts = lattice.base[:, here] + lattice.sign * lattice.low[here]
        places = starts[:, owner] + lattice.sign * column
        if len(places) == 1:
            return np.asarray(lattice.scores[:, places[0]], np.float64)
        np.clip(places, 0, lattice.scores.shape[1] - 1, out=places)
        return np.asarray(lattice.scores[np.arange(len(places))[:, None], places], np.float64)


@dataclass(frozen=True, slots=True)
class _Part:
    """What some rows of a table need: for each cell its segment and column, the numbers in the table of the cells its
    matches (types by cells) and its source deletion begin in, its scores, and those of its target deletion laid out.
    """

    segment: Ints
    column: Ints
    earlier: Ints
    above: Ints
    scores: Floats
    inserted: Floats


def _total(values: Floats, plus: np.ufunc) -> Floats:
    """Return ``plus`` over the first axis, at least `NEVER`; the logarithm of a sum at once, in a tenth of the time."""
    best = values.max(axis=0)
    if plus is np.maximum:
        return np.asarray(np.maximum(best, NEVER, out=best))
    values -= best
    total = np.exp(values, out=values).sum(axis=0)
    np.log(total, out=total)
    total += best
    return np.asarray(np.maximum(total, NEVER, out=total))
