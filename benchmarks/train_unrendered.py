"""Train the weights of `align/unrendered.py`: clauses planted in the even gold documents, and taken away, both sides.

    python -m benchmarks.train_unrendered

Of a planted clause every word is one that nothing renders, of a clean segment every word one that something does: that
fits the weights of words. Those of stretches are fitted to the likeliest stretch of each segment with a slip against
the three likeliest of each clean one, until the choice settles. Every second segment is weighed as if nothing were
known of the usual length of its document. It prints both rows of weights, to be written into the module.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.gold import gold_documents
from benchmarks.leftovers import planted, rows_of
from benchmarks.mutants import segments
from songngu.align.unrendered import LANGS, SidePair, side_pair, stretch_features, weigh, word_features
from songngu.glossary.rules.leftovers import usual_ratios
from songngu.glossary.rules.rule import Row

Vector = NDArray[np.float64]
PENALTY = 1e-4
ROUNDS = 5
RARITY = 10  # clean segments weigh so many times what slips do


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of texts, the language of the side looked at, the text without its slip, and the kind ("" for clean)."""

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
                yield Sample((row.source, row.target), lang, known, "", "")
            yield from _slips(row, [each.target for each in rows], rng, known, turned=False)
            yield from _slips(_turned(row), [each.source for each in rows], rng, known, turned=True)


def _turned(row: Row) -> Row:
    return replace(row, source=row.target, target=row.source)


def _slips(row: Row, pool: list[str], rng: random.Random, ratio: float, *, turned: bool) -> Iterator[Sample]:
    for kind, _, target in planted(row, pool, rng):
        pair = (target, row.source) if turned else (row.source, target)
        lang = LANGS[("taken" in kind) == turned]
        yield Sample(pair, lang, ratio, row.target, kind)


def sides(found: list[Sample]) -> Iterator[tuple[Sample, SidePair]]:
    """Yield the samples as their sides are weighed."""
    for sample, weighed in zip(found, weigh([sample.pair for sample in found]), strict=True):
        yield (
            sample,
            side_pair(sample.pair, weighed, sample.lang, 1 / sample.ratio if sample.lang == "vi" else sample.ratio),
        )


def planted_words(sample: Sample, side: SidePair) -> NDArray[np.bool_]:
    """Tell of each word whether it is of the planted clause."""
    text, before = side.text, sample.before
    start = next((k for k, (a, b) in enumerate(zip(text, before, strict=False)) if a != b), min(len(text), len(before)))
    tail = 0
    while tail < len(before) - start and before[-1 - tail] == text[-1 - tail]:
        tail += 1
    inside = [
        start <= word.span.start and word.span.end <= len(text) - tail for word in side.words[: len(side.emitted)]
    ]
    return np.array(inside, np.bool_)


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
    """Print both rows of weights."""
    found = [(sample, side) for sample, side in sides(list(samples(0))) if len(side.emitted)]
    added = [word_features(side)[planted_words(s, side)] for s, side in found if "planted" in s.kind]
    clean = [word_features(side) for sample, side in found if not sample.kind]
    words = contrasted(np.concatenate(added), np.concatenate(clean))
    stretches = [(sample, stretch_features(side, word_features(side) @ words)[1]) for sample, side in found]
    stretches = [(sample, features) for sample, features in stretches if len(features)]
    weights = np.zeros(stretches[0][1].shape[1])
    weights[1] = 1
    for _ in range(ROUNDS):
        likeliest = [
            (sample, features[np.argsort(-(features @ weights), kind="stable")]) for sample, features in stretches
        ]
        slips = np.concatenate([features[:1] for sample, features in likeliest if sample.kind])
        right = np.concatenate([features[:3] for sample, features in likeliest if not sample.kind])
        weights = contrasted(slips, right, RARITY)
    for name, row in (("_WORD_WEIGHTS", words), ("_STRETCH_WEIGHTS", weights)):
        print(f"{name} = ({', '.join(f'{value:.2f}' for value in row)})")


if __name__ == "__main__":
    main()
