import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, parse_threshold, removed_by, scored, threshold_of

ROWS = [{"source": "Gọi 113", "target": "Call 113"}, {"source": "Mưa.", "target": "Rain 1 2"}]


def removed(*thresholds):
    return scored(from_rows(ROWS).lazy(), thresholds).select(removed_by(thresholds)).collect()["removed_by"].to_list()


@pytest.mark.parametrize(
    ("given", "gone"),
    [
        ("regex=113", [True, False]),
        ("regex=[0-9]", [True, True]),
        ('regex={ pattern = "[0-9]", most = 2 }', [True, False]),
        ('regex={ target = "[.3]$", least = 1 }', [False, True]),
        ('regex={ source = "113", most = 0 }', [True, False]),
        ("regex==", [False, False]),
    ],
)
def test_rows_are_removed_by_what_an_expression_matches(given, gone):
    threshold = parse_threshold(given, all_filters({}))
    assert removed(threshold) == ["regex" if each else None for each in gone]


def test_several_expressions_have_names_of_their_own():
    known = all_filters({})
    asked = [threshold_of("regex:rain", "Rain", known), threshold_of("regex:calls", {"pattern": "Call"}, known)]
    assert removed(*asked) == ["regex:calls", "regex:rain"]
    assert asked[1].recorded() == {"least": None, "most": 0, "pattern": "Call"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("regex", "needs a pattern"),
        ("regex=(", "no regular expression"),
        ("regex=(a)\\1", "no regular expression"),
        ("regex=a{1,100000}{1,1000}", "no regular expression"),
        ("regex={ pattern = 1 }", "no pattern"),
        ("regex={ pattern = ", "no table of TOML"),
        ('regex={ patern = "a" }', "unknown key 'patern'"),
        ('regex={ pattern = "a", least = "x" }', "not a number"),
        ("regex:=a", "no filter can be called"),
        ("ratio:mine=3", "no filter can be called"),
        ('ratio={ pattern = "a" }', "unknown key"),
    ],
)
def test_what_is_no_expression_is_told(given, reason):
    with pytest.raises(UsageError, match=reason):
        parse_threshold(given, all_filters({}))


def test_nested_quantifiers_take_no_time():
    slow = pl.LazyFrame({"source": ["a" * 20_000 + "!"], "target": ["b"]})
    threshold = parse_threshold("regex=(a+)+$", all_filters({}))
    assert scored(slow, [threshold]).collect()["score.regex"].to_list() == [0]
