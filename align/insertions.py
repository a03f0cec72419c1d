"""Insertions: a short sentence that one side has alone, swallowed by its neighbour's bead, taken out of it again.

What a short sentence says weighs little in the score of a bead of one to two or three, so that joining it costs less
than leaving it out. The words that nothing on the other side explains, and those of the other side that nothing else
does, say whether it belongs there. The bounds were chosen on the even half of the gold, short sentences planted
(`python -m benchmarks.insertions`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import scipy.sparse as sp

from songngu.align.bead import Bead
from songngu.align.explained import WordReading, mended_probability
from songngu.align.text.tokenised import TokenisedText

_MOST_EXPLAINED = 0.4
_LEAST_EXPLAINED = 0.5
_MOST_LOST = 0.05
_FEWEST_WORDS = 2
_MOST_SENTENCES = 3
_TOLERANCE = 0.2


def part_insertions(
    source: TokenisedText, target: TokenisedText, tables: tuple[sp.csr_array, sp.csr_array], beads: Sequence[Bead]
) -> list[Bead]:
    """Return the beads, those parted of which the first or the last sentence of the longer side is an insertion.

    ``tables`` are p(target word | source unit) and p(source word | target unit). The probability of both parts lies
    between .5 and .8, by the share of the insertion's words that nothing explains.
    """
    forward, backward = WordReading(source, target, tables[0]), WordReading(target, source, tables[1])
    return [part for bead in beads for part in _parts(bead, forward, backward)]


def _parts(bead: Bead, forward: WordReading, backward: WordReading) -> Iterator[Bead]:
    """Yield a bead as it is, or as an insertion and what is left of it, in their order."""
    sizes = len(bead.source), len(bead.target)
    if min(sizes) != 1 or not 2 <= max(sizes) <= _MOST_SENTENCES:
        yield bead
        return
    is_target = sizes[1] > 1
    one, many = (bead.source, bead.target) if is_target else (bead.target, bead.source)
    there, back = (forward, backward) if is_target else (backward, forward)
    found = [(_novelty(one[0], edge, rest, there, back), edge, rest) for edge, rest in _edges(many)]
    novelty, edge, rest = max(found, key=lambda each: each[0])
    if not novelty:
        yield bead
        return
    probability = mended_probability(novelty)
    pairs = [(one, rest), ((), (edge,))] if rest[0] < edge else [((), (edge,)), (one, rest)]
    for single, several in pairs:
        yield Bead(single, several, probability) if is_target else Bead(several, single, probability)


def _edges(many: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    yield many[0], many[1:]
    yield many[-1], many[:-1]


def _novelty(one: int, edge: int, rest: tuple[int, ...], there: WordReading, back: WordReading) -> float:
    """Return what share of a sentence's words nothing explains where it is an insertion beside ``rest``, else 0.

    It is one where ``rest`` is explained and explains the other side as well without it, and the lengths fit no worse.
    """
    words = there.explained((one,), (edge,))
    if len(words) < _FEWEST_WORDS or words.mean() > _MOST_EXPLAINED:
        return 0.0
    others, known = there.explained((one,), rest), back.explained((edge, *rest), (one,))
    if not len(others) or others.mean() < _LEAST_EXPLAINED or not known.any():
        return 0.0
    lost = (known & ~back.explained(rest, (one,))).sum() / known.sum()
    alone, length = sum(len(there.wanted.texts[k]) for k in rest), len(there.given.texts[one])
    whole = alone + len(there.wanted.texts[edge])
    fits = abs(math.log(alone / length)) <= abs(math.log(whole / length)) + _TOLERANCE
    return float(1 - words.mean()) if lost <= _MOST_LOST and fits else 0.0
