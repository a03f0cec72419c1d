"""Marks that sides end with."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("punctuation", "Thật à?", "Really?", 1),
        ("punctuation", "“Thật à?”", "Really.", 0.5),
        ("punctuation", "Thật à?", "Really", 0),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
