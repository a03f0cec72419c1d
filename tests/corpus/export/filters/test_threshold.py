import polars as pl
import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import FILTERS, Filter, parse_threshold, threshold_of


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("ratio", "ratio=..3"),
        ("ratio=2.5", "ratio=..2.5"),
        ("language=0.7", "language=0.7.."),
        ("length=1..200", "length=1..200"),
        ("length = 5..", "length=5.."),
        ("length=..80", "length=..80"),
        ("noise=..", "noise=.."),
    ],
)
def test_a_threshold_as_a_command_line_gives_it(given, shown):
    assert str(parse_threshold(given, FILTERS)) == shown


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        (True, {"least": 1, "most": 150}),
        ("2..9", {"least": 2, "most": 9}),
        ({"least": 3}, {"least": 3, "most": None}),
        ({"least": 3, "most": 4.5}, {"least": 3, "most": 4.5}),
    ],
)
def test_a_threshold_as_a_recipe_gives_it(value, bounds):
    assert threshold_of("length", value, FILTERS).recorded() == bounds


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("lenght", True, "no filter is called 'lenght'", "did you mean length?"),
        ("zzz", True, "no filter is called 'zzz'", "known are empty, length"),
        ("length", 5, "has no one bound", "length=5.. is the least"),
        ("length", "9..2", "length=9..2: the least is more than the most", None),
        ("length", "a..", "'a' is not a number", "NAME=LEAST..MOST"),
        ("ratio", "nan", "'nan' is not a number", "write NAME"),
        ("ratio", False, "False is not a number", "write NAME"),
        ("ratio", {"least": [1]}, "[1] is not a number", "write NAME"),
        ("ratio", {"max": 1}, "unknown key 'max'", "least and most"),
    ],
)
def test_a_wrong_threshold_says_what_to_write(name, value, message, hint):
    with pytest.raises(UsageError) as error:
        threshold_of(name, value, FILTERS)
    assert message in str(error.value)
    assert hint is None or hint in str(error.value.hint)


def test_null_and_the_bounds_themselves_stay():
    threshold = threshold_of("x", {"least": 1, "most": 2}, {"x": Filter("x", "", lambda: pl.col("x"))})
    rows = pl.DataFrame({"score.x": [None, 0.999, 1.0, 2.0, 2.001]})
    assert rows.select(threshold.fails()).to_series().to_list() == [False, True, False, False, True]


def test_each_filter_by_itself_removes_something():
    assert all(scorer.least is not None or scorer.most is not None for scorer in FILTERS.values())
    assert all(name == scorer.name and scorer.summary for name, scorer in FILTERS.items())
