"""Lengths of sentences that can be compared across scripts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Letters of English that one sign is worth, by least squares over the blocks of articles in English and in Chinese,
# Japanese or Korean; what other alphabets, their marks and digits are worth is near one.
_HAN, _KATAKANA, _HANGUL = 3.1, 1.4, 2.2
_RANGES = (
    (0x30A1, 0x30FF, _KATAKANA), (0x3400, 0xA000, _HAN), (0xAC00, 0xD7B0, _HANGUL), (0xF900, 0xFB00, _HAN),
    (0x20000, 0x40000, _HAN),
)  # fmt: skip


def lengths(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the length of each text in letters of English, blanks not counted, at least 1.

    Chinese characters count as three letters, Korean syllables as two; all other characters as one.
    """
    codes, ends = code_points(texts)
    worth = (codes != ord(" ")).astype(np.float64)
    if codes.max(initial=0) >= _RANGES[0][0]:
        for first, stop, weight in _RANGES:
            worth[(codes >= first) & (codes < stop)] = weight
    total = np.concatenate(([0.0], np.cumsum(worth)))
    return np.asarray(np.maximum(total[ends[1:]] - total[ends[:-1]], 1.0))


def counted(texts: Sequence[str], kinds: Sequence[str]) -> NDArray[np.float64]:
    """Return how many characters of each kind stand in each text, shape (texts, kinds)."""
    codes, ends = code_points(texts)
    counts = np.zeros((len(texts), len(kinds)))
    for column, kind in enumerate(kinds):
        meant = np.zeros(1 + max(int(codes.max(initial=0)), *map(ord, kind)), np.bool_)
        meant[list(map(ord, kind))] = True
        total = np.append(0, np.cumsum(meant[codes]))
        counts[:, column] = total[ends[1:]] - total[ends[:-1]]
    return counts


def code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the code points of texts laid end to end, and where each ends, from 0."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, np.append(0, np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts))))
