"""What points to a person."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("personal", "Gọi 0912 345 678 hoặc a@example.com", "Call +84 912 345 678", 3),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
