"""Repeated passages, in words: chains of seeds extended, aligned, verified, and each later place told once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial

import numpy as np

from songngu.corpus.document import Span
from songngu.corpus.duplicates.chains import Chain, Run, find_chains
from songngu.corpus.duplicates.matches import (
    Keys,
    WordMatch,
    align,
    clip,
    grow,
    hull,
    locate,
    split_gaps,
    split_overlap,
)
from songngu.corpus.duplicates.scope import Scope
from songngu.corpus.duplicates.seeds import GRAM, find_seeds
from songngu.corpus.duplicates.tandems import Tandem, find_long_tandems, find_tandems, outside
from songngu.corpus.duplicates.words import Words

# Share of the least words of a passage that its copies must have in common: of the shortest ones, few words may differ.
_COMMON = 0.75

# How far growth at the ends may fall below its best score: three words changed close together, and some.
_DROP = 8

# The edges of a copy and of the passage that tells it may differ by so many words.
_SLACK = 3

# Tandem copies told one by one; a longer row of them is told in doubling stretches, so that the report stays short.
_TANDEM_COPIES = 1000

# Sides up to this many words are aligned anew when a copy is moved to an earlier canonical one.
_REALIGNED = 4096


def find_matches(words: Words, min_words: int, similarity: float, scope: Scope) -> list[WordMatch]:
    """Return the repeated passages that ``scope`` asks for, sorted by ``first``, then ``second``.

    No word is in two second sides but at their edges; sides never overlap each other. The runs of each match are a
    common subsequence found by aligning the words between seeds, so the similarity is that of a real alignment.
    """
    known = find_long_tandems(words)
    seeds = find_seeds(words, partial(outside, known))
    tandems, seeds = find_tandems(seeds.where(scope.allows(seeds.first, seeds.second)), words.bounds)
    search = _Search(words, min_words, similarity)
    for tandem in sorted((*known, *tandems), key=lambda tandem: tandem.start):
        if scope.allows_one(tandem.start, tandem.start):
            search.add_tandem(tandem)
    # A chain half as long as the shortest passage may still grow into one at its ends.
    for _, chain in find_chains(seeds, words.bounds, max(GRAM, min_words / 2)):
        search.add_chain(chain)
    return sorted(
        _rooted(_maximal(search.matches), words.keys, min_words, similarity, scope),
        key=lambda match: (match.first, match.second),
    )


class _Search:
    """The matches accepted so far, and the words they explain as a later copy."""

    def __init__(self, words: Words, min_words: int, similarity: float) -> None:
        self.matches: list[WordMatch] = []
        self._words = words
        self._min_words = min_words
        self._similarity = similarity
        self._covered = np.zeros(len(words), dtype=np.bool_)

    def add_tandem(self, tandem: Tandem) -> None:
        """Accept the copies after the first; where words to spare allow it, they start where a line does."""
        period, count = tandem.period, (tandem.end - tandem.start) // tandem.period
        slack = tandem.end - tandem.start - count * period
        heads = np.flatnonzero(self._words.heads[tandem.start : tandem.start + slack + 1])
        start = tandem.start + (int(heads[0]) if len(heads) else 0)
        unit = period * -(-self._min_words // period)
        doubling = period < self._min_words or count > _TANDEM_COPIES
        second = start + unit
        while second < tandem.end:
            length = min(tandem.end - second, second - start if doubling else unit)
            if length < self._min_words:
                break
            self._accept(
                WordMatch(Span(start, start + length), Span(second, second + length), (Run(start, second, length),))
            )
            second += length

    def add_chain(self, chain: Chain) -> None:
        """Accept the passages that the chain holds and no earlier match explains."""
        pending = [(chain, _DROP)]
        while pending:
            whole, drop = pending.pop()
            for part in split_overlap(whole):
                fresh = self._unexplained(part)
                if not fresh:
                    continue
                match = grow(self._words, fresh, drop)
                if match.similarity < self._similarity:
                    pending.extend((piece, 0) for piece in split_gaps(fresh))
                elif self._is_long_enough(match):
                    self._accept(match)

    def _is_long_enough(self, match: WordMatch) -> bool:
        least = min(len(match.first), len(match.second))
        return least >= self._min_words and match.common >= _COMMON * self._min_words

    def _accept(self, match: WordMatch) -> None:
        self._covered[match.second.start : match.second.end] = True
        self.matches.append(match)

    def _unexplained(self, chain: Chain) -> Chain:
        """Return the chain, or its longest new stretch where most is explained, or () where too little is new."""
        first, second = hull(chain)
        start, end = second.start, second.end
        if second.start - first.start < self._min_words:
            return ()
        covered = self._covered[start:end]
        count = int(np.count_nonzero(covered))
        if not count:
            return chain
        if end - start - count < self._min_words // 2:
            return ()
        edges = np.flatnonzero(np.diff(covered, prepend=True, append=True))
        lengths = edges[1::2] - edges[::2]
        longest = int(np.argmax(lengths))
        if lengths[longest] < self._min_words // 2:
            return ()
        if 2 * count <= end - start:
            return chain
        low = start + int(edges[2 * longest])
        return clip(chain, first, Span(low, low + int(lengths[longest])))


def _maximal(matches: list[WordMatch]) -> list[WordMatch]:
    """Leave out the matches whose second side lies in a longer one's: what a whole file repeats is told once."""
    kept: list[WordMatch] = []
    reach = -1
    for match in sorted(matches, key=lambda match: (match.second.start, -match.second.end)):
        if match.second.end > reach:
            kept.append(match)
            reach = match.second.end
    return kept


def _rooted(
    matches: list[WordMatch], keys: Keys, min_words: int, similarity: float, scope: Scope
) -> Iterator[WordMatch]:
    """Replace the first side of a match that is itself a later copy by its canonical copy, where the two are alike."""
    done: list[WordMatch] = []
    for match in sorted(matches, key=lambda match: (match.second, match.first)):
        index = bisect_right(done, match.first.start + _SLACK, key=lambda other: other.second.start)
        rooted = match
        for parent in done[max(0, index - 2) : index]:
            if parent.second.end + _SLACK >= match.first.end:
                moved = _moved(match, parent, keys, min_words, similarity)
                rooted = moved if moved and scope.allows_one(moved.first.start, moved.second.start) else rooted
        done.append(rooted)
    return iter(done)


def _moved(match: WordMatch, parent: WordMatch, keys: Keys, min_words: int, similarity: float) -> WordMatch | None:
    first = Span(locate(parent, match.first.start), locate(parent, match.first.end - 1) + 1)
    second = match.second
    if len(first) < min_words or first.end > second.start:
        return None
    if len(first) == len(second) and np.array_equal(keys[first.start : first.end], keys[second.start : second.end]):
        return WordMatch(first, second, (Run(first.start, second.start, len(first)),))
    if max(len(first), len(second)) > _REALIGNED:
        return None
    moved = WordMatch(first, second, align(keys, first, second))
    return moved if moved.similarity >= similarity else None
