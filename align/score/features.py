"""The features of a bead: some thirty numbers that say how well a few source sentences go with a few target sentences.

``docs/score.md`` explains each; the weights stand in ``data/weights.tsv``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from songngu.align.score.band_rows import BandComparison, BandLikeness
from songngu.align.score.comparison import Comparison
from songngu.align.score.evidence import Array
from songngu.align.text.tokenised import UNKNOWN_MARK

_BIASES = {
    (1, 2): "bias 1-2", (2, 1): "bias 2-1", (2, 2): "bias 2-2", (1, 3): "bias 1-3", (3, 1): "bias 3-1",
    (1, 4): "bias 1-4", (4, 1): "bias 1-4", (1, 5): "bias 1-4", (5, 1): "bias 1-4",
    (2, 3): "bias 2-3", (3, 2): "bias 2-3", (3, 3): "bias 3-3", (2, 4): "bias 3-3", (4, 2): "bias 3-3",
}  # fmt: skip

FEATURES = (
    "evidence forward", "evidence backward", "evidence forward per word", "evidence backward per word",
    "evidence saturated", "least evidence forward", "least evidence backward", "loss without an edge",
    "cosine", "cosine of a wide bead", "length z2", "length tail", "length ratio", "end mark differs",
    "numbers matched", "numbers unmatched", "identical",
    "headlines differ", "headlines in a wide bead", "headlines differ in a wide bead",
    "question marks differ", "quotation marks differ",
    "bias 1-2", "bias 2-1", "bias 2-2", "bias 1-3", "bias 3-1", "bias 1-4", "bias 2-3", "bias 3-3",
    "deletion source", "deletion target", "deletion length", "deletion best evidence", "deletion number",
    "deletion unexplained",
    "encoder cosine", "encoder cosine of a wide bead", "deletion encoder cosine",
)  # fmt: skip
"""The features, in the order of the weights; ``EXTENSION`` is the bonus of a deletion that follows a deletion."""

EXTENSION = "deletion follows deletion"

ENCODED = FEATURES[-3:]
"""The features of an encoder's vectors: absent where no encoder is given."""

_LENGTH_VARIANCE = 6.8  # Gale and Church 1993
_PER_SIGMA = 100
# log P(|Z| >= z) / 4 by z in hundredths: looking it up takes a tenth of the time of computing it.
_TAIL = np.array([
    max(math.log(math.erfc(z / _PER_SIGMA / math.sqrt(2))), -20) / 4 for z in range(7 * _PER_SIGMA)
], np.float32)  # fmt: skip

Floats = NDArray[np.floating]
Values = Mapping[str, "Floats | NDArray[np.bool_] | float"]


def match_features(rows: BandComparison, a: int, b: int) -> Values:
    """Return the features of the a-b beads of some rows of the band, by the cell they end in; not all lie there."""
    return {
        **_evidence(rows, a, b),
        **_cosine(rows, a, b),
        **_length(rows, a, b),
        **_headlines(rows, a, b),
        **_marks(rows, a, b),
        **({_BIASES[a, b]: 1.0} if (a, b) != (1, 1) else {}),
    }


def deletion_features(comparison: Comparison, best: Floats, side: str) -> dict[str, Floats]:
    """Return the features of leaving out each sentence of a side.

    ``best``, shape (2, sentences), is the best that speaks for it anywhere, as in `BandComparison.best`.
    """
    of_source = side == "source"
    lengths = (comparison.source if of_source else comparison.target).token_counts
    numbers = comparison.numbers[0 if of_source else 1]
    explained = (comparison.backward if of_source else comparison.forward).explained_share
    return {
        f"deletion {side}": np.ones(len(lengths)),
        "deletion length": np.log(lengths) / 3,
        "deletion best evidence": np.clip(best[0], -0.3, 1.5),
        "deletion number": (np.diff(numbers.indptr) > 0).astype(np.float64),
        "deletion unexplained": 1 - explained,
        **({"deletion encoder cosine": np.clip(best[1], -1, 1)} if comparison.encoded else {}),
    }


def _evidence(rows: BandComparison, a: int, b: int) -> Values:
    forward, backward = rows.totals[a, b]
    half = (a + b) / 2
    source, target = rows.source.tokens[a - 1], rows.target.tokens[b - 1]
    values: dict[str, Floats] = {
        "evidence forward": forward / 10,
        "evidence backward": backward / 10,
        "evidence forward per word": half * forward / target,
        "evidence backward per word": half * backward / source,
        "evidence saturated": half * np.tanh((forward + backward) / (16 * half)),
    }
    if a + b > 2:
        values |= _weakest(rows, a, b)
    return values


