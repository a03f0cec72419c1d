"""Rows of the band laid end to end, so that one array operation compares all their pairs of sentences.

A cell is a pair of sentences, and stands for the windows that end there. What a feature compares is an array with a
value for every cell; ``above`` and ``before`` give the values one sentence earlier on either side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.align.bead import WIDEST
from songngu.align.score.band import Band
from songngu.align.score.comparison import Comparison, Vectors, running_sum
from songngu.align.score.evidence import Array
from songngu.align.text.tokenised import TokenisedText

Ints = NDArray[np.int64]

_CELLS = 16_000
_TILE_CELLS = 6_000
_TILE_ROWS = 16

# Quotation marks are seldom counted alike on both sides: that there are any is what tells.
_MOST_MARKS = (2.0, 1.0)


@dataclass(frozen=True, slots=True)
class BandLayout:
    """Where the pairs of source sentences ``rows`` with target sentences near the band stand in the flat arrays.

    Row ``r`` (from ``rows.start``) holds target sentences ``left[r]`` to ``right[r]`` (exclusive); its pair with
    sentence ``j`` is cell ``offset[r] + j``. ``row`` and ``column`` give the sentences of each cell, ``upper`` the cell
    of the source sentence before, or some other where the layout has none.
    """

    rows: slice
    columns: slice
    left: Ints
    right: Ints
    offset: Ints
    row: Ints
    column: Ints
    upper: Ints

    def __len__(self) -> int:
        return len(self.row)

    def above(self, values: Array) -> Array:
        """Return the values one source sentence earlier."""
        return values[self.upper]

    def before(self, values: Array) -> Array:
        """Return the values one target sentence earlier."""
        out = np.empty_like(values)
        out[0] = values[0]
        out[1:] = values[:-1]
        return out


def layout(band: Band, first: int, stop: int) -> BandLayout:
    """Return the layout that serves all beads ending in band rows ``first + 1`` to ``stop``.

    A bead counts only if it starts in the band too, so that a row reaches at most WIDEST sentences beyond it.
    """
    last, m = len(band.low) - 1, int(band.high[-1]) - 1
    rows = np.arange(max(0, first - WIDEST + 1), stop)
    earliest = band.low[np.maximum(rows + 1 - WIDEST, 0)]
    left = np.maximum(np.maximum(band.low[rows + 1] - WIDEST, earliest), 0)
    right = np.minimum(np.minimum(band.high[np.minimum(rows + WIDEST, last)], band.high[rows] + WIDEST) - 1, m)
    left = np.minimum(left, m - 1)
    right = np.maximum(right, left + 1)
    widths = right - left
    ends = np.cumsum(widths)
    offset = ends - widths - left
    owner = np.repeat(np.arange(len(rows)), widths)
    column = np.arange(int(ends[-1])) - offset[owner]
    earlier = np.maximum(owner - 1, 0)
    upper = offset[earlier] + np.minimum(np.maximum(column, left[earlier]), right[earlier] - 1)
    here = slice(int(rows[0]), stop)
    return BandLayout(
        here, slice(int(left[0]), int(right.max())), left, right, offset, owner + here.start, column, upper
    )


@dataclass(frozen=True, slots=True)
class Windows:
    """What the windows of one side hold, for each cell the window that ends there; a field holds an array a width.

    ``tokens`` and ``characters`` are sums, ``headlines`` counts sentences without an end mark, ``questions`` question
    marks, at most two, ``quotations`` says whether there are quotation marks, ``numbers`` counts different numbers.
    ``ends`` is the end mark of the last sentence, the same for every width.
    """

    tokens: tuple[Array, ...]
    characters: tuple[Array, ...]
    headlines: tuple[Array, ...]
    questions: tuple[Array, ...]
    quotations: tuple[Array, ...]
    numbers: tuple[Array, ...]
    ends: NDArray[np.int8]


def _windows(side: TokenisedText, here: slice, numbers: NDArray[np.float32], cells: Ints) -> Windows:
    """Return the windows of the sentences ``here``; ``cells`` numbers, from its start, the sentence of each cell."""
    widths = range(1, WIDEST + 1)

    def sums(values: NDArray[np.generic], most: float = np.inf) -> tuple[Array, ...]:
        return tuple(np.minimum(running_sum(values, width), most).astype(np.float32)[cells] for width in widths)

    held = (np.minimum(running_sum(numbers, width), 1).sum(axis=1) for width in widths)
    return Windows(
        sums(side.token_counts[here]), sums(side.characters[here]), sums(side.end_marks[here] == 0),
        sums(side.inner_marks[here, 0], _MOST_MARKS[0]), sums(side.inner_marks[here, 1], _MOST_MARKS[1]),
        tuple(count.astype(np.float32)[cells] for count in held), side.end_marks[here][cells],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BandLikeness:
    """Dot products of window vectors, by the widths of the windows, with their norms and their share of the mean."""

    dots: dict[tuple[int, int], Array]
    norms: tuple[tuple[Array, ...], tuple[Array, ...]]
    means: tuple[tuple[Array, ...], tuple[Array, ...]]

    def relative(self, a: int, b: int) -> Array:
        """Return one minus the distance of a-b windows' vectors, relative to the distance of random sentences."""
        cosine = self.dots[a, b] / (self.norms[0][a - 1] * self.norms[1][b - 1])
        chance = 2 - self.means[0][a - 1] - self.means[1][b - 1]
        return np.asarray(1 - 2 * (1 - cosine) / np.maximum(chance, 1e-6), np.float32)


