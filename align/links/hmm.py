"""The hidden Markov model of word alignment (Vogel, Ney and Tillmann 1996; Och and Ney 2003), many sentences at a time.

The words of one text are emitted, one after the other, by words of the other; where the next is emitted from depends on
how far that is from the last, not on where. Words that nothing renders are emitted by a null word, which keeps the
place. Sentences of a batch are padded; all arithmetic is over the batch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_NULL = 0.2
_FARTHEST = 8
# How often a word is emitted from a place so far from the last one, from eight before to eight after and farther.
_JUMPS = (1, 1, 1, 2, 3, 5, 9, 22, 30, 100, 40, 18, 10, 6, 4, 3, 3)


def posteriors(emissions: Floats, null: Floats, given: NDArray[np.int64], wanted: NDArray[np.int64]) -> Floats:
    """Return how likely each given word emitted each wanted word, shape (sentences, wanted words, given words).

    ``emissions`` has the same shape, ``null`` is (sentences, wanted words); ``given`` and ``wanted`` are the numbers of
    words of each sentence. What is missing to 1 is the probability of the null word.
    """
    count, length, width = emissions.shape
    inside = np.arange(width) < given[:, None]
    steps = _steps(width)
    leaving = 1 / np.maximum(inside.astype(np.float32) @ steps.T, 1e-9)
    past = np.arange(length) >= wanted[:, None]
    emissions = np.where(past[:, :, None], np.float32(1), emissions) * inside[:, None, :]
    null = np.where(past, np.float32(1), null)
    real, kept = np.zeros((2, length, count, width), np.float32)
    before = _arrivals(width) * inside
    before /= np.maximum(before.sum(axis=1, keepdims=True), 1e-30)
    for j in range(length):
        held = before if j == 0 else real[j - 1] + kept[j - 1]
        moved = before if j == 0 else ((held * leaving) @ steps) * inside
        real[j] = (1 - _NULL) * moved * emissions[:, j]
        kept[j] = _NULL * held * null[:, j, None]
        total = np.maximum((real[j] + kept[j]).sum(axis=1, keepdims=True), 1e-30)
        real[j] /= total
        kept[j] /= total
    after = np.ones((count, width), np.float32)
    out = np.empty((count, length, width), np.float32)
    for j in range(length - 1, -1, -1):
        total = ((real[j] + kept[j]) * after).sum(axis=1, keepdims=True)
        out[:, j] = real[j] * after / np.maximum(total, 1e-30)
        after = (1 - _NULL) * ((emissions[:, j] * after) @ steps.T) * leaving + _NULL * null[:, j, None] * after
        after /= np.maximum(after.max(axis=1, keepdims=True), 1e-30)
    return out


def _steps(width: int) -> Floats:
    """Return the weight of going from each place (rows) to each place."""
    return _weights(np.arange(width)[None, :] - np.arange(width)[:, None])


def _arrivals(width: int) -> Floats:
    """Return the weight of each place for the first word."""
    return _weights(np.arange(width) + 1)


def _weights(jumps: NDArray[np.int64]) -> Floats:
    weights: Floats = np.array(_JUMPS, np.float32)[np.clip(jumps, -_FARTHEST, _FARTHEST) + _FARTHEST]
    return weights
