"""Numerals of a text and their keys."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import (
    compare_numerals,
    numeral_values,
    read_numerals,
)
from tests.corpus.language.numerals.verdicts import verdict


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("năm ngoái và mỗi năm", "vi"),
        ("tỷ lệ, tỉ mỉ, trăm năm", "vi"),
        ("cao quý", "vi"),
        ("He may march on. May I? March!", "en"),
        ("thế kỷ mới, thập niên đó, tháng sau, ngày mai, thứ gì", "vi"),
        ("the last century, a fifth-columnist-free", "de"),
        ("hundreds of people", "en"),
        ("Viết cho a1@b.example hoặc www.b.example/9", "vi"),
        ("", "vi"),
        ("7/0", "fr"),
    ],
)
def test_reads_nothing(text: str, lang: str) -> None:
    assert [each.text for each in read_numerals(text, lang) if each.text not in ("7", "0")] == []


def test_spans_and_ambiguity() -> None:
    year, five = read_numerals("Năm 2015 có thứ năm", "vi")
    assert "Năm 2015 có thứ năm"[year.span.start : year.span.end] == "2015"
    assert five.text == "thứ năm"
    assert not year.ambiguous
    clock = read_numerals("lúc 3:30", "vi")[0]
    assert clock.readings == ((3, 30), (15, 30))
    assert clock.ambiguous


def test_unknown_languages_read_both_conventions() -> None:
    assert read_numerals("1.234", "de")[0].readings == ((1234,), (Fraction(1234, 1000),))
    assert verdict("1.234 Stück", "1,234 pieces", "de", "en") == "ok"
    assert verdict("3 Bände", "3 tập", "de", "vi") == "ok"


@pytest.mark.parametrize(
    ("vietnamese", "english", "expected"),
    [
        ("5,576 triệu", "5.576 million", ["n:5576000"]),
        ("ngày 20 tháng 1 năm 2025", "January 20, 2025", ["d:1-20", "n:2025"]),
        ("15h30", "3:30 p.m.", ["t:15:30"]),
        ("GPT-4", "GPT-4", ["i:gpt-4"]),
        ("10 A100", "ten A100s", ["n:10", "i:a100"]),
        ("3-9 tháng", "3–9 months", ["r:3-9"]),
        ("thập niên 1990", "the 1990s", ["y:90", "n:1990"]),
        ("quý 2 năm 2020", "Q2 2020", ["q:2", "n:2020"]),
        ("một người", "a person, only one", []),
    ],
)
def test_equal_values_have_equal_keys(vietnamese: str, english: str, expected: list[str]) -> None:
    assert numeral_values(vietnamese, "vi") == expected
    assert numeral_values(english, "en") == expected


def test_keys_of_words_that_may_be_two_things() -> None:
    assert numeral_values("thứ sáu", "vi") == ["w:6", "n:6"]
    assert numeral_values("Friday", "en") == ["w:6"]
    assert numeral_values("3 giờ", "vi") == ["t:3:00", "n:3", "t:15:00", "n:15"]
    assert numeral_values("tháng 3", "vi") == ["m:3"]
    assert numeral_values("ngày 9", "vi") == ["n:9"]
    assert numeral_values("the 80s", "en") == ["y:80"]


def test_length_of_a_text_in_lower_case_is_kept() -> None:
    numeral = read_numerals("İİ 12 tỷ", "vi")[0]
    assert (numeral.text, numeral.value) == ("12 tỷ", (12 * 10**9,))


@given(st.text(alphabet="0123456789.,:/-– %hgnămthứtỷquý$ABabc()", max_size=40), st.sampled_from(["vi", "en", "de"]))
def test_numerals_stand_in_order_and_agree_with_themselves(text: str, lang: str) -> None:
    end = 0
    for numeral in read_numerals(text, lang):
        assert end <= numeral.span.start < numeral.span.end <= len(text)
        assert numeral.text == text[numeral.span.start : numeral.span.end]
        assert numeral.readings
        end = numeral.span.end
    errors = [each for each in compare_numerals(text, text, lang, lang) if each.rule == "NUM010"]
    assert errors == []
