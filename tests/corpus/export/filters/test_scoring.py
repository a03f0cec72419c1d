import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.export.filters import FILTERS, Filter, parse_threshold, removed_by, scored, threshold_of
from songngu.corpus.export.filters.words import with_words

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


def bitext(*rows, source_lang="vi", target_lang="en"):
    langs = {"source_lang": source_lang, "target_lang": target_lang}
    given = [langs | (row if isinstance(row, dict) else {"source": row[0], "target": row[1]}) for row in rows]
    return pl.DataFrame(given, schema={name: SCHEMA[name] for name in ("source", "target", *langs, "probability")})


def scores(*rows, name, **langs):
    """Return the score of each row by one filter, the same in a stream and in memory."""
    found = scored(bitext(*rows, **langs).lazy(), [threshold_of(name, True, FILTERS)]).select(f"score.{name}")
    whole = found.collect(engine="in-memory")
    assert found.collect(engine="streaming").equals(whole)
    return whole.to_series().to_list()


@settings(max_examples=12, deadline=None)
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


@pytest.mark.parametrize(
    ("name", "source", "target", "score"),
    [
        ("empty", " \u00a0", "x", 1),
        ("empty", None, "", 2),
        ("ratio", "một hai ba bốn", "one two", 2),
        ("ratio", "một", "...", None),
        ("character-ratio", "abcdef", "ab", 3),
        ("longest", "a bcd", "http://example.com", 18),
        ("script", "Xin chào các bạn", "Привет my friend", 8 / 14),
        ("script", "123", "!", None),
        ("alphabet", "chữ Việt", "chữ Việt here", 9 / 11),
        ("letters", "ab 12", "xyz", 0.4),
        ("numbers", "Giá 3.500 đồng và 12,5 triệu", "3,500 dong and 12.5 million", 1),
        ("numbers", "Có hai mươi người", "There are 20 people", 1),
        ("numbers", "ngày 20 tháng 1 năm 2015", "January 20, 2015", 1),
        ("numbers", "Có 12 người", "There are 13 people", 0),
        ("numbers", "Không có số", "No number", None),
        ("punctuation", "Thật à?", "Really?", 1),
        ("punctuation", "“Thật à?”", "Really.", 0.5),
        ("punctuation", "Thật à?", "Really", 0),
        ("repetition", "la la la la la", "one two three four five six", 0.8),
        ("repetition", "la la", "la la", None),
        ("repetition", "a b c d a b c d", "one two three four five", 0.5),
        ("untranslated", "Barack Obama gặp Angela Merkel", "Barack Obama met Angela Merkel", 0.8),
        ("untranslated", "Có", "Yes", None),
        ("identical", "Xin chào!", "xin  chào", 1),
        ("identical", "a", "b", 0),
        ("markup", "<b>a</b> &amp;", "a", 12 / 14),
        ("markup", "a < b và c > d", "x", 0),
        ("addresses", "xem www.example.com", "see it", 15 / 19),
        ("boilerplate", "Trang chủ | Tin tức | Thể thao", "Home", 2),
        ("boilerplate", "x", "© 2015 Example. All rights reserved.", 2),
        ("noise", "Tiáº¿ng Viá»‡t", "x", 6 / 14),
        ("noise", "Ti?ng Vi?t", "a\ufffd", 0.6),
        ("noise", "Tiếng Việt?", "What? “Yes” – café…", 0),
        ("personal", "Gọi 0912 345 678 hoặc a@example.com", "Call +84 912 345 678", 3),
    ],
)
def test_what_each_filter_measures(name, source, target, score):
    found = scores((source, target), name=name)
    assert found == [None if score is None else pytest.approx(score, abs=1e-6)]


@pytest.mark.parametrize(
    ("name", "choose"), [("language", min), ("script", min), ("alphabet", min), ("repetition", max), ("personal", sum)]
)
def test_a_row_has_the_score_of_one_side_or_of_both(name, choose):
    rows = [
        ("Đây là một câu của tôi, gọi 0912345678.", "Это not the one, это not the one, it is a@b.vn +84 912 345 678."),
        ("It is in the wrong language for you.", "la la la la la"),
        ("1", "2"),
    ]
    frame = with_words(bitext(*rows).lazy())
    sides = [
        frame.select(side.alias("x")).collect(engine="in-memory")["x"].to_list()
        for side in FILTERS[name].score().meta.pop()
    ]
    both = [[each for each in row if each is not None] for row in zip(*sides, strict=True)]
    assert scores(*rows, name=name) == [pytest.approx(choose(row), abs=1e-6) if row else None for row in both]


def test_the_probability_is_that_of_the_bead():
    rows = [{"source": "a", "target": "b", "probability": value} for value in (None, 0.25)]
    assert scores(*rows, name="probability") == [None, 0.25]


def test_a_side_in_another_language_scores_low():
    vietnamese, english = "Anh ấy sẽ đến đây vào ngày mai.", "He will be here with us tomorrow."
    french, short = "Il est venu dans la maison avec un ami.", "Paris 2015"
    rows = [(vietnamese, english), (vietnamese, vietnamese), (english, english), (vietnamese, french), (short, short)]
    assert scores(*rows, name="language") == [0.875, 0.0, 0.0, 0.0, None]


def test_a_language_without_a_list_is_told_by_the_trained_identifier():
    finnish = "Tämä on suomenkielinen lause, jossa on monta sanaa."
    rows = [
        ("Đây là một câu tiếng Việt.", finnish),
        ("Đây là một câu tiếng Việt.", "This is an English sentence of words."),
    ]
    found = scores(*rows, name="language", target_lang="fi")
    assert found[0] > 0.9
    assert found[1] < 0.1


def test_rows_of_several_languages_stand_side_by_side():
    rows = [
        {"source": "Это русский текст", "target": "これは日本語です", "source_lang": "ru", "target_lang": "ja"},
        {"source": "Это русский текст", "target": "abc", "source_lang": "en", "target_lang": "en-GB"},
        {"source": "abc", "target": "abc", "source_lang": None, "target_lang": None},
    ]
    assert scores(*rows, name="script") == [1.0, 0.0, None]
    assert scores(*rows, name="alphabet") == [None, 0.0, None]
    assert scores({**rows[0], "target": "これは日本"}, name="ratio") == [pytest.approx(5 / 3)]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("昨天晚上下了一场大雨。", 0),
        ("บ้านริมน้ำ", 0),
        ("Вчера вечером на реке было тихо", 0),
        ("昨天我们在 Facebook 总部开会", 0),
        ("Ω", 1),
        ("Chiều qua trời đổ mưa trên bến (雨).", 1),
    ],
)
def test_a_text_in_another_script_is_in_another_language(text, score):
    assert scores((text, "It rained and we were all at home."), name="language") == [pytest.approx(score, abs=0.2)]
