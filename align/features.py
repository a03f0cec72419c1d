"""The features of a bead: some thirty numbers that say how well a few source sentences go with a few target sentences.

``docs/score.md`` explains each; the weights stand in ``data/weights.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from songngu.align.comparison import WIDEST, Array, Comparison, Vectors, window_reduce, window_sum
from songngu.align.side import Side

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
    "headlines differ", "headlines in a wide bead", "headlines differ in a wide bead",
    "question marks differ", "quotation marks differ",
    "bias 1-2", "bias 2-1", "bias 2-2", "bias 1-3", "bias 3-1", "bias 1-4", "bias 2-3", "bias 3-3",
    "deletion source", "deletion target", "deletion length", "deletion best evidence", "deletion number",
    "deletion unexplained",
)  # fmt: skip
"""The features, in the order of the weights; ``EXTENSION`` is the bonus of a deletion that follows a deletion."""

EXTENSION = "deletion follows deletion"

ENCODER_WEIGHTS = {"encoder cosine": 16.0, "encoder cosine of a wide bead": -10.0}
"""The weights of an encoder's features, set by hand after those of the lexicon's cosine: none was trained with."""

# Quotation marks are seldom counted alike on both sides: that there are any is what tells.
_MOST_MARKS = np.array([2.0, 1.0])
_LENGTH_VARIANCE = 6.8  # Gale and Church 1993
_PER_SIGMA = 100
# log P(|Z| >= z) / 4 by z in hundredths: looking it up takes a tenth of the time of computing it.
_TAIL = np.maximum(np.log(2) + log_ndtr(-np.arange(7 * _PER_SIGMA) / _PER_SIGMA), -20) / 4

Floats = NDArray[np.floating]
Values = Mapping[str, "Floats | NDArray[np.bool_] | float"]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of 1 to WIDEST sentences of one side of a block; each field holds an array a width.

    ``tokens`` and ``characters`` are sums, ``headlines`` counts sentences without an end mark. ``marks`` (windows by
    2) counts question marks, at most two, and says whether there are quotation marks. ``numbers`` says which of the
    block's numbers a window holds, ``ends`` is the end mark of its last sentence.
    """

    tokens: tuple[Floats, ...]
    characters: tuple[Floats, ...]
    headlines: tuple[Floats, ...]
    marks: tuple[Floats, ...]
    numbers: tuple[Floats, ...]
    ends: tuple[NDArray[np.int8], ...]


