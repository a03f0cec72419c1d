import polars as pl

from songngu.corpus.language.by_language import UNKNOWN, by_language


def tagged(values, lang):
    return values + f" {lang}"


def test_each_row_is_worked_out_by_its_language():
    frame = pl.DataFrame({"text": ["a", "b", None, "d"], "lang": ["vi", "en-GB", "VI_vn", None]})
    expression = by_language(pl.col("text"), "lang", tagged, pl.Utf8())
    expected = ["a vi", "b en", None, f"d {UNKNOWN}"]
    assert frame.lazy().select(expression).collect(engine="in-memory").to_series().to_list() == expected
    assert frame.lazy().select(expression).collect(engine="streaming").to_series().to_list() == expected
    assert frame[:1].select(expression).item() == "a vi"
    assert frame[:0].select(expression).to_series().to_list() == []


def test_tags_are_of_one_language_however_they_are_written_and_none_is_of_none():
    frame = pl.DataFrame({"text": ["a", "b", "c"], "lang": ["vie", "VI_VN", ""]})
    told = frame.select(by_language(pl.col("text"), "lang", tagged, pl.Utf8())).to_series()
    assert told.to_list() == ["a vi", "b vi", f"c {UNKNOWN}"]
