"""Shingles: a text as the set of its runs of three words, hashed; how alike two texts are is told by their sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.words import Folder

SIZE = 3
"""Words in a shingle. A text of fewer words is one shingle."""

HASH_BITS = 48
BATCH = 1 << 14
"""Texts shingled at a time: their numbers fit into the 16 bits a hash leaves free, so one sort orders by both."""

_ROW_SHIFT = np.uint64(HASH_BITS)
_HASH_MASK = np.uint64((1 << HASH_BITS) - 1)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of some texts.

    ``keys``: a 64-bit hash of the folded words of each text, 0 for one without words; ``sizes``: how many different
    shingles it has; ``values``: their 48-bit hashes, ascending within a text, one text after the other.
    """

    keys: Hashes
    sizes: NDArray[np.int64]
    values: Hashes


def shingle(texts: Sequence[str], folder: Folder) -> Shingles:
    """Return the shingles of at most ``BATCH`` texts; case, diacritics and punctuation do not count.

    Two different shingles are taken for one with a chance of 2^-32 where single words share a hash, else of 2^-48.
    """
    words = word_rows(texts, folder)
    packed = _packed(*words)
    packed.sort()
    packed = packed[np.append(True, packed[1:] != packed[:-1])[: len(packed)]]
    sizes = np.bincount((packed >> _ROW_SHIFT).astype(np.int64), minlength=len(texts))
    return Shingles(text_hashes(*words), sizes, packed & _HASH_MASK)


def word_rows(texts: Sequence[str], folder: Folder) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Return the keys of the folded words of some texts, the number of the text of each, and the words of each text."""
    starts = np.append(0, np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1))
    keys, places = folder.keys("\n".join(texts))
    # The words before the start of each text; what stands from there to the next are its own.
    counts = np.diff(np.searchsorted(places, starts))
    return keys.astype(np.uint64), np.repeat(np.arange(len(texts)), counts), counts


def _packed(keys: Hashes, rows: NDArray[np.int64], counts: NDArray[np.int64]) -> Hashes:
    """Return the hashes of all shingles, the number of their text in the high bits."""
    padded = np.concatenate([keys + np.uint64(1), np.zeros(SIZE - 1, np.uint64)])
    row_of = np.concatenate([rows, np.full(SIZE - 1, -1)])
    hashes = np.zeros(len(keys), np.uint64)
    for i in range(SIZE):
        inside = row_of[i : i + len(keys)] == rows
        hashes = hashes * _BASE + np.where(inside, padded[i : i + len(keys)], np.uint64(0))
    firsts = np.append(True, rows[1:] != rows[:-1])[: len(rows)]
    whole = row_of[SIZE - 1 :] == rows
    kept = whole | (firsts & (counts[rows] < SIZE))
    return np.asarray((mixed(hashes[kept]) & _HASH_MASK) | (rows[kept].astype(np.uint64) << _ROW_SHIFT))


def text_hashes(keys: Hashes, rows: NDArray[np.int64], counts: NDArray[np.int64]) -> Hashes:
    """Return a hash of the words of each text, as `word_rows` has them: 0 for one without words.

    It is the polynomial of the words over the integers modulo 2^64.
    """
    texts = np.zeros(len(counts), np.uint64)
    if not len(keys):
        return texts
    powers = np.cumprod(np.full(int(counts.max()), _BASE), dtype=np.uint64)
    filled = np.flatnonzero(counts)
    firsts = np.cumsum(counts[filled]) - counts[filled]
    places = np.arange(len(keys)) - np.repeat(firsts, counts[filled])
    texts[filled] = mixed(np.add.reduceat((keys + np.uint64(1)) * powers[places], firsts)) | np.uint64(1)
    return texts


def mixed(values: Hashes) -> Hashes:
    """Return hashes with every bit made to depend on all of them (the finaliser of SplitMix64, its first half)."""
    mixed: Hashes = np.asarray(values ^ (values >> np.uint64(30)))
    mixed = mixed * _MIX
    mixed ^= mixed >> np.uint64(27)
    return mixed


def jaccard(first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
    """Return how alike the texts of each pair are: their common shingles by all their shingles; 0 without words."""
    folder, found = Folder(), []
    step = BATCH // 2
    for start in range(0, len(first), step):
        one, other = first[start : start + step], second[start : start + step]
        sides = [shingle(side, folder) for side in (one, other)]
        number = np.arange(len(one), dtype=np.uint64) << _ROW_SHIFT
        packed = np.concatenate([np.repeat(number, side.sizes) | side.values for side in sides])
        packed.sort()
        equal = (packed[1:][packed[1:] == packed[:-1]] >> _ROW_SHIFT).astype(np.int64)
        shared = np.bincount(equal, minlength=len(one))
        found.append(shared / np.maximum(1, sides[0].sizes + sides[1].sizes - shared))
    return np.concatenate(found or [np.empty(0)])


def text_keys(texts: Sequence[str]) -> Hashes:
    """Return a hash of the folded words of each text, 0 for one without words."""
    folder = Folder()
    parts = [shingle(texts[start : start + BATCH], folder).keys for start in range(0, len(texts), BATCH)]
    return np.asarray(np.concatenate(parts or [np.empty(0, np.uint64)]))
