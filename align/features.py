"""The features of a bead: some thirty numbers that say how well a few source sentences go with a few target sentences.

``docs/score.md`` explains each; the weights stand in ``data/weights.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from songngu.align.comparison import WIDEST, Array, Comparison, window_reduce, window_sum

MATCHES = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1),
    (2, 3), (3, 2), (1, 5), (5, 1), (3, 3), (2, 4), (4, 2),
)  # fmt: skip
DELETIONS = ((1, 0), (0, 1))
BEADS = MATCHES + DELETIONS
"""The bead types: how many source and target sentences each joins."""

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
    "bias 1-2", "bias 2-1", "bias 2-2", "bias 1-3", "bias 3-1", "bias 1-4", "bias 2-3", "bias 3-3",
    "deletion source", "deletion target", "deletion length", "deletion best evidence", "deletion number",
)  # fmt: skip
"""The features, in the order of the weights; ``EXTENSION`` is the bonus of a deletion that follows a deletion."""

EXTENSION = "deletion follows deletion"

_LENGTH_VARIANCE = 6.8  # Gale and Church 1993

Values = Mapping[str, "Array | NDArray[np.floating] | float"]


@dataclass(frozen=True, slots=True)
class Block:
    """The dense comparison of source sentences ``rows`` with target sentences ``columns``.

    ``totals[a, b]`` is the pair (forward, backward) of evidence of each a-b window, summed over its words.
    """

    comparison: Comparison
    rows: slice
    columns: slice
    forward: tuple[Array, ...]
    backward: tuple[Array, ...]
    totals: Mapping[tuple[int, int], tuple[NDArray[np.floating], NDArray[np.floating]]]
    dots: NDArray[np.float64]

    @property
    def best(self) -> NDArray[np.floating]:
        """The evidence per word of each single pair of sentences, both directions."""
        forward, backward = self.totals[1, 1]
        lengths = self.comparison.target.token_counts[self.columns], self.comparison.source.token_counts[self.rows]
        return (forward / lengths[0] + backward / lengths[1][:, None]) / 2


def block(comparison: Comparison, rows: slice, columns: slice) -> Block:
    """Compare every window of source sentences ``rows`` with every window of target sentences ``columns``."""
    height, width = rows.stop - rows.start, columns.stop - columns.start
    forward = tuple(comparison.forward.evidence(rows, columns, a) for a in range(1, min(WIDEST, height) + 1))
    backward = tuple(comparison.backward.evidence(columns, rows, b) for b in range(1, min(WIDEST, width) + 1))
    totals = {
        (a, b): (window_sum(forward[a - 1].T, b).T, window_sum(backward[b - 1].T, a))
        for a, b in MATCHES
        if a <= height and b <= width
    }
    dots = (comparison.source_vectors.rows[rows] @ comparison.target_vectors.rows[columns].T).toarray()
    return Block(comparison, rows, columns, forward, backward, totals, dots.astype(np.float64))


def match_features(blk: Block, a: int, b: int) -> Values:
    """Return the features of the a-b beads inside a block, each broadcast to (rows - a + 1, columns - b + 1)."""
    return {
        **_evidence(blk, a, b),
        **_cosine(blk, a, b),
        **_length(blk, a, b),
        **_marks(blk, a, b),
        **({_BIASES[a, b]: 1.0} if (a, b) != (1, 1) else {}),
    }


def deletion_features(comparison: Comparison, best: NDArray[np.floating], side: str) -> dict[str, NDArray[np.floating]]:
    """Return the features of leaving out each sentence of a side; ``best`` is its best evidence anywhere, per word."""
    of_source = side == "source"
    lengths = (comparison.source if of_source else comparison.target).token_counts
    numbers = comparison.numbers[0 if of_source else 1]
    return {
        f"deletion {side}": np.ones(len(lengths)),
        "deletion length": np.log(lengths) / 3,
        "deletion best evidence": np.clip(best, -0.3, 1.5),
        "deletion number": (np.diff(numbers.indptr) > 0).astype(np.float64),
    }


def _evidence(blk: Block, a: int, b: int) -> Values:
    forward, backward = blk.totals[a, b]
    half = (a + b) / 2
    source = window_sum(blk.comparison.source.token_counts[blk.rows], a)[:, None]
    target = window_sum(blk.comparison.target.token_counts[blk.columns], b)[None]
    values = {
        "evidence forward": forward / 10,
        "evidence backward": backward / 10,
        "evidence forward per word": half * forward / target,
        "evidence backward per word": half * backward / source,
        "evidence saturated": half * np.tanh((forward + backward) / (16 * half)),
    }
    if a + b > 2:
        values |= _weakest(blk, a, b)
    return values


def _weakest(blk: Block, a: int, b: int) -> dict[str, NDArray[np.floating]]:
    """Return what makes each sentence of a wide bead pay for itself: its own evidence, and the loss without an edge."""
    source, target = blk.comparison.source.token_counts[blk.rows], blk.comparison.target.token_counts[blk.columns]
    forward = window_reduce((blk.forward[a - 1] / target).T, b, np.minimum).T
    backward = window_reduce((blk.backward[b - 1] / source).T, a, np.minimum)
    total = _both(blk, a, b)
    loss = np.full(total.shape, np.inf)
    if (a - 1, b) in blk.totals:
        shorter = _both(blk, a - 1, b)
        loss = np.minimum(loss, total - np.maximum(shorter[:-1], shorter[1:]))
    if (a, b - 1) in blk.totals:
        shorter = _both(blk, a, b - 1)
        loss = np.minimum(loss, total - np.maximum(shorter[:, :-1], shorter[:, 1:]))
    return {
        "least evidence forward": np.clip(forward, -0.3, 1),
        "least evidence backward": np.clip(backward, -0.3, 1),
        "loss without an edge": np.clip(loss, -10, 10) / 10,
    }


def _both(blk: Block, a: int, b: int) -> NDArray[np.floating]:
    forward, backward = blk.totals[a, b]
    return forward + backward


def _cosine(blk: Block, a: int, b: int) -> Values:
    """Return the distance of the projected vectors relative to that of random sentences, as a likeness."""
    vectors = blk.comparison.source_vectors, blk.comparison.target_vectors
    first, last = blk.rows.start, blk.rows.stop - a + 1
    left, right = blk.columns.start, blk.columns.stop - b + 1
    dots = window_sum(window_sum(blk.dots, a).T, b).T
    cosine = dots / (vectors[0].norms[a - 1][first:last, None] * vectors[1].norms[b - 1][None, left:right])
    chance = 2 - vectors[0].means[a - 1][first:last, None] - vectors[1].means[b - 1][None, left:right]
    likeness = 1 - 2 * (1 - cosine) / np.maximum(chance, 1e-6)
    return {"cosine": (a + b) / 2 * likeness, **({"cosine of a wide bead": likeness} if a + b > 2 else {})}


def _length(blk: Block, a: int, b: int) -> Values:
    source = window_sum(blk.comparison.source.characters[blk.rows], a)[:, None] * blk.comparison.length_ratio
    target = window_sum(blk.comparison.target.characters[blk.columns], b)[None]
    z = (target - source) / np.sqrt((source + target) / 2 * _LENGTH_VARIANCE)
    return {
        "length z2": np.minimum(z * z, 16) / 4,
        "length tail": np.maximum(np.log(2) + log_ndtr(-np.abs(z)), -20) / 4,
        "length ratio": (a + b) / 2 * np.minimum(np.abs(np.log((target + 3) / (source + 3))), 2),
    }


def _marks(blk: Block, a: int, b: int) -> Values:
    """Return what the surface shows: end marks, numbers, identity."""
    comparison, rows, columns = blk.comparison, blk.rows, blk.columns
    ends = comparison.source.end_marks[rows][a - 1 :, None] != comparison.target.end_marks[columns][None, b - 1 :]
    source = np.minimum(window_sum(comparison.numbers[0][rows].toarray(), a), 1)
    target = np.minimum(window_sum(comparison.numbers[1][columns].toarray(), b), 1)
    matched = source @ target.T
    unmatched = source.sum(1)[:, None] + target.sum(1)[None] - 2 * matched
    values: dict[str, NDArray[np.generic]] = {
        "end mark differs": ends,
        "numbers matched": np.minimum(matched, 3),
        "numbers unmatched": np.minimum(unmatched, 4),
    }
    if (a, b) == (1, 1):
        values["identical"] = comparison.identities[0][rows][:, None] == comparison.identities[1][columns][None]
    return values  # type: ignore[return-value]
