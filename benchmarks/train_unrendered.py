"""Train the weights of `align/unrendered.py`: clauses planted in the even gold documents, and taken away, both sides.

    python -m benchmarks.train_unrendered

Of a planted clause every word is one that nothing renders, of a clean segment every word one that something does: that
fits the weights of words. Those of stretches are fitted to the likeliest stretch of each segment with a slip against
the three likeliest of each clean one, until the choice settles. Every second segment is weighed as if nothing were
known of the usual length of its document. It prints both rows of weights of each language, to be written into the
module.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.gold import gold_documents
from benchmarks.leftovers import planted, rows_of
from benchmarks.mutants import segments
from songngu.align.known_texts import LANGS, KnownTexts
from songngu.align.unrendered import Shares, dot, shared, stretches, word_features, word_odds
from songngu.glossary.rules.leftovers import usual_ratios
from songngu.glossary.rules.rule import Row

Vector = NDArray[np.float64]
Flags = NDArray[np.bool_]
PENALTY = 1e-4
ROUNDS = 5
RARITY = 10  # clean segments weigh so many times what slips do


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of texts, the language of the side looked at, and the kind of slip ("" for clean).

    ``ratio`` is how long the English usually is to the Vietnamese, ``before`` the text without its slip.
    """

    pair: tuple[str, str]
    lang: str
    ratio: float
    before: str
    kind: str


def samples(half: int) -> Iterator[Sample]:
    """Yield the clean segments of both sides, and those with a slip."""
    rng = random.Random(14)
    for document in gold_documents():
        if document.half != half:
            continue
        rows = [row for row in rows_of(list(segments(document)), document.langs) if row.rendered]
        ratio = usual_ratios(rows)[rows[0].document] if rows else 1.0
        for number, row in enumerate(rows):
            known = ratio if number % 2 else 1.0
            for lang in LANGS:
                yield Sample((row.source_prose, row.target_prose), lang, known, "", "")
            yield from _slips(row, [each.target for each in rows], rng, known, turned=False)
            yield from _slips(_turned(row), [each.source for each in rows], rng, known, turned=True)


def _turned(row: Row) -> Row:
    return replace(row, source=row.target, target=row.source)


def _slips(row: Row, pool: list[str], rng: random.Random, ratio: float, *, turned: bool) -> Iterator[Sample]:
    for kind, _, target in planted(row, pool, rng):
        pair = (target, row.source) if turned else (row.source, target)
        lang = LANGS[("taken" in kind) == turned]
        yield Sample(pair, lang, ratio, row.target, kind)


def planted_words(side: KnownTexts, found: Sequence[Sample]) -> Flags:
    """Tell of each word of the samples' texts whether it is of a clause planted there."""
    inside = np.zeros(len(side.words.numbers), np.bool_)
    for number, sample in enumerate(found):
        text, before = side.texts[number], sample.before
        if "planted" not in sample.kind or sample.lang != side.lang:
            continue
        start = next((k for k, pair in enumerate(zip(text, before, strict=False)) if len(set(pair)) > 1), len(before))
        first = side.runs.starts[number] + len(text[:start].split())
        count = len(text.split()) - len(before.split())
        inside[side.first_words[first] : side.first_words[first + count]] = True
    return inside


def trained(sides: tuple[KnownTexts, KnownTexts], shares: Shares, found: Sequence[Sample]) -> tuple[Vector, Vector]:
    """Return the weights of words and of stretches for the language of the first side."""
    side = sides[0]
    mine = np.array([sample.lang == side.lang for sample in found], np.bool_)
    is_clean = np.array([not sample.kind for sample in found], np.bool_)
    ratios = np.array([sample.ratio if side.lang == LANGS[1] else 1 / sample.ratio for sample in found])
    features = np.stack(word_features(side, shares), axis=1)
    words = contrasted(features[planted_words(side, found)], features[(mine & is_clean)[side.words.texts]])
    held = stretches(sides, word_odds(side, dot(features.T, words)), ratios, mine)
    values, clean = np.stack(held.features, axis=1), is_clean[held.texts]
    weights = np.zeros(values.shape[1])
    weights[1] = 1
    for _ in range(ROUNDS):
        rank = ranked(held.texts, values @ weights)
        weights = contrasted(values[~clean & (rank < 1)], values[clean & (rank < 3)], RARITY)
    return words, weights


def ranked(texts: NDArray[np.int64], scores: Vector) -> NDArray[np.int64]:
    """Return the place of each stretch among those of its text, the best first."""
    order = np.lexsort((-scores, texts))
    begins = np.flatnonzero(np.diff(texts[order], prepend=-1))
    places = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
    found = np.empty_like(places)
    found[order] = places
    return found


def fitted(features: Vector, wanted: Vector, weight: Vector) -> Vector:
    """Return the weights of a logistic regression."""

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = features @ weights
        lost = weight * (np.logaddexp(0, scores) - wanted * scores)
        slope = features.T @ (weight * (1 / (1 + np.exp(-scores)) - wanted)) / weight.sum()
        slope[1:] += PENALTY * weights[1:]
        return float(lost.sum() / weight.sum() + PENALTY / 2 * (weights[1:] ** 2).sum()), slope

    return np.asarray(minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B").x)


def contrasted(slips: Vector, clean: Vector, rarity: float = 1.0) -> Vector:
    """Return the weights that tell slips from what is clean."""
    wanted = np.concatenate((np.ones(len(slips)), np.zeros(len(clean))))
    weight = np.where(wanted == 1, len(clean) / len(slips) / rarity, 1.0)
    return fitted(np.concatenate((slips, clean)), wanted, weight)


def main() -> None:
    """Print both rows of weights of each language."""
    found = list(samples(0))
    vietnamese, english = (KnownTexts.of([s.pair[k] for s in found], lang) for k, lang in enumerate(LANGS))
    shares = shared((vietnamese, english), np.ones(len(found), np.bool_))
    for sides, its in (((vietnamese, english), shares[0]), ((english, vietnamese), shares[1])):
        for name, row in zip(("_WORD_WEIGHTS", "_STRETCH_WEIGHTS"), trained(sides, its, found), strict=True):
            print(f"{name} {sides[0].lang}: ({', '.join(f'{value:.2f}' for value in row)})")


if __name__ == "__main__":
    main()
