"""Words said again and again."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("repetition", "la la la la la", "one two three four five six", 0.8),
        ("repetition", "la la", "la la", None),
        ("repetition", "a b c d a b c d", "one two three four five", 0.5),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
