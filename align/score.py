"""The score of every bead of two documents: features times weights, laid out as a lattice for the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from songngu.align.comparison import Comparison
from songngu.align.features import EXTENSION, FEATURES, MATCHES, Values, block, deletion_features, match_features
from songngu.align.search import Lattice


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
def shipped_weights() -> Weights:
    """Return the weights that come with songngu: ``data/weights.tsv``, a feature and its weight a line."""
    text = (resources.files("songngu.align") / "data" / "weights.tsv").read_text(encoding="utf-8")
    table = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return Weights({name: float(table[name]) for name in FEATURES}, float(table[EXTENSION]))


def weighted(values: Values, weights: Weights) -> NDArray[np.float64]:
    """Return the sum of the features times their weights."""
    return np.asarray(sum(weights.features[name] * np.asarray(value) for name, value in values.items()))


def lattice(comparison: Comparison, weights: Weights) -> Lattice:
    """Score every bead of two documents."""
    out = Lattice.full(len(comparison.source), len(comparison.target))
    for bead, i, j, values in beads(comparison):
        scores = weighted(values, weights)
        for k in range(i.start, i.stop):
            start = int(out.offset[k])
            out.scores[bead, start + j.start : start + j.stop] = scores[k - i.start] if len(scores) > 1 else scores[0]
    return out


def beads(comparison: Comparison) -> Iterator[tuple[int, slice, slice, Values]]:
    """Yield each bead type with the cells it can end in (rows, columns) and its features there."""
    n, m = len(comparison.source), len(comparison.target)
    if n and m:
        blk = block(comparison, slice(0, n), slice(0, m))
        for k, (a, b) in enumerate(MATCHES):
            if a <= n and b <= m:
                yield k, slice(a, n + 1), slice(b, m + 1), match_features(blk, a, b)
        best = blk.best
        source, target = best.max(1), best.max(0)
    else:
        source, target = np.full(n, -0.3), np.full(m, -0.3)
    if n:
        values = deletion_features(comparison, source, "source")
        yield len(MATCHES), slice(1, n + 1), slice(0, m + 1), {k: v[:, None] for k, v in values.items()}
    if m:
        values = deletion_features(comparison, target, "target")
        yield len(MATCHES) + 1, slice(0, n + 1), slice(1, m + 1), {k: v[None] for k, v in values.items()}
