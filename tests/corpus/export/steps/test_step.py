"""What a step is."""

import polars as pl

from songngu.corpus.export.steps.step import both_sides, by_side_language, changed


def test_a_text_is_changed_once_however_often_it_stands():
    asked = []

    def upper(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert changed(pl.Series(["a", None, "b", "a"]), upper).to_list() == ["A", None, "B", "A"]
    assert sorted(asked) == ["a", "b"]


def test_both_sides_are_changed_and_nothing_else():
    frame = pl.LazyFrame({"source": ["a"], "target": ["b"], "note": ["c"]})
    assert both_sides(frame, lambda text: text + "!").collect().row(0) == ("a!", "b!", "c")


def test_each_text_is_changed_by_its_language():
    frame = pl.LazyFrame(
        {"source": ["a", "b"], "target": ["c", "d"], "source_lang": ["vi", "en"], "target_lang": ["en-GB", None]}
    )
    made = by_side_language(frame, lambda texts, lang: changed(texts, lambda text: f"{text}:{lang}")).collect()
    assert made["source"].to_list() == ["a:vi", "b:en"]
    assert made["target"][0] == "c:en"
