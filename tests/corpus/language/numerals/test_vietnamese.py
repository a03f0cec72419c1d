"""Dates, times, quarters and ordinals as Vietnamese writes them."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        ("quý III/2024", "vi", Kind.QUARTER, (3, 2024)),
        ("ngày mùng 1", "vi", Kind.DATE, (1, None, None)),
        ("tháng giêng", "vi", Kind.DATE, (None, 1, None)),
        ("ba giờ rưỡi chiều", "vi", Kind.TIME, (15, 30)),
        ("1 giờ trưa", "vi", Kind.TIME, (13, 0)),
        ("2 giờ đêm", "vi", Kind.TIME, (2, 0)),
        ("thứ nhất", "vi", Kind.ORDINAL, (1,)),
        ("tháng 5", "vi", Kind.DATE, (None, 5, None)),
        ("hai phần năm", "vi", Kind.FRACTION, (Fraction(2, 5),)),
        ("5 phần nghìn", "vi", Kind.NUMBER, (5,)),
        ("em đạt giải nhì", "vi", Kind.ORDINAL, (2,)),
        ("họ về nhất", "vi", Kind.ORDINAL, (1,)),
        ("tuổi đôi mươi", "vi", Kind.NUMBER, (20,)),
        ("em học lớp năm", "vi", Kind.NUMBER, (5,)),
        ("¾ thìa", "vi", Kind.FRACTION, (Fraction(3, 4),)),
        ("nhà ở ngõ 7/3", "vi", Kind.FRACTION, (Fraction(7, 3),)),
    ],
)
def test_reads_to_a_value(text: str, lang: str, kind: Kind, value: tuple[object, ...]) -> None:
    numeral, *more = read_numerals(text, lang)
    assert (numeral.kind, numeral.value, more) == (kind, value, [])


@pytest.mark.parametrize(
    "text",
    [
        "năm ngoái và mỗi năm",
        "tỷ lệ, tỉ mỉ, trăm năm",
        "cao quý",
        "thế kỷ mới, thập niên đó, tháng sau, ngày mai, thứ gì",
        "đầu tư tư nhân",
    ],
)
def test_words_that_are_no_numerals(text: str) -> None:
    assert read_numerals(text, "vi") == []
