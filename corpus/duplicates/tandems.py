"""Tandems: stretches of words that repeat without a break, as a line written ten times does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.seeds import GRAM, Seeds
from songngu.corpus.duplicates.words import Words

# Words between two looks for a long tandem: none of three times that length and of up to half that period is missed.
_STEP = 4096
_TRIED = 8


@dataclass(frozen=True, slots=True)
class Tandem:
    """Words ``start`` to ``end``, which repeat with ``period``: at least two copies, one right after the other."""

    start: int
    end: int
    period: int


def find_long_tandems(words: Words) -> list[Tandem]:
    """Return the long tandems, disjoint and in order: their words are looked at once, however many."""
    tandems = []
    for start, end in zip(words.bounds[:-1].tolist(), words.bounds[1:].tolist(), strict=True):
        done = start
        for probe in range(start, end - 2 * _STEP, _STEP):
            if probe < done:
                continue
            period = _period(words.keys[probe : probe + 2 * _STEP])
            if period:
                low = probe - _agreement(words.keys[done : probe + period][::-1], period)
                done = probe + period + _agreement(words.keys[probe:end], period)
                tandems.append(Tandem(low, done, period))
    return tandems


def _period(keys: NDArray[np.uint32]) -> int:
    """Return the distance at which the first half of ``keys`` stands again, at most a quarter of their length, or 0."""
    half = len(keys) // 2
    starts = np.ones(half // 2, np.bool_)
    for i in range(GRAM):
        starts &= keys[1 + i : 1 + i + len(starts)] == keys[i]
    for period in (np.flatnonzero(starts)[:_TRIED] + 1).tolist():
        if np.array_equal(keys[:half], keys[period : period + half]):
            return int(period)
    return 0


def _agreement(keys: NDArray[np.uint32], period: int) -> int:
    """Return how many words, from the first on, are equal to those ``period`` words further on."""
    done, size = 0, _STEP
    while done < len(keys) - period:
        size = min(size, len(keys) - period - done)
        unequal = keys[done : done + size] != keys[done + period : done + period + size]
        if unequal.any():
            return done + int(np.argmax(unequal))
        done, size = done + size, min(2 * size, 1 << 22)
    return done


def outside(tandems: list[Tandem], start: int, count: int) -> NDArray[np.bool_]:
    """Tell of ``count`` grams from the word ``start`` on which ones are in no tandem or in its first copy."""
    kept = np.ones(count, np.bool_)
    for tandem in tandems:
        low, high = tandem.start + tandem.period - start, tandem.end - GRAM + 1 - start
        if low < count and high > 0:
            kept[max(low, 0) : high] = False
    return kept


def find_tandems(seeds: Seeds, bounds: NDArray[np.int64]) -> tuple[list[Tandem], Seeds]:
    """Return the stretches that repeat without a break, disjoint and in order, and the seeds that none explains."""
    period = seeds.second - seeds.first
    documents = [np.searchsorted(bounds, side, side="right") for side in (seeds.first, seeds.second)]
    rows = np.flatnonzero((seeds.length >= period) & (documents[0] == documents[1]))
    rows = rows[np.lexsort((period[rows], seeds.first[rows]))]
    tandems: list[Tandem] = []
    for first, step, length in zip(*(a[rows].tolist() for a in (seeds.first, period, seeds.length)), strict=True):
        end = first + step + length
        last = tandems[-1] if tandems else Tandem(0, 0, 1)
        if first < last.end and end - first > 2 * (last.end - last.start):
            start = first
            tandems.pop()
        else:
            start = max(first, last.end)
        if end - start >= 2 * step:
            tandems.append(Tandem(start, end, step))
    return tandems, _unexplained(seeds, tandems)


def _unexplained(seeds: Seeds, tandems: list[Tandem]) -> Seeds:
    """Drop the seeds inside one tandem and after its first copy: what stands there is a later copy already."""
    if not tandems:
        return seeds
    starts, ends, periods = np.array([(t.start, t.end, t.period) for t in tandems]).T
    index = np.maximum(np.searchsorted(starts, seeds.first, side="right") - 1, 0)
    inside = (starts[index] <= seeds.first) & (seeds.second + seeds.length <= ends[index])
    return seeds.where(~(inside & (seeds.second >= starts[index] + periods[index])))
