"""Unrendered stretches: what a text holds that nothing of the other renders, by the word links of the pair.

The words of both texts compete for each other. A word that is added is emitted by nothing, and emits nothing, where its
like elsewhere in the text is rendered already. Each word bears the log odds of that, a stretch the sum of its words;
the lengths of both sides and the rest of the text are weighed with it. The weights are those of two logistic
regressions on the even gold documents with clauses planted and taken away, on either side (`python -m
benchmarks.train_unrendered`); `benchmarks/leftovers.py` prints what is found on the odd ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.align.known_texts import KnownTexts, lexicon
from songngu.align.links.competition import Rivals, Shares

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Vector = NDArray[np.float64]

_LEAST_WORDS = 3
_MOST_WORDS = 1_500
_MOST_PARTS = 5
_PARTS = 1_000_000
# By word: constant; u: emitted by nothing; v: emits nothing; v squared; u v; e: -log ease; u e; v e; not in the
# lexicon; that times u, and v.
_WORD_WEIGHTS = {
    "vi": (-2.57, 2.17, -0.15, 5.77, -0.09, -0.34, -0.01, 0.06, 0.25, -2.22, 0.51),
    "en": (-2.45, 2.40, 1.52, 2.76, -1.12, -0.14, -0.14, 0.32, -1.39, -2.61, 1.01),
}
# By stretch: constant; sum and mean of the words' log odds; log words; log ratio of lengths; what its absolute value
# loses without the stretch; mean log odds of the other words; share of the text; ends that only a conjunction makes;
# of several clauses; of whole sentences; more clauses here than there; ends that nothing makes.
_STRETCH_WEIGHTS = {
    "vi": (-6.89, 0.14, 0.78, 0.95, 2.49, 2.66, -0.78, 1.82, -2.49, -2.44, 2.63, 1.08, -4.28),
    "en": (-7.00, 0.23, 1.00, 0.79, 1.96, 1.33, -1.12, 2.06, -1.54, -1.79, 2.67, 1.36, -4.29),
}


class Unrendered(NamedTuple):
    """A stretch of a text, by its characters, and the log odds that nothing renders it."""

    start: int
    end: int
    score: float


class Stretches(NamedTuple):
    """Stretches of some texts: the numbers of the texts, of their first runs and those behind, and their features."""

    texts: Ints
    first: Ints
    last: Ints
    features: Sequence[Vector]


class Odds(NamedTuple):
    """The log odds of the words of some texts that nothing renders them, in millionths: sums are exact.

    ``sums`` are those of all words before each, and of all; ``first`` and ``last`` are the word of each text at which
    the run of words with the highest sum begins, and the one behind it.
    """

    sums: Ints
    first: Ints
    last: Ints


def unrendered(
    sides: tuple[KnownTexts, KnownTexts], ratios: Vector, rows: tuple[Flags, Flags], least: float
) -> tuple[dict[int, Unrendered], dict[int, Unrendered]]:
    """Return the stretch likeliest rendered by nothing, of Vietnamese texts of some rows and English texts of others.

    ``ratios`` says how long the English texts usually are to the Vietnamese. Left out are texts without a stretch that
    scores ``least``, and rows of more than 1,500 words.
    """
    linked = np.maximum(*(np.diff(side.words.starts) for side in sides)) <= _MOST_WORDS
    shares = shared(sides, (rows[0] | rows[1]) & linked)
    odds = [
        word_odds(side, dot(word_features(side, its), _WORD_WEIGHTS[side.lang]))
        for side, its in zip(sides, shares, strict=True)
    ]
    ours = stretches(sides, odds[0], 1 / ratios, rows[0] & linked)
    theirs = stretches(sides[::-1], odds[1], ratios, rows[1] & linked)
    return dict(_likeliest(sides[0], ours, least)), dict(_likeliest(sides[1], theirs, least))


def shared(sides: tuple[KnownTexts, KnownTexts], rows: Flags) -> tuple[Shares, Shares]:
    """Return what the words of both sides of some rows have of each other."""
    return Rivals(lexicon(), sides[0].words, sides[1].words).shares(np.flatnonzero(rows))


def word_features(side: KnownTexts, shares: Shares) -> Sequence[Vector]:
    """Return the features of the words of some texts by what they have of the others."""
    rare, unknown = side.rarity[side.words.numbers], side.unknown[side.words.numbers]
    u, v = (1 - np.clip(each.astype(np.float64), 0, 1) for each in shares)
    return np.ones_like(u), u, v, v * v, u * v, rare, u * rare, v * rare, unknown, unknown * u, unknown * v


def word_odds(side: KnownTexts, odds: Vector) -> Odds:
    """Return the log odds of words as sums, with the run of words of each text that has the highest."""
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.rint(odds * _PARTS).astype(np.int64))))
    texts = np.flatnonzero(np.diff(side.words.starts))
    begins = side.words.starts[texts]
    # Each text lies lower than all before it, so that the lowest sum so far is one of its own.
    lower = sums[:-1] - side.words.texts * (sums.max() - sums.min() + 1)
    lowest = np.minimum.accumulate(lower)
    low = np.maximum.accumulate(np.where(np.diff(lowest, prepend=lowest[:1] + 1) < 0, np.arange(len(lowest)), 0))
    gains = sums[1:] - sums[low]
    best = np.flatnonzero(gains == np.repeat(np.maximum.reduceat(gains, begins), np.diff(side.words.starts)[texts]))
    best = best[np.flatnonzero(np.diff(side.words.texts[best], prepend=-1))]
    first, last = side.words.starts[:-1].copy(), side.words.starts[:-1].copy()
    first[texts], last[texts] = low[best], best + 1
    return Odds(sums, first, last)


def stretches(sides: tuple[KnownTexts, KnownTexts], odds: Odds, ratios: Vector, rows: Flags) -> Stretches:
    """Return the stretches of texts of the first side that may be unrendered, with their features."""
    side, other = sides
    bounds, (ragged, several, whole, free) = _candidates(side, odds, rows & (odds.last > odds.first))
    texts, first, last = bounds
    ours = side.first_words[last] - side.first_words[first]
    words = np.diff(side.words.starts)[texts]
    total = (odds.sums[side.first_words[last]] - odds.sums[side.first_words[first]]) / _PARTS
    all_words = (odds.sums[side.words.starts[texts + 1]] - odds.sums[side.words.starts[texts]]) / _PARTS
    own, size = side.lengths[texts], np.maximum(ratios[texts] * other.lengths[texts], 1)
    long = np.minimum(side.first_characters[last] - side.first_characters[first], own)
    length, without = np.log(own / size), np.log(np.maximum(own - long, 1) / size)
    clauses = [np.bincount(each.cuts.texts, minlength=len(side.texts))[texts] for each in sides]
    features = (
        np.ones(len(texts)), total, total / ours, np.log(ours), length, np.abs(length) - np.abs(without),
        (all_words - total) / (words - ours), long / own, ragged, several, whole,
        np.greater(*clauses).astype(np.float64), free,
    )  # fmt: skip
    return Stretches(texts, first, last, features)


def _candidates(side: KnownTexts, odds: Odds, wanted: Flags) -> tuple[Ints, Vector]:
    """Return runs of clauses, and the words with the highest sum wherever they begin and end.

    Of each, as columns, its text, its first run and the one behind it; and how many of its ends a conjunction makes,
    whether it is of several clauses, whether of whole sentences, and whether its ends are free.
    """
    cuts, bounds, shapes = side.cuts, [], []
    for step in range(1, _MOST_PARTS + 1):
        here = np.flatnonzero((cuts.texts[:-step] == cuts.texts[step:]) & wanted[cuts.texts[:-step]])
        bounds.append(np.stack((cuts.texts[here], cuts.runs[here], cuts.runs[here + step])))
        ragged = (~cuts.by_mark[here]).astype(np.float64) + ~cuts.by_mark[here + step]
        whole = cuts.sentences[here] & cuts.sentences[here + step]
        shapes.append(np.stack((ragged, np.full(len(here), step > 1), whole, np.zeros(len(here)))))
    texts = np.flatnonzero(wanted)
    first = np.searchsorted(side.first_words, odds.first[texts], "right") - 1
    last = np.searchsorted(side.first_words, odds.last[texts], "left")
    bounds.append(np.stack((texts, first, last)))
    shapes.append(np.repeat([[0.0], [0.0], [0.0], [1.0]], len(texts), axis=1))
    every = np.concatenate(bounds, axis=1)
    words = side.first_words[every[2]] - side.first_words[every[1]]
    kept = np.flatnonzero((words >= _LEAST_WORDS) & (words < np.diff(side.words.starts)[every[0]]))
    return every[:, kept], np.concatenate(shapes, axis=1)[:, kept]


def dot(columns: Sequence[Vector], weights: Sequence[float]) -> Vector:
    """Return columns weighed and added up in order: a product of matrices is another in its last bits for more rows."""
    found = columns[0] * weights[0]
    for column, weight in zip(columns[1:], weights[1:], strict=True):
        found += column * weight
    return found


def _likeliest(side: KnownTexts, found: Stretches, least: float) -> Iterator[tuple[int, Unrendered]]:
    """Yield the stretch of each text that scores most, the first of those that score alike."""
    scores = dot(found.features, _STRETCH_WEIGHTS[side.lang]).round(6)
    kept = np.flatnonzero(scores >= least)
    order = kept[np.lexsort((-scores[kept], found.texts[kept]))]
    best = order[np.flatnonzero(np.diff(found.texts[order], prepend=-1))]
    for k in best.tolist():
        text = int(found.texts[k])
        yield text, Unrendered(*side.span(text, int(found.first[k]), int(found.last[k])), float(scores[k]))
