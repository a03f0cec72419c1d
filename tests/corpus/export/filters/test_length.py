"""Sizes of sides and what they are to each other."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("empty", " \u00a0", "x", 1),
        ("empty", None, "", 2),
        ("ratio", "một hai ba bốn", "one two", 2),
        ("ratio", "một", "...", None),
        ("character-ratio", "abcdef", "ab", 3),
        ("longest", "a bcd", "http://example.com", 18),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
