"""Relaxation labelling (Hummel and Zucker 1983) of word links: each is weighed by what the words beside it link to.

Each word of one text shares itself among the words of the other by how likely it renders them and by how near their
places are, and then twice more by how well that goes with its neighbours. Arrays are of (source words, target words,
pairs), with zeros where a text has no more words. All sums run along the words of a text, one after the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NULL = 5e-5
_FARTHER = 0.6
_TIMES = 2
_UNSUPPORTED = 0.03
# A link supports others so many words before or behind in the source and in the target, half as much as the next one.
_NEXT = (1, 1)
_NEAR = ((1, 0), (0, 1), (2, 2))


def near(ours: Ints, theirs: Ints, shape: tuple[int, ...]) -> Floats:
    """Return how near the places of two words are, from 1 down, of (source words, target words, pairs).

    In longer texts that is less, by the root of their length: a clause more or less moves words no farther there.
    """
    one, other = (
        np.arange(size, dtype=np.float32)[:, None] / np.maximum(lengths, 1).astype(np.float32)
        for size, lengths in zip(shape, (ours, theirs), strict=False)
    )
    far = np.abs(one[:, None] - other)
    far *= np.sqrt((ours + theirs) / 2).astype(np.float32) * np.float32(_FARTHER)
    far += 1
    return np.reciprocal(far, out=far)


def shared(renders: Floats, near: Floats, given: Ints, *, axis: int) -> Floats:
    """Return how likely each word along ``axis`` emitted each word of the other text."""
    null = (given * _NULL).astype(np.float32)
    renders *= near
    shares = _normal(renders, null, axis)
    for _ in range(_TIMES):
        shares = _normal(renders * _supported(shares), null, axis)
    return shares


def _normal(weights: Floats, null: Floats, axis: int) -> Floats:
    sums = np.maximum(total(weights, axis) + null, np.float32(1e-20))
    shares: Floats = weights / np.expand_dims(sums, axis)
    return shares


def _supported(shares: Floats) -> Floats:
    """Return how well each link goes with those beside it in both texts."""
    found = np.full_like(shares, _UNSUPPORTED)
    _add_moved(found, shares, *_NEXT)
    half = shares * np.float32(0.5)
    for down, right in _NEAR:
        _add_moved(found, half, down, right)
    return found


def _add_moved(found: Floats, part: Floats, down: int, right: int) -> None:
    """Add to each cell what stands so far before it and behind it."""
    height, width = max(part.shape[0] - down, 0), max(part.shape[1] - right, 0)
    found[down:, right:] += part[:height, :width]
    found[:height, :width] += part[down:, right:]


def total(values: Floats, axis: int) -> Floats:
    """Return the sums along an axis, added up in order, so that zeros behind change nothing."""
    parts = np.moveaxis(values, axis, 0)
    found: Floats = parts[0].copy()
    for part in parts[1:]:
        found += part
    return found
