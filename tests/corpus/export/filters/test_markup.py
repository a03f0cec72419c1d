"""What the web leaves in a corpus."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("markup", "<b>a</b> &amp;", "a", 12 / 14),
        ("markup", "a < b và c > d", "x", 0),
        ("addresses", "xem www.example.com", "see it", 15 / 19),
        ("boilerplate", "Trang chủ | Tin tức | Thể thao", "Home", 2),
        ("boilerplate", "x", "© 2015 Example. All rights reserved.", 2),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
