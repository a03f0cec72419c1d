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
    Values,
    block,
    deletion_features,
    match_features,
)
from songngu.align.search import Lattice

_FEWEST_ROWS = 24
_BLOCK_CELLS = 4_000


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


def weighted(values: Values, weights: Weights) -> NDArray[np.float64]:
    """Return the sum of the features times their weights."""
    return np.asarray(sum(weights.features[name] * np.asarray(value) for name, value in values.items()))


def lattice(comparison: Comparison, weights: Weights, band: Band) -> Lattice:
    """Score every bead of two documents that ends in a band."""
    out = Lattice.banded(band.low, band.high)
    for bead, rows, columns, values in beads(comparison, band):
        scores = weighted(values, weights)
        for k, i in enumerate(range(rows.start, rows.stop)):
            start, stop = max(columns.start, int(band.low[i])), min(columns.stop, int(band.high[i]))
            if start < stop:
                line = scores[k if len(scores) > 1 else 0]
                cells = slice(int(out.offset[i]) + start, int(out.offset[i]) + stop)
                out.scores[bead, cells] = line[start - columns.start : stop - columns.start] if len(line) > 1 else line
    return out


def beads(comparison: Comparison, band: Band) -> Iterator[tuple[int, slice, slice, Values]]:
    """Yield each bead type with cells it can end in (rows, columns) and its features there, block by block."""
    n, m = len(comparison.source), len(comparison.target)
    best = np.full(n, -0.3), np.full(m, -0.3)
    for rows, columns in blocks(band):
        blk = block(comparison, rows, columns)
        np.maximum(best[0][rows], blk.best.max(1), out=best[0][rows])
        np.maximum(best[1][columns], blk.best.max(0), out=best[1][columns])
        for k, (a, b) in enumerate(MATCHES):
            if a <= rows.stop - rows.start and b <= columns.stop - columns.start:
                ends = slice(rows.start + a, rows.stop + 1), slice(columns.start + b, columns.stop + 1)
                yield k, *ends, match_features(blk, a, b)
    values = deletion_features(comparison, best[0], "source")
    yield len(MATCHES), slice(1, n + 1), slice(0, m + 1), {k: v[:, None] for k, v in values.items()}
    values = deletion_features(comparison, best[1], "target")
    yield len(MATCHES) + 1, slice(0, n + 1), slice(1, m + 1), {k: v[None] for k, v in values.items()}


def blocks(band: Band) -> Iterator[tuple[slice, slice]]:
    """Yield rectangles of sentences (rows, columns) that hold every match bead ending in the band.

    Neighbouring rectangles overlap, so that a bead across their border lies whole in one of them.
    """
    n, m = len(band.low) - 1, int(band.high[-1]) - 1
    start = 0
    while start < n:
        stop = start + 1
        while stop < n and (stop - start < _FEWEST_ROWS or _area(band, start, stop + 1) <= _BLOCK_CELLS):
            stop += 1
        first = max(0, start - WIDEST + 1)
        left = max(0, int(band.low[start + 1]) - WIDEST)
        yield slice(first, stop), slice(left, min(m, max(left + 1, int(band.high[stop]) - 1)))
        start = stop


def _area(band: Band, start: int, stop: int) -> int:
    return (stop - start) * int(band.high[stop] - band.low[start])