class Shared(NamedTuple):
    """The numbers that both sentences of a cell hold: the cells, and which number of the document it is."""

    cells: Ints
    numbers: Ints


@dataclass(frozen=True, slots=True)
class BandComparison:
    """The comparison of the pairs of a layout, and of the windows that end there.

    ``forward[a - 1]`` is the evidence that ``a`` source sentences give one target sentence, ``backward[b - 1]`` that
    ``b`` target sentences give one source sentence; ``totals[a, b]`` is the pair (forward, backward) of evidence of
    a-b windows, summed over their words.
    """

    comparison: Comparison
    layout: BandLayout
    source: Windows
    target: Windows
    forward: tuple[Array, ...]
    backward: tuple[Array, ...]
    totals: dict[tuple[int, int], tuple[Array, Array]]
    lexical: BandLikeness
    encoded: BandLikeness | None
    shared: Shared

    @property
    def best(self) -> Array:
        """What speaks for each single pair of sentences, shape (2, cells): evidence per word, an encoder's cosine."""
        forward, backward = self.totals[1, 1]
        both = forward / self.target.tokens[0] + backward / self.source.tokens[0]
        encoded = self.encoded.relative(1, 1) if self.encoded else np.zeros_like(both)
        return np.asarray([both / 2, encoded], np.float32)

    def numbers_matched(self, a: int, b: int) -> Array:
        """Return how many different numbers both windows hold."""
        place = self.layout
        out = np.zeros(len(place), np.float32)
        if len(self.shared.cells):
            owner = place.row[self.shared.cells] - place.rows.start
            rows = owner[:, None, None] + np.arange(a)[:, None]
            columns = place.column[self.shared.cells][:, None, None] + np.arange(b)
            rows, columns = np.broadcast_arrays(rows, columns)
            numbers = np.broadcast_to(self.shared.numbers[:, None, None], rows.shape)
            inside = rows < len(place.left)
            rows, columns, numbers = rows[inside], columns[inside], numbers[inside]
            inside = (columns >= place.left[rows]) & (columns < place.right[rows])
            cells = place.offset[rows[inside]] + columns[inside]
            pairs = np.unique(numbers[inside] * len(out) + cells)
            out += np.bincount(pairs % len(out), minlength=len(out)).astype(np.float32)
        return out


def compare_band(comparison: Comparison, place: BandLayout) -> BandComparison:
    """Compare the pairs of sentences of a layout."""
    forward, backward, dots, encoded = _evidence(comparison, place)
    numbers = comparison.numbers[0][place.rows], comparison.numbers[1][place.columns]
    held = np.union1d(numbers[0].indices, numbers[1].indices)
    windows = [
        _windows(side, here, table[:, held].toarray(), cells - here.start)
        for side, here, table, cells in (
            (comparison.source, place.rows, numbers[0], place.row),
            (comparison.target, place.columns, numbers[1], place.column),
        )
    ]
    vectors = comparison.source_vectors, comparison.target_vectors
    return BandComparison(
        comparison, place, windows[0], windows[1], forward, backward, _totals(place, forward, backward),
        _likeness(place, vectors, dots),
        None if comparison.encoded is None or encoded is None else _likeness(place, comparison.encoded, encoded),
        _shared(comparison, place),
    )  # fmt: skip