def _windows(side: Side, here: slice, numbers: Floats) -> Windows:
    widths = range(1, min(WIDEST, here.stop - here.start) + 1)

    def sums(values: Floats) -> tuple[Floats, ...]:
        return tuple(window_sum(values, width) for width in widths)

    return Windows(
        sums(side.token_counts[here]), sums(side.characters[here]),
        sums((side.end_marks[here] == 0).astype(np.float64)),
        tuple(np.minimum(held, _MOST_MARKS) for held in sums(side.inner_marks[here])),
        tuple(np.minimum(held, 1) for held in sums(numbers)),
        tuple(side.end_marks[here][width - 1 :] for width in widths),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """The dense comparison of source sentences ``rows`` with target sentences ``columns``.

    ``totals[a, b]`` is the pair (forward, backward) of evidence of each a-b window, summed over its words.
    """

    comparison: Comparison
    rows: slice
    columns: slice
    source: Windows
    target: Windows
    forward: tuple[Array, ...]
    backward: tuple[Array, ...]
    totals: Mapping[tuple[int, int], tuple[Floats, Floats]]
    dots: Floats
    encoded: Floats | None

    @property
    def best(self) -> Floats:
        """The evidence per word of each single pair of sentences, both directions."""
        forward, backward = self.totals[1, 1]
        return (forward / self.target.tokens[0] + backward / self.source.tokens[0][:, None]) / 2


def block(comparison: Comparison, rows: slice, columns: slice) -> Block:
    """Compare every window of source sentences ``rows`` with every window of target sentences ``columns``."""
    height, width = rows.stop - rows.start, columns.stop - columns.start
    forward = comparison.forward.evidence(rows, columns)
    backward = comparison.backward.evidence(columns, rows)
    totals = {
        (a, b): (window_sum(forward[a - 1].T, b).T, window_sum(backward[b - 1].T, a))
        for a, b in MATCHES
        if a <= height and b <= width
    }
    numbers = comparison.numbers[0][rows], comparison.numbers[1][columns]
    held = np.union1d(numbers[0].indices, numbers[1].indices)
    windows = [
        _windows(side, here, table[:, held].toarray().astype(np.float64))
        for side, here, table in zip((comparison.source, comparison.target), (rows, columns), numbers, strict=True)
    ]
    dots = (comparison.source_vectors.rows[rows] @ comparison.target_vectors.rows[columns].T).toarray()
    encoded = None
    if comparison.encoded:
        encoded = comparison.encoded[0].rows[rows] @ comparison.encoded[1].rows[columns].T
    return Block(comparison, rows, columns, windows[0], windows[1], forward, backward, totals, dots, encoded)


def match_features(blk: Block, a: int, b: int) -> Values:
    """Return the features of the a-b beads inside a block, each broadcast to (rows - a + 1, columns - b + 1)."""
    return {
        **_evidence(blk, a, b),
        **_cosine(blk, a, b),
        **_length(blk, a, b),
        **_headlines(blk, a, b),
        **_marks(blk, a, b),
        **({_BIASES[a, b]: 1.0} if (a, b) != (1, 1) else {}),
    }


def deletion_features(comparison: Comparison, best: Floats, side: str) -> dict[str, Floats]:
    """Return the features of leaving out each sentence of a side; ``best`` is its best evidence anywhere, per word."""
    of_source = side == "source"
    lengths = (comparison.source if of_source else comparison.target).token_counts
    numbers = comparison.numbers[0 if of_source else 1]
    explained = (comparison.backward if of_source else comparison.forward).explained_share
    return {
        f"deletion {side}": np.ones(len(lengths)),
        "deletion length": np.log(lengths) / 3,
        "deletion best evidence": np.clip(best, -0.3, 1.5),
        "deletion number": (np.diff(numbers.indptr) > 0).astype(np.float64),
        "deletion unexplained": 1 - explained,
    }


def _evidence(blk: Block, a: int, b: int) -> Values:
    forward, backward = blk.totals[a, b]
    half = (a + b) / 2
    source, target = blk.source.tokens[a - 1][:, None], blk.target.tokens[b - 1]
    values: dict[str, Floats] = {
        "evidence forward": forward / 10,
        "evidence backward": backward / 10,
        "evidence forward per word": half * forward / target,
        "evidence backward per word": half * backward / source,
        "evidence saturated": half * np.tanh((forward + backward) / (16 * half)),
    }
    if a + b > 2:
        values |= _weakest(blk, a, b)
    return values


def _weakest(blk: Block, a: int, b: int) -> dict[str, Floats]:
    """Return what makes each sentence of a wide bead pay for itself: its own evidence, and the loss without an edge."""
    source, target = blk.source.tokens[0], blk.target.tokens[0]
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


def _both(blk: Block, a: int, b: int) -> Floats:
    forward, backward = blk.totals[a, b]
    return forward + backward


def _cosine(blk: Block, a: int, b: int) -> dict[str, Floats]:
    """Return the likeness of the vectors of both windows: through the lexicon, and by the encoder if there is one."""
    comparison = blk.comparison
    lexical = comparison.source_vectors, comparison.target_vectors
    values = _likeness(blk, lexical, blk.dots, a, b, "cosine")
    if comparison.encoded and blk.encoded is not None:
        values = values | _likeness(blk, comparison.encoded, blk.encoded, a, b, "encoder cosine")
    return values


def _likeness(
    blk: Block, vectors: tuple[Vectors, Vectors], products: Floats, a: int, b: int, name: str
) -> dict[str, Floats]:
    """Return one minus the distance of the window vectors, relative to the distance of random sentences."""
    first, last = blk.rows.start, blk.rows.stop - a + 1
    left, right = blk.columns.start, blk.columns.stop - b + 1
    dots = window_sum(window_sum(products, a).T, b).T
    cosine = dots / (vectors[0].norms[a - 1][first:last, None] * vectors[1].norms[b - 1][None, left:right])
    chance = 2 - vectors[0].means[a - 1][first:last, None] - vectors[1].means[b - 1][None, left:right]
    likeness = 1 - 2 * (1 - cosine) / np.maximum(chance, 1e-6)
    return {name: (a + b) / 2 * likeness, **({f"{name} of a wide bead": likeness} if a + b > 2 else {})}


def _length(blk: Block, a: int, b: int) -> Values:
    source = blk.source.characters[a - 1][:, None] * blk.comparison.length_ratio
    target = blk.target.characters[b - 1]
    z = (target - source) / np.sqrt((source + target) / 2 * _LENGTH_VARIANCE)
    return {
        "length z2": np.minimum(z * z, 16) / 4,
        "length tail": _TAIL[np.minimum(np.abs(z) * _PER_SIGMA, len(_TAIL) - 1).astype(np.intp)],
        "length ratio": (a + b) / 2 * np.minimum(np.abs(np.log((target + 3) / (source + 3))), 2),
    }


def _headlines(blk: Block, a: int, b: int) -> Values:
    """Return how far the numbers of sentences without an end mark, as headlines are, go apart."""
    source, target = blk.source.headlines[a - 1][:, None], blk.target.headlines[b - 1]
    apart = np.minimum(np.abs(source - target), 3)
    wide = {"headlines in a wide bead": source + target > 0, "headlines differ in a wide bead": apart}
    return {"headlines differ": apart, **(wide if a + b > 2 else {})}


def _marks(blk: Block, a: int, b: int) -> Values:
    """Return what the surface shows: end marks, question and quotation marks, numbers, identity."""
    source, target = blk.source.numbers[a - 1], blk.target.numbers[b - 1]
    matched = source @ target.T
    unmatched = source.sum(1)[:, None] + target.sum(1) - 2 * matched
    apart = np.abs(blk.source.marks[a - 1][:, None] - blk.target.marks[b - 1])
    values: dict[str, NDArray[np.generic]] = {
        "end mark differs": blk.source.ends[a - 1][:, None] != blk.target.ends[b - 1],
        "question marks differ": apart[..., 0],
        "quotation marks differ": apart[..., 1],
        "numbers matched": np.minimum(matched, 3),
        "numbers unmatched": np.minimum(unmatched, 4),
    }
    if (a, b) == (1, 1):
        source_keys, target_keys = blk.comparison.identities
        values["identical"] = source_keys[blk.rows][:, None] == target_keys[blk.columns]
    return values  # type: ignore[return-value]
