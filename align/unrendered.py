"""Unrendered stretches: what a text holds that nothing of the other renders, by the word links of the pair.

`align.leftover` asks which words the other side could explain; here the words compete. A word that is added is emitted
by nothing, and emits nothing, where its like elsewhere in the text is rendered already. Each word bears the log odds
of that, a stretch the sum of its words; the lengths of both sides and the rest of the text are weighed with it. The
weights are those of two logistic regressions on the even gold documents with clauses planted and taken away, on either
side (`python -m benchmarks.train_unrendered`); `benchmarks/leftovers.py` prints what is found on the odd ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from songngu.align.leftover import Stretch, clause_ends
from songngu.align.lexicon.lexicon import Vocabulary, numbered, shipped_lexicon
from songngu.align.links.linked import Word
from songngu.align.links.linker import Linker, WeighedPair

Vector = NDArray[np.float64]

LANGS = ("vi", "en")
_LEAST_WORDS = 3
_MOST_PARTS = 5
_EASE_OF_UNKNOWN = 1e-3
_LEAST_EASE = 1e-5
# By word: constant; u: emitted by nothing; v: emits nothing; v squared; u v; e: -log ease; u e; v e; not in the
# lexicon; that times u, and v.
_WORD_WEIGHTS = (-3.38, 0.83, 0.05, 5.87, 0.17, -0.74, 0.05, 0.28, -0.95, -2.02, 1.16)
# By stretch: constant; sum and mean of the words' log odds; log words; log ratio of lengths; what its absolute value
# loses without the stretch; mean log odds of the other words; share of the text; ends that only a conjunction makes;
# of several clauses; more clauses here than there; ends that nothing makes.
_STRETCH_WEIGHTS = (-6.14, 0.10, 0.97, 1.02, 1.66, 2.42, -0.59, 1.36, -2.38, -1.74, 1.38, -4.82)


@dataclass(frozen=True, slots=True)
class Unrendered:
    """A stretch of a text, by its characters, and the log odds that nothing renders it."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class SidePair:
    """A text and the other, with the words of the one and what the links say of each; ``ratio`` is usual length to it.

    ``emitted`` is how likely a word is emitted by any of the other side, ``emits`` how many it emits there.
    """

    text: str
    other: str
    ratio: float
    words: Sequence[Word]
    emitted: Vector
    emits: Vector
    vocabulary: Vocabulary


def side_pair(pair: tuple[str, str], weighed: WeighedPair, lang: str, ratio: float) -> SidePair:
    """Return the Vietnamese or the English side of a weighed pair, which stands in that order."""
    known = _lexicon_vocabulary(lang)
    if lang == LANGS[0]:
        sums = weighed.backward.sum(axis=1), weighed.forward.sum(axis=1)
        return SidePair(*pair, ratio, weighed.source, *sums, known)
    sums = weighed.forward.sum(axis=0), weighed.backward.sum(axis=0)
    return SidePair(*pair[::-1], ratio, weighed.target, *sums, known)


def weigh(pairs: Sequence[tuple[str, str]]) -> Iterator[WeighedPair]:
    """Yield what the shipped linker says of pairs of a Vietnamese text and an English one."""
    return _linker().weighed(pairs)


def unrendered(side: SidePair) -> Unrendered | None:
    """Return the stretch of a side that is likeliest rendered by nothing, None where none is long enough."""
    places, features = stretch_features(side, word_features(side) @ np.array(_WORD_WEIGHTS))
    if not places:
        return None
    scores = features @ np.array(_STRETCH_WEIGHTS)
    best = int(scores.argmax())
    return Unrendered(*places[best], float(scores[best]))


def word_features(side: SidePair) -> Vector:
    """Return the features of the words of a side that are linked, a row each."""
    numbers = numbered(side.vocabulary.index, [word.key for word in side.words[: len(side.emitted)]])
    unknown = (numbers < 0).astype(np.float64)
    ease = np.where(numbers < 0, _EASE_OF_UNKNOWN, side.vocabulary.ease[numbers])
    rare = -np.log(np.clip(ease, _LEAST_EASE, 1)) / 5
    u, v = (1 - np.clip(each.astype(np.float64), 0, 1) for each in (side.emitted, side.emits))
    columns = (np.ones(len(u)), u, v, v * v, u * v, rare, u * rare, v * rare, unknown, unknown * u, unknown * v)
    return np.stack(columns, axis=1)


def stretch_features(side: SidePair, odds: Vector) -> tuple[list[Stretch], Vector]:
    """Return the stretches of a side that may be unrendered, and their features, a row each."""
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    size = max(side.ratio * len(side.other), 1)
    length = math.log(max(len(side.text), 1) / size)
    ends, facing = clause_ends(side.text), clause_ends(side.other)
    starts = [word.span.start for word in side.words[: len(odds)]]
    cuts = np.searchsorted(starts, [end for end, _ in ends]).tolist()
    places, rows = [], []
    for first, last, ragged, several, free in _candidates(sums, cuts, ends):
        count = last - first
        if not _LEAST_WORDS <= count < len(odds):
            continue
        start, end = starts[first], starts[last] if last < len(odds) else len(side.text)
        total = float(sums[last] - sums[first])
        rest = (float(sums[-1]) - total) / (len(odds) - count)
        without = math.log(max(len(side.text) - (end - start), 1) / size)
        places.append((start, end))
        rows.append((1.0, total, total / count, math.log(count), length, abs(length) - abs(without), rest,
                     (end - start) / len(side.text), ragged, several, len(ends) > len(facing), free))  # fmt: skip
    return places, np.array(rows, np.float64).reshape(-1, len(_STRETCH_WEIGHTS))


def _candidates(
    sums: Vector, cuts: Sequence[int], ends: Sequence[tuple[int, bool]]
) -> Iterator[tuple[int, int, int, bool, bool]]:
    """Yield runs of clauses, and the run of words with the highest sum wherever it begins and ends.

    Of each its first word and the one behind it, how many of its ends a conjunction makes, whether it is of several
    clauses, and whether its ends are free.
    """
    for i in range(len(cuts) - 1):
        for j in range(i + 1, min(len(cuts), i + 1 + _MOST_PARTS)):
            yield cuts[i], cuts[j], (not ends[i][1]) + (not ends[j][1]), j > i + 1, False
    if len(sums) > 1:
        last = int((sums[1:] - np.minimum.accumulate(sums[:-1])).argmax()) + 1
        yield int(sums[:last].argmin()), last, 0, False, True


@cache
def _linker() -> Linker:
    return Linker.shipped(*LANGS)


@cache
def _lexicon_vocabulary(lang: str) -> Vocabulary:
    lexicon = shipped_lexicon(*LANGS)
    assert lexicon is not None
    return lexicon.source if lang == LANGS[0] else lexicon.target
