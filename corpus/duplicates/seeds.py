"""Seeds of repeated passages: runs of words that stand, word for word, in two places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.words import Words

GRAM = 6
"""Words in the shortest run that is seen."""

# A gram that stands in up to this many places is paired with each of them, any other one with its neighbours and the
# first.
_RARE = 8
_NEIGHBOURS = 2

# Past this many words only the minima of every window of four grams are kept: memory halves, runs of nine words are
# still seen.
_SAMPLED_FROM = 1 << 23
_WINDOW = 4

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Seeds:
    """Equal runs: ``length`` words from ``first`` on are equal to those from ``second`` on, and ``first < second``.

    All int64 arrays, sorted by ``second``, then ``first``; ``first`` and ``second`` count over all documents, and no
    run crosses the end of one.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    length: NDArray[np.int64]

    def where(self, mask: NDArray[np.bool_]) -> Seeds:
        """Return the seeds that ``mask`` marks."""
        return Seeds(self.first[mask], self.second[mask], self.length[mask])


Outside = Callable[[int, int], NDArray[np.bool_]]
"""Tells of so many grams, from a word on, which ones are to be looked at."""


def find_seeds(words: Words, outside: Outside) -> Seeds:
    """Return the runs of at least ``GRAM`` equal words, of the grams that are ``outside`` of what is known.

    Rolling hashes of all grams (Karp and Rabin 1987) are sorted; equal ones are paired, frequent ones with only a few
    of their like, so that there are never more than a few pairs for each word; pairs that touch on one diagonal are one
    run. Large corpora are sampled by winnowing (Schleimer, Wilkerson and Aiken 2003).
    """
    places, hashes = _grams(words, outside)
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    runs = [_collapsed(places, earlier, later) for earlier, later in _links(order, hashes[order])]
    del order, hashes
    first, second, length = (np.concatenate([run[i] for run in runs]) for i in range(3))
    return _joined(first, second, length, words.bounds)


def _grams(words: Words, outside: Outside) -> tuple[Places, NDArray[np.uint64]]:
    sampled = len(words) >= _SAMPLED_FROM
    places, hashes = [np.empty(0, np.int32)], [np.empty(0, np.uint64)]
    for start, end in zip(words.bounds[:-1].tolist(), words.bounds[1:].tolist(), strict=True):
        for begin in range(start, end - GRAM + 1, _SAMPLED_FROM):
            # Neighbouring slices share words, so that no gram and no window is lost between them.
            values = _rolling(words.keys[begin : min(end, begin + _SAMPLED_FROM + GRAM + _WINDOW)])
            wanted = outside(begin, len(values))
            wanted[_SAMPLED_FROM:] = False
            kept = np.flatnonzero(_minima(values) & wanted if sampled else wanted)
            places.append((kept + begin).astype(np.int32))
            hashes.append(values[kept])
    return np.concatenate(places), np.concatenate(hashes)


def _rolling(keys: NDArray[np.uint32]) -> NDArray[np.uint64]:
    count = len(keys) - GRAM + 1
    values = np.zeros(count, dtype=np.uint64)
    for i in range(GRAM):
        values *= _BASE
        values += keys[i : i + count]
    values ^= values >> np.uint64(29)
    values *= _MIX
    return values


def _minima(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if len(values) < _WINDOW:
        return np.ones(len(values), dtype=np.bool_)
    windows = np.lib.stride_tricks.sliding_window_view(values, _WINDOW)
    least = windows.min(axis=1)
    kept = np.zeros(len(values), dtype=np.bool_)
    for i in range(_WINDOW):
        kept[i : i + len(least)] |= values[i : i + len(least)] == least
    return kept


def _links(order: Places, hashes: NDArray[np.uint64]) -> Iterator[tuple[Places, Places]]:
    """Pair the numbers of grams of equal hash, given those sorted; in each part yielded a later one occurs once."""
    frequent = np.zeros(len(hashes), dtype=np.bool_)
    crowded = hashes[_RARE:] == hashes[:-_RARE]
    for i in range(_RARE + 1):
        frequent[i : i + len(crowded)] |= crowded
    for lag in range(1, _RARE):
        equal = hashes[lag:] == hashes[:-lag]
        if lag > _NEIGHBOURS:
            equal &= ~frequent[lag:]
        yield order[:-lag][equal], order[lag:][equal]
    later = np.flatnonzero(frequent)
    later = later[_NEIGHBOURS + 1 :]
    later = later[hashes[later] == hashes[later - _NEIGHBOURS - 1]]
    heads = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)]).astype(np.int32)
    yield order[heads[np.searchsorted(heads, later, side="right") - 1]], order[later]


def _collapsed(places: Places, earlier: Places, later: Places) -> tuple[Places, Places, Places]:
    """Join pairs of grams that follow one another on both sides: first and second word and length of each run."""
    partner = np.full(len(places), -1, dtype=np.int32)
    partner[later] = places[earlier]
    later = np.flatnonzero(partner >= 0).astype(np.int32)
    first, second = partner[later], places[later]
    del partner
    # No gram crosses the end of a document, so neighbours within a window are in one.
    broken = np.ones(len(later), dtype=np.bool_)
    broken[1:] = (np.diff(second) > _WINDOW) | (np.diff(second) != np.diff(first))
    head = np.flatnonzero(broken)
    tail = np.append(head[1:], len(later))[: len(head)] - 1
    return first[head], second[head], second[tail] - second[head] + np.int32(GRAM)


def _joined(first: Places, second: Places, length: Places, bounds: NDArray[np.int64]) -> Seeds:
    """Join the runs that overlap or touch on one diagonal of one pair of documents."""
    order = np.lexsort((second, second - first))
    first, second, ends = first[order], second[order], (second + length)[order]
    broken = np.ones(len(first), dtype=np.bool_)
    broken[1:] = (np.diff(second - first) != 0) | (second[1:] > ends[:-1])
    for side in (first, second):
        broken[1:] |= np.diff(np.searchsorted(bounds, side, side="right")) != 0
    head = np.flatnonzero(broken)
    tail = np.append(head[1:], len(first))[: len(head)] - 1
    first, second, length = first[head], second[head], ends[tail] - second[head]
    order = np.lexsort((first, second))
    return Seeds(*(side[order].astype(np.int64) for side in (first, second, length)))
