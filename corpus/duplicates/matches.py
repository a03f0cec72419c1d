"""Matches: two stretches of words and the runs of equal words that align them; how they are cut, grown and aligned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from songngu.corpus.document import Span
from songngu.corpus.duplicates.chains import Chain, Run
from songngu.corpus.duplicates.words import Words

Keys = NDArray[np.uint32]
Heads = NDArray[np.bool_]

# Score of a different word in growth, where an equal one has 1.
_MISMATCH = -2
_LEAST_GROWTH = 256

# An edge up to this many words from a line edge that both copies share is moved there.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Two stretches of words, counted over all documents, and the runs of equal words that align them, in order."""

    first: Span
    second: Span
    runs: Chain

    @property
    def common(self) -> int:
        """The words that both sides have in common, in order."""
        return sum(run.length for run in self.runs)

    @property
    def similarity(self) -> float:
        """Twice the words in common by the words of both sides: 1 where every word is equal."""
        return 2 * self.common / (len(self.first) + len(self.second))


def hull(chain: Chain) -> tuple[Span, Span]:
    """Return the words from the first run of a chain to its last, on both sides."""
    last = chain[-1]
    return Span(chain[0].first, last.first + last.length), Span(chain[0].second, last.second + last.length)


def clip(chain: Chain, first: Span, second: Span) -> Chain:
    """Return the parts of the runs that stand inside both stretches."""
    runs = []
    for run in chain:
        low = max(0, first.start - run.first, second.start - run.second)
        high = min(run.length, first.end - run.first, second.end - run.second)
        if low < high:
            runs.append(Run(run.first + low, run.second + low, high - low))
    return tuple(runs)


def split_overlap(chain: Chain) -> Iterator[Chain]:
    """Cut a chain whose sides overlap in one document into chains whose sides do not, in one pass."""
    part: list[Run] = []
    barrier = chain[0].second
    for run in chain:
        done = 0
        while done < run.length:
            if run.first + done >= barrier:
                if part:
                    yield tuple(part)
                part, barrier = [], run.second + done
            size = min(run.length - done, barrier - run.first - done)
            part.append(Run(run.first + done, run.second + done, size))
            done += size
    yield tuple(part)


def split_gaps(chain: Chain) -> list[Chain]:
    """Cut a chain at its widest gaps: all that are at least half as wide as the widest."""
    gaps = [
        max(after.first - before.first, after.second - before.second) - before.length
        for before, after in pairwise(chain)
    ]
    if not gaps:
        return [chain]
    least = max(gaps) / 2
    cuts = [0, *(i + 1 for i, gap in enumerate(gaps) if gap >= least), len(chain)]
    return [chain[low:high] for low, high in pairwise(cuts)]


def grow(words: Words, chain: Chain, drop: int) -> WordMatch:
    """Return the match of a chain: its ends grown, those of a near one to line edges, the words between runs aligned.

    An end grows word by word until the score of equal and different words lies more than ``drop`` below its best (the
    X-drop of BLAST); with 0, over equal words only.
    """
    room = _Room.around(words, chain)
    first, second = hull(chain)
    budget = max(_LEAST_GROWTH, 2 * len(second))
    left = _growth(words.keys, first.start, second.start, -min(budget, room.left(first, second)), drop)
    first, second = Span(first.start - left, first.end), Span(second.start - left, second.end)
    right = _growth(words.keys, first.end, second.end, min(budget, room.right(first, second)), drop)
    runs = (
        *_diagonal(words.keys, first.start, second.start, left),
        *chain,
        *_diagonal(words.keys, first.end, second.end, right),
    )
    first, second = Span(first.start, first.end + right), Span(second.start, second.end + right)
    if drop and len(runs) > 1:
        first, second = _to_lines(words.heads, first, second)
    return WordMatch(first, second, align(words.keys, first, second, runs))


def align(keys: Keys, first: Span, second: Span, runs: Chain = ()) -> Chain:
    """Return the runs with those of a longest common subsequence of the words between, before and after them added."""
    aligned: list[Run] = []
    x, y = first.start, second.start
    for run in (*runs, Run(first.end, second.end, 0)):
        if run.first > x and run.second > y:
            aligned.extend(_common(keys, Span(x, run.first), Span(y, run.second)))
        if run.length:
            aligned.append(run)
        x, y = run.first + run.length, run.second + run.length
    return tuple(aligned)


