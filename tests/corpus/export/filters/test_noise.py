"""Characters that no text should hold."""

import pytest

from tests.corpus.export.filters.rows import scores


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("noise", "Tiáº¿ng Viá»‡t", "x", 6 / 14),
        ("noise", "Ti?ng Vi?t", "a\ufffd", 0.6),
        ("noise", "Tiếng Việt?", "What? “Yes” – café…", 0),
    ],
)
def test_measure(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]
