"""Quality: one probability from many scores."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, threshold_of
from songngu.corpus.export.filters.quality import Curve, QualityModel


def test_a_curve_is_straight_between_its_points_and_level_beyond():
    curve = Curve((0.0, 1.0), (-2.0, 2.0), none=0.5)
    assert curve.worth(pl.Series([-1.0, 0.0, 0.25, 1.0, 9.0, None])).tolist() == [-2, -2, -1, 2, 2, 0.5]
    assert curve.span == 4


@pytest.mark.parametrize("text", ["", "1", "1:x", "2:1 1:2", 3, None])
def test_what_is_no_curve_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        Curve.read(text)


def test_a_curve_is_read():
    curve = Curve.read("0:-1.5 1:2")
    assert (curve.at, curve.weights) == ((0.0, 1.0), (-1.5, 2.0))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5))
def test_what_the_scores_are_worth_adds_up(rows):
    curves = {"a": Curve((0.0, 1.0), (0.0, 1.0)), "b": Curve((0.5,), (2.0,))}
    frame = pl.DataFrame(rows, schema=["score.a", "score.b"], orient="row")
    expected = [-1 + a + 2 for a, _ in rows]
    assert QualityModel(-1.0, curves).log_odds(frame).tolist() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "needs a classifier"),
        ({"features": {"ratio": "1:0 1:2"}}, "is no curve of ratio"),
        ({"features": {"ratio": "2:0 1:2"}}, "is no curve of ratio"),
        ({"features": {"ratio": "none:2"}}, "is no curve of ratio"),
        ({"features": {"ratio": "1:nan"}}, "is no curve of ratio"),
        ({"features": {"rato": "1:0"}}, "no filter is called 'rato'"),
        ({"features": {"regex": "1:0"}}, "needs a pattern"),
        ({"features": {"ratio": "1:0"}, "bias": "x"}, "bias 'x' is not a number"),
    ],
)
def test_what_is_no_classifier_is_told(settings: dict[str, object], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        threshold_of("quality", settings, all_filters({}))
