"""What the digits of a text say of its convention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import (
    Convention,
    compare_numerals,
    detect_convention,
    read_numerals,
)
from songngu.corpus.language.numerals.convention import parse_digits
from tests.corpus.language.numerals.verdicts import verdict


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Dài 1,5 m và nặng 2.500 kg.", "vi", Convention.COMMA),
        ("Dài 1.5 m và nặng 2,500,000 kg, giá 3.75 đồng.", "vi", Convention.POINT),
        ("Chỉ có 1.5 m.", "vi", Convention.COMMA),
        ("Theo USB 3.0 và Python 3.1", "vi", Convention.COMMA),
        ("It is 1,5 m long and 2.500.000 wide, or 1.234,5.", "en", Convention.COMMA),
        ("It is 1.5 m long, on 20.1.2025.", "en", Convention.POINT),
        ("1,5 und 2,5", "de", Convention.COMMA),
        ("1.5 and 2.5", "xx", Convention.POINT),
        ("keine Zahl", "de", Convention.EITHER),
        ("1,2,3 und 1.2,3,4", "de", Convention.EITHER),
        ("50,000 đồng và 30,000 đồng", "vi", Convention.POINT),
    ],
)
def test_convention_is_told_from_the_text(text: str, lang: str, expected: Convention) -> None:
    assert detect_convention(text, lang) is expected


def test_a_text_in_the_other_convention_is_no_error() -> None:
    source, target = "Có 3,500 cây và 2.5 ha.", "There are 3,500 trees and 2.5 ha."
    assert compare_numerals(source, target, "vi", "en", Convention.POINT) == []
    assert verdict("Có 3,500 cây.", "There are 3,500 trees.") == "warn NUM001"
    assert verdict("It is 2.5 m.", "Nó dài 2.5 m.", "en", "vi") == "ok"
    assert verdict("It is 2.5 m.", "Nó dài 2.50 m.", "en", "vi") == "warn NUM001"


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_numbers_of_both_languages_are_equal(number: int) -> None:
    english = f"{number:,}"
    assert verdict(english.replace(",", ".") + " người", f"{english} people") in ("ok", "warn NUM003")
    assert read_numerals(english, "en")[0].value == (number,)


@given(
    st.text(alphabet="0123456789.,", min_size=1, max_size=12).filter(
        lambda text: text[0].isdigit() and text[-1].isdigit()
    )
)
def test_digits_are_read_or_refused(number: str) -> None:
    for convention in Convention:
        values, _ = parse_digits(number, convention)
        assert all(value >= 0 for value in values)
