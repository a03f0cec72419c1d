"""Evidence of a part of two documents against the formula, word by word."""

import math

import numpy as np
import pytest

from songngu.align.score.comparison import Comparison
from songngu.align.score.evidence import Direction
from songngu.align.text.tokenised import narrow, prepare, select
from tests.align.score.compared import SOURCE, TARGET


def naive(direction: Direction, first: int, width: int, wanted: int) -> float:
    """Return the evidence that ``width`` given sentences from ``first`` give a wanted one."""
    table, bag, counts = direction.table.toarray(), direction.bag.toarray() > 0, direction.counts.toarray()
    units = bag[first : first + width].any(axis=0)
    total = 0.0
    for word in np.flatnonzero(counts[wanted] * direction.explained):
        best = table[units, word].max(initial=0.0)
        total += counts[wanted, word] * math.log(0.2 * best / min(width * direction.ease[word], 0.5) + 0.8)
    return total


def test_evidence_is_the_formula(comparison: Comparison) -> None:
    direction = comparison.forward
    around = direction.around(slice(1, 5), slice(0, 4), comparison.idf)
    found = around.evidence(slice(2, 5), slice(1, 4))
    assert [values.shape for values in found] == [(3, 3), (3, 2), (3, 1)]
    for width, values in enumerate(found, 1):
        for wanted in range(3):
            for first in range(4 - width):
                assert values[wanted, first] == pytest.approx(naive(direction, 2 + first, width, 1 + wanted), abs=1e-4)


def test_ease_is_the_mean_of_the_best_probabilities(comparison: Comparison) -> None:
    direction = comparison.backward
    table, bag = direction.table.toarray(), direction.bag.toarray() > 0
    total = sum(table[units].max(axis=0, initial=0.0) for units in bag)
    assert (direction.explained == (total > 0)).all()
    assert (direction.ease >= total / (len(TARGET) + 20)).all()


def test_a_narrowed_side_holds_the_same_sentences() -> None:
    part = select(prepare(SOURCE, "vi"), [1, 3])
    kept, words, units = narrow(part)
    assert set(kept.units) < set(part.units)
    assert kept.counts.toarray().tolist() == part.counts.toarray()[:, words].tolist()
    assert kept.bag.toarray().tolist() == part.bag.toarray()[:, units].tolist()
    again, _, _ = narrow(kept)
    assert again is kept