def locate(match: WordMatch, word: int) -> int:
    """Return the word of the first side that answers to a word of the second, or its nearest aligned neighbour."""
    index = max(0, bisect_right(match.runs, word, key=lambda run: run.second) - 1)
    run = match.runs[index]
    return run.first + min(max(word - run.second, 0), run.length)


def _common(keys: Keys, first: Span, second: Span) -> Iterator[Run]:
    a, b = keys[first.start : first.end], keys[second.start : second.end]
    for block in LCSseq.opcodes(a.tolist(), b.tolist()):
        if block.tag == "equal":
            yield Run(first.start + block.src_start, second.start + block.dest_start, block.src_end - block.src_start)


def _growth(keys: Keys, x: int, y: int, limit: int, drop: int) -> int:
    """Return how many words an end at ``x`` and ``y`` grows: at most ``limit``, to the left where that is negative."""
    sign = -1 if limit < 0 else 1
    limit, done, block, score, best, length = abs(limit), 0, 32, 0, 0, 0
    while done < limit:
        size = min(block, limit - done)
        if sign > 0:
            equal = keys[x + done : x + done + size] == keys[y + done : y + done + size]
        else:
            equal = (keys[x - done - size : x - done] == keys[y - done - size : y - done])[::-1]
        scores = score + np.cumsum(np.where(equal, 1, _MISMATCH))
        fallen = np.flatnonzero(scores < np.maximum(np.maximum.accumulate(scores), best) - drop)
        stop = int(fallen[0]) if len(fallen) else size
        top = int(np.argmax(scores[:stop])) if stop else 0
        if scores[top] > best:
            best, length = int(scores[top]), done + top + 1
        if len(fallen):
            break
        score, done, block = int(scores[-1]), done + size, 2 * block
    return length


def _diagonal(keys: Keys, x: int, y: int, length: int) -> Iterator[Run]:
    if not length:
        return
    padded = np.zeros(length + 2, dtype=np.bool_)
    padded[1:-1] = keys[x : x + length] == keys[y : y + length]
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        yield Run(x + low, y + low, high - low)


@dataclass(frozen=True, slots=True)
class _Room:
    """How far two stretches may grow: to the ends of their documents, and not into each other."""

    first: Span
    second: Span

    @classmethod
    def around(cls, words: Words, chain: Chain) -> _Room:
        spans = []
        for word in (chain[0].first, chain[0].second):
            after = int(np.searchsorted(words.bounds, word, side="right"))
            spans.append(Span(int(words.bounds[after - 1]), int(words.bounds[after])))
        return cls(*spans)

    def left(self, first: Span, second: Span) -> int:
        between = second.start - first.end if self.first == self.second else second.start
        return min(first.start - self.first.start, second.start - self.second.start, between)

    def right(self, first: Span, second: Span) -> int:
        between = second.start - first.end if self.first == self.second else self.second.end
        return min(self.first.end - first.end, self.second.end - second.end, between)


def _to_lines(heads: Heads, first: Span, second: Span) -> tuple[Span, Span]:
    """Move both edges outwards to line edges close by: what lies between are words edited in a copy.

    A document begins and ends with a line, so no edge leaves its own.
    """
    left = _steps(heads, first.start, second.start, -1)
    if left and second.start - left[1] >= first.end:
        first, second = Span(first.start - left[0], first.end), Span(second.start - left[1], second.end)
    right = _steps(heads, first.end, second.end, 1)
    if right and first.end + right[0] <= second.start:
        first, second = Span(first.start, first.end + right[0]), Span(second.start, second.end + right[1])
    return first, second


def _steps(heads: Heads, x: int, y: int, step: int) -> tuple[int, int] | None:
    """Return how many words lie between two positions and the line edges on one side, None where too many do."""
    counts = []
    for position in (x, y):
        for count in range(_SLACK + 1):
            place = position + step * count
            if place >= len(heads) or heads[place]:
                counts.append(count)
                break
    return (counts[0], counts[1]) if len(counts) == 2 else None
