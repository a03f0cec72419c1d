import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.export.filters import FILTERS, Filter, parse_threshold, removed_by, scored, threshold_of
from tests.corpus.export.filters.rows import bitext, scores

ALL = [threshold_of(name, True, FILTERS) for name in FILTERS]


SHARES = (
    "language",
    "script",
    "alphabet",
    "letters",
    "numbers",
    "punctuation",
    "repetition",
    "untranslated",
    "identical",
)


SHARES += ("markup", "addresses", "noise")


LANGS = st.sampled_from(["vi", "en", "fr", "zh-Hans", "tlh", None])


TEXT = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.lists(st.sampled_from(["một", "là", "the", "12", "3.5", ",", ".", "<b>", "&", "@", "Ã¡", "e\u0301"])).map(
        " ".join
    ),
)


ROW = st.fixed_dictionaries({"source": TEXT, "target": TEXT, "source_lang": LANGS, "target_lang": LANGS})


@settings(max_examples=8, deadline=None)
@given(st.lists(ROW, max_size=8))
def test_any_text_has_scores_in_their_range_whatever_the_batch(rows):
    frame = bitext(*rows)
    whole = scored(frame.lazy(), ALL).collect()
    parts = [scored(part.lazy(), ALL).collect() for part in (frame[:1], frame[1:])]
    assert whole.equals(pl.concat(parts))
    assert all(whole[name].dtype == pl.Float64 for name in whole.columns if name.startswith("score."))
    for name in SHARES:
        assert whole[f"score.{name}"].is_between(0, 1).all(), name


def test_scores_stream_to_a_file(tmp_path):
    frame = bitext(*[(f"Đây là câu thứ {i}.", f"This is sentence {i + i % 2}.") for i in range(5000)])
    scored(frame.lazy(), ALL).sink_parquet(tmp_path / "scored.parquet", row_group_size=700)
    again = pl.scan_parquet(tmp_path / "scored.parquet").collect()
    assert again.equals(scored(frame.lazy(), ALL).collect())
    assert again["score.numbers"].to_list() == [1.0, 0.0] * 2500


def test_a_row_is_removed_by_the_first_filter_it_fails():
    rows = bitext(("", ""), ("Một câu dài như thế này đây.", "Short."), ("Có.", "Yes."), ("Có.", "có"))
    thresholds = [parse_threshold(name, FILTERS) for name in ("empty", "ratio", "identical")]
    assert scored(rows.lazy(), thresholds).select(removed_by(thresholds)).collect().to_series().to_list() == [
        "empty", "ratio", None, "identical",
    ]  # fmt: skip
    none = scored(rows.lazy(), []).with_columns(removed_by([])).collect()["removed_by"]
    assert none.dtype == pl.Utf8
    assert none.null_count() == 4


def test_scores_are_rounded_and_never_nan():
    third = Filter("third", "", lambda: pl.lit(pl.Series([1 / 3, float("nan")])))
    frame = scored(bitext(("a", "b"), ("c", "d")).lazy(), [threshold_of("third", "..", {"third": third})]).collect()
    assert frame["score.third"].to_list() == [0.333333, None]


def test_each_side_has_a_score_of_its_own():
    frame = scored(bitext(("một hai ba", "one")).lazy(), [parse_threshold("length=2..", FILTERS)])
    row = frame.with_columns(removed_by([parse_threshold("length=2..", FILTERS)])).collect().row(0, named=True)
    assert (row["score.length.source"], row["score.length.target"], row["removed_by"]) == (3, 1, "length")


def test_rows_of_several_languages_stand_side_by_side():
    rows = [
        {"source": "Это русский текст", "target": "これは日本語です", "source_lang": "ru", "target_lang": "ja"},
        {"source": "Это русский текст", "target": "abc", "source_lang": "en", "target_lang": "en-GB"},
        {"source": "abc", "target": "abc", "source_lang": None, "target_lang": None},
    ]
    assert scores(*rows, name="script") == [1.0, 0.0, None]
    assert scores(*rows, name="alphabet") == [None, 0.0, None]
    assert scores({**rows[0], "target": "これは日本"}, name="ratio") == [pytest.approx(5 / 3)]
