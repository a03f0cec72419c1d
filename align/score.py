"""The score of every bead of two documents: features times weights, laid out as a lattice for the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from songngu.align.anchors import Band
from songngu.align.comparison import WIDEST, Comparison
from songngu.align.features import (
    ENCODER_WEIGHTS,
    EXTENSION,
    FEATURES,
    MATCHES,
    Block,
    Values,
    block,
    deletion_features,
    match_features,
)
from songngu.align.search import NEVER, Lattice

_FEWEST_ROWS = 24
_BLOCK_CELLS = 4_000
_NO_EVIDENCE = -0.3


class Setting(StrEnum):
    """What weights are for: with a lexicon for the pair, without one, and for pairs of languages not trained on."""

    LEXICON = "lexicon"
    INDUCED = "induced"
    OTHER = "other languages"


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature, and the bonus of a deletion that follows a deletion."""

    features: dict[str, float]
    extension: float

    @classmethod
    def of(cls, vector: NDArray[np.float64]) -> Weights:
        """Return the weights from a vector in the order of ``FEATURES``, the extension last."""
        return cls(dict(zip(FEATURES, map(float, vector[:-1]), strict=True)), float(vector[-1]))


@cache
def shipped_weights(setting: Setting = Setting.LEXICON) -> Weights:
    """Return the weights that come with songngu: ``data/weights.tsv``, a feature a line, a setting a column."""
    text = (resources.files("songngu.align") / "data" / "weights.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    column = head.index(setting)
    table = {row[0]: float(row[column]) for row in rows}
    return Weights({name: table.get(name, 0.0) for name in FEATURES} | ENCODER_WEIGHTS, table[EXTENSION])


def weighted(values: Values, weights: Weights, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the sum of the features times their weights, of shape ``shape``."""
    total, product = np.zeros(shape), np.empty(shape)
    for name, value in values.items():
        np.multiply(value, weights.features[name], out=product)
        total += product
    return total


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of all beads in a band, and the best evidence of each sentence of both sides anywhere in it."""

    lattice: Lattice
    best: tuple[NDArray[np.float64], NDArray[np.float64]]


def score(comparison: Comparison, weights: Weights, band: Band, known: Scored | None = None) -> Scored:
    """Score every bead of two documents that ends in a band; rows that are the same in ``known`` are taken from it."""
    n, m = len(comparison.source), len(comparison.target)
    out = Lattice.banded(band.low, band.high)
    best = known.best if known else (np.full(n, _NO_EVIDENCE), np.full(m, _NO_EVIDENCE))
    fresh = np.ones(n + 1, bool)
    if known:
        fresh = (band.low != known.lattice.low) | (band.high != known.lattice.high)
        for i in np.flatnonzero(~fresh).tolist():
            out.scores[:, out.row(i)] = known.lattice.scores[:, known.lattice.row(i)]
    for start, rows, columns in blocks(band):
        if fresh[start + 1 : rows.stop + 1].any():
            blk = block(comparison, rows, columns)
            _keep_best(best, blk)
            _fill(out, _block_scores(blk, weights), blk, np.arange(start + 1, rows.stop + 1))
    for bead, side, evidence in ((len(MATCHES), "source", best[0]), (len(MATCHES) + 1, "target", best[1])):
        values = weighted(deletion_features(comparison, evidence, side), weights, evidence.shape)
        for i in range(n + 1):
            row, columns = out.row(i), slice(int(band.low[i]), int(band.high[i]))
            if side == "source" and i:
                out.scores[bead, row] = values[i - 1]
            elif side == "target":
                first = max(1, columns.start)
                out.scores[bead, row.stop - (columns.stop - first) : row.stop] = values[first - 1 : columns.stop - 1]
    return Scored(out, best)


def _keep_best(best: tuple[NDArray[np.float64], NDArray[np.float64]], blk: Block) -> None:
    found = blk.best
    best[0][blk.rows] = np.maximum(best[0][blk.rows], found.max(1))
    best[1][blk.columns] = np.maximum(best[1][blk.columns], found.max(0))


def _block_scores(blk: Block, weights: Weights) -> NDArray[np.float64]:
    """Return the scores of the match beads of a block by the cell they end in, shape (types, rows + 1, columns + 1)."""
    height, width = blk.rows.stop - blk.rows.start, blk.columns.stop - blk.columns.start
    out = np.full((len(MATCHES), height + 1, width + 1), NEVER)
    for k, (a, b) in enumerate(MATCHES):
        if a <= height and b <= width:
            out[k, a:, b:] = weighted(match_features(blk, a, b), weights, (height - a + 1, width - b + 1))
    return out


def _fill(lattice: Lattice, scores: NDArray[np.float64], blk: Block, rows: NDArray[np.int64]) -> None:
    """Copy the rows of a block's scores into the lattice."""
    for i in rows:
        first, last = max(int(lattice.low[i]), blk.columns.start), min(int(lattice.high[i]), blk.columns.stop + 1)
        cells = slice(int(lattice.offset[i]) + first, int(lattice.offset[i]) + last)
        here = scores[:, i - blk.rows.start, first - blk.columns.start : last - blk.columns.start]
        lattice.scores[: len(MATCHES), cells] = here


def beads(comparison: Comparison) -> Iterator[tuple[int, slice, slice, Values]]:
    """Yield each bead type of two documents with the cells it can end in (rows, columns) and its features there."""
    n, m = len(comparison.source), len(comparison.target)
    blk = block(comparison, slice(0, n), slice(0, m))
    for k, (a, b) in enumerate(MATCHES):
        if a <= n and b <= m:
            yield k, slice(a, n + 1), slice(b, m + 1), match_features(blk, a, b)
    values = deletion_features(comparison, np.maximum(blk.best.max(1), _NO_EVIDENCE), "source")
    yield len(MATCHES), slice(1, n + 1), slice(0, m + 1), {k: v[:, None] for k, v in values.items()}
    values = deletion_features(comparison, np.maximum(blk.best.max(0), _NO_EVIDENCE), "target")
    yield len(MATCHES) + 1, slice(0, n + 1), slice(1, m + 1), {k: v[None] for k, v in values.items()}


def blocks(band: Band) -> Iterator[tuple[int, slice, slice]]:
    """Yield rectangles of sentences that hold every match bead ending in the band: first row, rows, columns.

    The beads that end after the first row up to the last lie whole in the rectangle, which overlaps its neighbours.
    """
    n, m = len(band.low) - 1, int(band.high[-1]) - 1
    start = 0
    while start < n:
        stop = start + 1
        while stop < n and (stop - start < _FEWEST_ROWS or _area(band, start, stop + 1) <= _BLOCK_CELLS):
            stop += 1
        first = max(0, start - WIDEST + 1)
        left = max(0, int(band.low[start + 1]) - WIDEST)
        yield start, slice(first, stop), slice(left, min(m, max(left + 1, int(band.high[stop]) - 1)))
        start = stop


def _area(band: Band, start: int, stop: int) -> int:
    return (stop - start) * int(band.high[stop] - band.low[start])
