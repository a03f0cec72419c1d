"""Letters of the declared language."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("script", "Xin chào các bạn", "Привет my friend", 8 / 14),
        ("script", "123", "!", None),
        ("alphabet", "chữ Việt", "chữ Việt here", 9 / 11),
        ("letters", "ab 12", "xyz", 0.4),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
