"""Targets that repeat their source."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("untranslated", "Barack Obama gặp Angela Merkel", "Barack Obama met Angela Merkel", 0.8),
        ("untranslated", "Có", "Yes", None),
        ("identical", "Xin chào!", "xin  chào", 1),
        ("identical", "a", "b", 0),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