def _weakest(rows: BandComparison, a: int, b: int) -> dict[str, Floats]:
    """Return what makes each sentence of a wide bead pay for itself: its own evidence, and the loss without an edge."""
    above, before = rows.layout.above, rows.layout.before
    forward = rows.forward[a - 1] / rows.target.tokens[0]
    backward = rows.backward[b - 1] / rows.source.tokens[0]
    total = _both(rows, a, b)
    loss = np.full(total.shape, np.inf, np.float32)
    if a > 1:
        shorter = _both(rows, a - 1, b)
        loss = np.minimum(loss, total - np.maximum(shorter, above(shorter)))
    if b > 1:
        shorter = _both(rows, a, b - 1)
        loss = np.minimum(loss, total - np.maximum(shorter, before(shorter)))
    return {
        "least evidence forward": np.clip(_least(forward, before, b), -0.3, 1),
        "least evidence backward": np.clip(_least(backward, above, a), -0.3, 1),
        "loss without an edge": np.clip(loss, -10, 10) / 10,
    }


def _least(values: Array, earlier: Callable[[Array], Array], width: int) -> Array:
    """Return the least of the last ``width`` values along a side, of which ``earlier`` gives the one before."""
    least = values
    for _ in range(width - 1):
        least = np.minimum(values, earlier(least))
    return least


def _both(rows: BandComparison, a: int, b: int) -> Array:
    forward, backward = rows.totals[a, b]
    return forward + backward


def _cosine(rows: BandComparison, a: int, b: int) -> dict[str, Floats]:
    """Return the likeness of the vectors of both windows: through the lexicon, and by the encoder if there is one."""
    values = _relative(rows.lexical, a, b, "cosine")
    return values | _relative(rows.encoded, a, b, "encoder cosine") if rows.encoded else values


def _relative(likeness: BandLikeness, a: int, b: int, name: str) -> dict[str, Floats]:
    relative = likeness.relative(a, b)
    return {name: (a + b) / 2 * relative, **({f"{name} of a wide bead": relative} if a + b > 2 else {})}


def _length(rows: BandComparison, a: int, b: int) -> Values:
    source = rows.source.characters[a - 1] * rows.comparison.length_ratio
    target = rows.target.characters[b - 1]
    z = (target - source) / np.sqrt((source + target) / 2 * _LENGTH_VARIANCE)
    return {
        "length z2": np.minimum(z * z, 16) / 4,
        "length tail": _TAIL[np.minimum(np.abs(z) * _PER_SIGMA, len(_TAIL) - 1).astype(np.intp)],
        "length ratio": (a + b) / 2 * np.minimum(np.abs(np.log((target + 3) / (source + 3))), 2),
    }


def _headlines(rows: BandComparison, a: int, b: int) -> Values:
    """Return how far the numbers of sentences without an end mark, as headlines are, go apart."""
    source, target = rows.source.headlines[a - 1], rows.target.headlines[b - 1]
    apart = np.minimum(np.abs(source - target), 3)
    wide = {"headlines in a wide bead": source + target > 0, "headlines differ in a wide bead": apart}
    return {"headlines differ": apart, **(wide if a + b > 2 else {})}


def _marks(rows: BandComparison, a: int, b: int) -> Values:
    """Return what the surface shows: end marks, question and quotation marks, numbers, identity."""
    source, target = rows.source, rows.target
    matched = rows.numbers_matched(a, b)
    unmatched = source.numbers[a - 1] + target.numbers[b - 1] - 2 * matched
    values: dict[str, NDArray[np.generic]] = {
        "end mark differs": (source.ends != target.ends) & (np.minimum(source.ends, target.ends) != UNKNOWN_MARK),
        "question marks differ": np.abs(source.questions[a - 1] - target.questions[b - 1]),
        "quotation marks differ": np.abs(source.quotations[a - 1] - target.quotations[b - 1]),
        "numbers matched": np.minimum(matched, 3),
        "numbers unmatched": np.minimum(unmatched, 4),
    }
    if (a, b) == (1, 1):
        keys = rows.comparison.identities
        values["identical"] = keys[0][rows.layout.row] == keys[1][rows.layout.column]
    return values  # type: ignore[return-value]
