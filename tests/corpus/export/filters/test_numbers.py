"""Numbers on both sides."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("numbers", "Giá 3.500 đồng và 12,5 triệu", "3,500 dong and 12.5 million", 1),
        ("numbers", "Có hai mươi người", "There are 20 people", 1),
        ("numbers", "ngày 20 tháng 1 năm 2015", "January 20, 2015", 1),
        ("numbers", "Có 12 người", "There are 13 people", 0),
        ("numbers", "Không có số", "No number", None),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
