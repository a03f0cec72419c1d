"""Model 1 of IBM."""

import numpy as np
import pytest

from songngu.align.lexicon.ibm import TrainingSide, train_model1
from songngu.align.lexicon.lexicon import (
    renderings,
)
from songngu.align.lexicon.training import train_lexicon
from tests.align.lexicon.sentences import PAIRS


def model1_by_hand(pairs: list[tuple[list[int], list[int]]], sizes: tuple[int, int], rounds: int) -> np.ndarray:
    """IBM Model 1 as its definition reads, one sentence after the other; the last source row is the null word."""
    table = np.ones((sizes[0] + 1, sizes[1]))
    for _ in range(rounds):
        counts = np.zeros_like(table)
        for source, target in pairs:
            rows = [*sorted(set(source)), sizes[0]]
            for word in target:
                counts[rows, word] += table[rows, word] / table[rows, word].sum()
        table = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-30)
    return table[:-1]


def test_model1_equals_its_definition() -> None:
    pairs = [([0, 1], [0, 1]), ([0, 2], [0, 2, 2]), ([1], [1]), ([2, 3, 0], [2, 3])]
    sides = TrainingSide.of([sorted(set(s)) for s, _ in pairs], 4), TrainingSide.of([t for _, t in pairs], 4)
    table = train_model1(*sides, iterations=5, prune=0)
    np.testing.assert_allclose(table.toarray(), model1_by_hand(pairs, (4, 4), 5), atol=1e-5)


def test_chunks_do_not_change_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    pairs = [(sorted(set(rng.integers(0, 30, 8))), list(rng.integers(0, 30, 7))) for _ in range(60)]
    sides = TrainingSide.of([s for s, _ in pairs], 30), TrainingSide.of([t for _, t in pairs], 30)
    whole = train_model1(*sides, prune=0).toarray()
    for links, cells in ((100, 0), (100, 1000), (10_000_000, 0)):
        monkeypatch.setattr("songngu.align.lexicon.ibm._LINKS", links)
        monkeypatch.setattr("songngu.align.lexicon.ibm._CELLS_A_LINK", cells)
        np.testing.assert_allclose(train_model1(*sides, prune=0).toarray(), whole, atol=1e-5)


def test_a_table_past_the_bound_is_thinned(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    sides = [TrainingSide.of([list(rng.permutation(50)[:10]) for _ in range(40)], 50) for _ in range(2)]
    monkeypatch.setattr("songngu.align.lexicon.ibm._MOST_PAIRS", 500)
    monkeypatch.setattr("songngu.align.lexicon.ibm._LINKS", 100)
    monkeypatch.setattr("songngu.align.lexicon.ibm._CELLS_A_LINK", 0)
    assert 0 < train_model1(*sides, prune=0).nnz <= 500


def test_words_find_their_renderings() -> None:
    lexicon = train_lexicon(PAIRS * 2, "vi", "en")
    assert renderings(lexicon, "mèo")[0][0] == "cat"
    assert renderings(lexicon, "con mèo")[0][0] == "cat"
    assert renderings(lexicon.reversed(), "dog")[0][0] == "chó"
    assert renderings(lexicon, "voi") == []
    assert lexicon.sentences == 2 * len(PAIRS)
