"""Vietnamese number words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        ("một trăm lẻ năm", "vi", Kind.NUMBER, (105,)),
        ("hai trăm năm mươi mốt nghìn", "vi", Kind.NUMBER, (251_000,)),
        ("ba tỷ hai trăm triệu", "vi", Kind.NUMBER, (3_200_000_000,)),
        ("năm trăm", "vi", Kind.NUMBER, (500,)),
        ("hai chục", "vi", Kind.NUMBER, (20,)),
        ("một nghìn không trăm linh hai", "vi", Kind.NUMBER, (1002,)),
        ("hai năm rưỡi", "vi", Kind.NUMBER, (Fraction(5, 2),)),
        ("1,25 triệu", "vi", Kind.NUMBER, (1_250_000,)),
    ],
)
def test_reads_to_a_value(text: str, lang: str, kind: Kind, value: tuple[object, ...]) -> None:
    numeral, *more = read_numerals(text, lang)
    assert (numeral.kind, numeral.value, more) == (kind, value, [])


SYLLABLES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@given(st.integers(21, 99).filter(lambda number: number % 10))
def test_tens_in_words(number: int) -> None:
    tens, unit = divmod(number, 10)
    last = {1: "mốt", 5: "lăm"}.get(unit, SYLLABLES[unit])
    assert read_numerals(f"có {SYLLABLES[tens]} mươi {last} người", "vi")[0].value == (number,)


@pytest.mark.parametrize("text", ["tỷ phú", "triệu chứng", "tỉ số"])
def test_what_only_looks_like_a_scale_word(text: str) -> None:
    assert [each.value for each in read_numerals(f"3 {text}", "vi")] == [(3,)]
