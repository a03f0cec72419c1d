"""Quality: one probability from many scores."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, threshold_of
from songngu.corpus.export.filters.quality import Curve, NoiseModel, QualityModel, quality_model


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
    assert NoiseModel(-1.0, curves).log_odds(frame).tolist() == pytest.approx(expected, abs=1e-6)


def test_a_kind_of_noise_is_told_whatever_speaks_against_others():
    against = {kind: NoiseModel(0.0, {kind: Curve((0.0, 1.0), (-5.0, 5.0))}) for kind in ("a", "b")}
    odds = QualityModel(against).log_odds(pl.DataFrame({"score.a": [1.0, 1.0, 0.0], "score.b": [1.0, 0.0, 0.0]}))
    assert odds.tolist() == pytest.approx([5 - math.log(2), -5, -5 - math.log(2)], abs=1e-4)
    assert QualityModel(against).spans == {"a": (10.0, "a"), "b": (10.0, "b")}


def test_a_classifier_of_noise_as_a_whole_is_one_of_one_kind():
    table = {"bias": 1.5, "features": {"ratio": "1:0 2:-3 none:1"}}
    old, new = (quality_model("quality", each) for each in (table, {"kinds": {"noise": table}}))
    assert old == new
    assert old.log_odds(pl.DataFrame({"score.ratio": [1.0, 2.0, None]})).tolist() == [1.5, -1.5, 2.5]


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
        ({"kinds": {}}, "kinds of noise alone"),
        ({"kinds": {"a": {"features": {"ratio": "1:0"}}}, "bias": 1}, "kinds of noise alone"),
        ({"kinds": {"a": {"features": {"ratio": "1:0"}, "least": 1}}}, "the kind 'a' is no table"),
        ({"kinds": {"a": {"bias": 1}}}, "needs a classifier"),
    ],
)
def test_what_is_no_classifier_is_told(settings: dict[str, object], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        threshold_of("quality", settings, all_filters({}))
