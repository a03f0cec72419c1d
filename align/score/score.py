"""The score of every bead of two documents: features times weights, laid out as a lattice for the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from songngu.align.bead import MATCHES
from songngu.align.score.band import Band
from songngu.align.score.band_rows import BandComparison, compare_band, layout, layouts
from songngu.align.score.comparison import Comparison
from songngu.align.score.features import ENCODED, EXTENSION, FEATURES, Values, deletion_features, match_features
from songngu.align.search.forward_backward import NEVER
from songngu.align.search.lattice import Lattice
from songngu.align.text.structure import Ties, ties

_ROWS = 4_000
# No encoder whose weights may be had offline knows Vietnamese, so that none could be trained beside its lexicon: a part
# of what an encoder is worth elsewhere leaves the last word to the lexicon.
_BESIDE_OTHERS = 0.9
_NOTHING = np.array([[-0.3], [-1.0]])


class Setting(StrEnum):
    """What weights are for: with a lexicon for the pair, without one, and for pairs of languages not trained on."""

    LEXICON = "lexicon"
    INDUCED = "induced"
    OTHER = "other languages"
    ENCODED = "other languages, encoder"
    PROSE = "other languages, prose"


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
def shipped_weights(setting: Setting = Setting.LEXICON, *, encoder: bool = False) -> Weights:
    """Return the weights that come with songngu: ``data/weights.tsv``, a feature a line, a setting a column.

    Those of other pairs of languages are the mean of two fits, on articles of many languages and on Vietnamese-English
    prose as if no lexicon were known; each alone leans to its own kind of text. With an encoder such pairs of languages
    have a column of their own, a mean of three fits likewise; beside a lexicon its features have a part of their
    weights there. Those of the structure stand in ``data/structure.tsv``, the same for every setting.
    """
    if encoder and setting is Setting.OTHER:
        setting = Setting.ENCODED
    weights = _column(setting)
    if setting is Setting.OTHER:
        prose = _column(Setting.PROSE)
        weights = {name: (weight + prose[name]) / 2 for name, weight in weights.items()}
    features = {name: weights[name] for name in FEATURES}
    if encoder and setting is not Setting.ENCODED:
        features |= {name: _BESIDE_OTHERS * _column(Setting.ENCODED)[name] for name in ENCODED}
    structure = {name: float(weight) for name, weight in _table("structure.tsv")[1:]}
    return Weights(features | structure, weights[EXTENSION])


def _column(setting: Setting) -> dict[str, float]:
    head, *rows = _table("weights.tsv")
    return {row[0]: float(row[head.index(setting)]) for row in rows}


def _table(name: str) -> list[list[str]]:
    text = (resources.files("songngu.align") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def weighted(values: Values, weights: Weights, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Return the sum of the features times their weights, of shape ``shape``."""
    total, product = np.zeros(shape, np.float32), np.empty(shape, np.float32)
    for name, value in values.items():
        np.multiply(value, np.float32(weights.features[name]), out=product, casting="same_kind")
        total += product
    return total


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of all beads in a band, and the best that speaks for each sentence of both sides anywhere in it."""

    lattice: Lattice
    best: tuple[NDArray[np.float64], NDArray[np.float64]]


def score(comparison: Comparison, weights: Weights, band: Band, known: Scored | None = None) -> Scored:
    """Score every bead of two documents that ends in a band; rows that are the same in ``known`` are taken from it."""
    n, m = len(comparison.source), len(comparison.target)
    out = Lattice.banded(band.low, band.high)
    best = known.best if known else (np.repeat(_NOTHING, n, 1), np.repeat(_NOTHING, m, 1))
    fresh = _take_over(out, known) if known else np.ones(n + 1, bool)
    tied = ties(comparison.source.structure, comparison.target.structure, weights.features)
    for start, place in layouts(band):
        if fresh[start + 1 : place.rows.stop + 1].any():
            part = compare_band(comparison, place)
            _keep_best(best, part)
            _fill(out, part, weights, tied, start + 1)
    for bead, side, found in ((len(MATCHES), "source", best[0]), (len(MATCHES) + 1, "target", best[1])):
        values = np.append(NEVER, weighted(deletion_features(comparison, found, side), weights, found.shape[1:]))
        for rows in np.array_split(np.arange(n + 1), 1 + n // _ROWS):
            cells = slice(out.row(rows[0]).start, out.row(rows[-1]).stop)
            owners = np.repeat(rows, band.high[rows] - band.low[rows])
            where = owners if side == "source" else np.arange(cells.start, cells.stop) - out.offset[owners]
            out.scores[bead, cells] = values[where]
    return Scored(out, best)


def _take_over(lattice: Lattice, known: Scored) -> NDArray[np.bool_]:
    """Copy the rows that are the same in a known lattice; return which are not."""
    fresh = (lattice.low != known.lattice.low) | (lattice.high != known.lattice.high)
    kept = np.flatnonzero(~fresh)
    for run in np.split(kept, np.flatnonzero(np.diff(kept) > 1) + 1):
        if len(run):
            here, there = (slice(x.row(run[0]).start, x.row(run[-1]).stop) for x in (lattice, known.lattice))
            lattice.scores[:, here] = known.lattice.scores[:, there]
    return np.asarray(fresh)


def _keep_best(best: tuple[NDArray[np.float64], NDArray[np.float64]], found: BandComparison) -> None:
    place = found.layout
    starts = place.offset + place.left
    for values, by_row, by_column in zip(found.best, *best, strict=True):
        by_row[place.rows] = np.maximum(by_row[place.rows], np.maximum.reduceat(values, starts))
        np.maximum.at(by_column, place.column, values)


def _fill(lattice: Lattice, found: BandComparison, weights: Weights, tied: Ties | None, first: int) -> None:
    """Score the match beads of some rows that end in the band, from row ``first``."""
    place = found.layout
    rows = np.arange(first, place.rows.stop + 1)
    cells = slice(lattice.row(first).start, lattice.row(place.rows.stop).stop)
    owners = np.repeat(rows, lattice.high[rows] - lattice.low[rows])
    columns = np.arange(cells.start, cells.stop) - lattice.offset[owners]
    last = owners - 1 - place.rows.start
    ends = place.offset[last] + np.clip(columns - 1, place.left[last], place.right[last] - 1)
    ended = tied.ends(owners, columns) if tied else np.float32(0)
    for k, (a, b) in enumerate(MATCHES):
        if a <= place.rows.stop and b < lattice.high[place.rows.stop]:
            scores = weighted(match_features(found, a, b), weights, (len(place),))[ends]
            if tied:
                scores += ended + tied.starts(owners, columns, a, b)
            lattice.scores[k, cells] = np.where((owners >= a) & (columns >= b), scores, NEVER)


def beads(comparison: Comparison) -> Iterator[tuple[int, slice, slice, Values]]:
    """Yield each bead type of two documents with the cells it can end in (rows, columns) and its features there."""
    n, m = len(comparison.source), len(comparison.target)
    found = compare_band(comparison, layout(Band.full(n, m), 0, n))

    for k, (a, b) in enumerate(MATCHES):
        if a <= n and b <= m:
            values = match_features(found, a, b).items()
            shaped = {name: np.broadcast_to(v, n * m).reshape(n, m)[a - 1 :, b - 1 :] for name, v in values}
            yield k, slice(a, n + 1), slice(b, m + 1), shaped
    best = np.reshape(found.best, (2, n, m))
    deleted = deletion_features(comparison, np.maximum(best.max(2), _NOTHING), "source")
    yield len(MATCHES), slice(1, n + 1), slice(0, m + 1), {k: v[:, None] for k, v in deleted.items()}
    deleted = deletion_features(comparison, np.maximum(best.max(1), _NOTHING), "target")
    yield len(MATCHES) + 1, slice(0, n + 1), slice(1, m + 1), {k: v[None] for k, v in deleted.items()}
