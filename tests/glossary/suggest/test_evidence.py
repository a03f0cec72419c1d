"""What speaks for a phrase pair."""

import pytest

from songngu.glossary.suggest.evidence import FEATURES, dice, likelihood_ratio, probability, reading


def test_association() -> None:
    assert dice(2, 2, 2) == 1
    assert 0 < dice(1, 4, 2) < 1
    assert likelihood_ratio(4, 4, 4, 100) > likelihood_ratio(1, 4, 4, 100)


def test_readings() -> None:
    assert reading("Trạm Giang", "Zhanjiang", ("vi", "en")) > 0.5
    assert reading("Zhanjiang", "Trạm Giang", ("en", "vi")) > 0.5
    assert reading("Berlin", "Berlin", ("de", "fr")) == 0


def test_probability_is_one() -> None:
    weights = dict.fromkeys(FEATURES, 1000.0)
    assert probability([1.0] * len(FEATURES), weights) == pytest.approx(1)