def _evidence(
    comparison: Comparison, place: BandLayout
) -> tuple[tuple[Array, ...], tuple[Array, ...], Array, Array | None]:
    """Return evidence forward and backward, dot products, and those of an encoder's vectors, tile by tile."""
    forward, backward = ([np.zeros(len(place), np.float32) for _ in range(WIDEST)] for _ in range(2))
    dots = np.empty(len(place), np.float32)
    encoded = np.empty(len(place), np.float32) if comparison.encoded else None
    given = comparison.forward.around(place.rows, place.columns, comparison.idf)
    turned = comparison.backward.around(place.columns, place.rows)
    for first, last in _tiles(place):
        rows = slice(place.rows.start + first, place.rows.start + last + 1)
        columns = slice(max(place.columns.start, int(place.left[first]) - WIDEST + 1), int(place.right[last]))
        above = slice(max(place.rows.start, rows.start - WIDEST + 1), rows.stop)
        here = slice(int(place.offset[first] + place.left[first]), int(place.offset[last] + place.right[last]))
        i, j = place.row[here] - rows.start, place.column[here] - columns.start
        for k, found in enumerate(given.evidence(above, columns)):
            last_rows = np.maximum(i + rows.start - above.start - k, 0)
            forward[k][here] = found.ravel()[j * found.shape[1] + last_rows]
        for k, found in enumerate(turned.evidence(columns, rows)):
            backward[k][here] = found.ravel()[i * found.shape[1] + np.maximum(j - k, 0)]
        dots[here] = given.dots(rows, columns).ravel()[j * (rows.stop - rows.start) + i]
        if comparison.encoded and encoded is not None:
            encoded[here] = (comparison.encoded[0].rows[rows] @ comparison.encoded[1].rows[columns].T)[i, j]
    return tuple(forward), tuple(backward), dots, encoded


def _tiles(place: BandLayout) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of some rows of a layout, those and all their columns being a small rectangle."""
    first, count = 0, len(place.left)
    while first < count:
        last = first
        while last + 1 < count and (
            last + 1 - first < _TILE_ROWS
            or (last + 2 - first) * int(place.right[last + 1] - place.left[first]) <= _TILE_CELLS
        ):
            last += 1
        yield first, last
        first = last + 1


def _totals(
    place: BandLayout, forward: tuple[Array, ...], backward: tuple[Array, ...]
) -> dict[tuple[int, int], tuple[Array, Array]]:
    out: dict[tuple[int, int], tuple[Array, Array]] = {}
    for a in range(1, WIDEST + 1):
        for b in range(1, WIDEST + 2 - a):
            given, wanted = forward[a - 1], backward[b - 1]
            out[a, b] = (
                given + place.before(out[a, b - 1][0]) if b > 1 else given,
                wanted + place.above(out[a - 1, b][1]) if a > 1 else wanted,
            )
    return out


def _likeness(place: BandLayout, vectors: tuple[Vectors, Vectors], single: Array) -> BandLikeness:
    dots: dict[tuple[int, int], Array] = {}
    for b in range(1, WIDEST + 1):
        row = dots[1, b] = single + place.before(dots[1, b - 1]) if b > 1 else single
        for a in range(2, WIDEST + 2 - b):
            dots[a, b] = row + place.above(dots[a - 1, b])
    ends = place.row, place.column

    def cells(values: tuple[NDArray[np.float64], ...], end: Ints) -> tuple[Array, ...]:
        return tuple(known.astype(np.float32)[np.maximum(end - k, 0)] for k, known in enumerate(values))

    norms = cells(vectors[0].norms, ends[0]), cells(vectors[1].norms, ends[1])
    means = cells(vectors[0].means, ends[0]), cells(vectors[1].means, ends[1])
    return BandLikeness(dots, norms, means)


def _shared(comparison: Comparison, place: BandLayout) -> Shared:
    source, target = comparison.numbers[0][place.rows], comparison.numbers[1][place.columns].tocoo()
    size = len(comparison.target) + 1
    keys = np.sort(target.col.astype(np.int64) * size + target.row + place.columns.start)
    owner = np.repeat(np.arange(len(place.left)), np.diff(source.indptr))
    number = source.indices.astype(np.int64)
    first = np.searchsorted(keys, number * size + place.left[owner])
    counts = np.searchsorted(keys, number * size + place.right[owner]) - first
    places = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))
    return Shared(place.offset[np.repeat(owner, counts)] + keys[places] % size, np.repeat(number, counts))


def layouts(band: Band) -> Iterator[tuple[int, BandLayout]]:
    """Yield the layouts that together serve every row of the band but the first, with the row before their first."""
    n = len(band.low) - 1
    sizes = np.cumsum(band.high - band.low)
    start = 0
    while start < n:
        stop = max(start + 1, int(np.searchsorted(sizes, sizes[start] + _CELLS)))
        stop = min(n, stop)
        yield start, layout(band, start, stop)
        start = stop
