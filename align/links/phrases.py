"""Phrase pairs that are consistent with word links."""

from __future__ import annotations

from collections.abc import Iterator

from songngu.align.links.linked import LinkedPair

Stretch = tuple[int, int]


def consistent_phrases(pair: LinkedPair, longest: int = 7) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield the first and last words of a source and a target phrase of at most ``longest`` words each.

    No word of either is linked with a word outside the other, and one link at least lies inside (Och, Tillmann and Ney
    1999). Target phrases end with a linked word.
    """
    ahead: dict[int, list[int]] = {}
    back: dict[int, list[int]] = {}
    for link in pair.links:
        ahead.setdefault(link.source, []).append(link.target)
        back.setdefault(link.target, []).append(link.source)
    for first in range(len(pair.source)):
        for last in range(first, min(first + longest, len(pair.source))):
            reached = [j for k in range(first, last + 1) for j in ahead.get(k, ())]
            if not reached:
                continue
            low, high = min(reached), max(reached)
            returning = [i for j in range(low, high + 1) for i in back.get(j, ())]
            if high - low < longest and first <= min(returning) and max(returning) <= last:
                yield (first, last), (low, high)
