"""Numerals below zero."""

import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.signs import bounds_said, is_negative, relation_sign, says_fall, says_loss
from tests.corpus.language.numerals.verdicts import verdict


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("it was -5 outside", "en", True),
        ("−5 °C", "en", True),
        ("minus 5 degrees", "en", True),
        ("5 degrees below zero", "en", True),
        ("âm 5 độ", "vi", True),
        ("5 độ dưới không", "vi", True),
        ("pages 3 -5", "en", False),
        ("plus 5", "en", False),
        ("plus or minus 5", "en", False),
        ("cộng trừ 5 mm", "vi", False),
        ("at US-5", "en", False),
        ("a profit of -US$5", "en", True),
        ("F-16 and 5", "en", False),
    ],
)
def test_sign(text: str, lang: str, expected: bool) -> None:
    numeral = next(each for each in read_numerals(text, lang) if "5" in each.text)
    assert is_negative(numeral, text.lower(), lang) is expected


def test_losses_take_off_but_falling_to_does_not() -> None:
    assert says_loss("a loss of 5", "en")
    assert says_loss("giảm 5", "vi")
    assert not says_loss("giảm xuống 5", "vi")
    assert not says_loss("dropped to 5", "en")
    assert not says_loss("grew by 5", "en")
    assert says_loss("was immer", "de")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("p < 5", "<"), ("p<=5", "≤"), ("≥ 5", "≥"), ("sai số ±5", "±"), ("+/- 5", "±"), ("3 × 5", "×"), ("3 x 5", "×"),
        ("3 + 5", "+"), ("<b>5", None), ("> 5", None), ("a -> 5", None), ("<5>", None), ("about 5", None),
    ],
)  # fmt: skip
def test_sign_of_a_relation(text: str, sign: str | None) -> None:
    numeral = next(each for each in read_numerals(text, "en") if each.text == "5")
    assert relation_sign(numeral, text.lower()) == sign


def test_words_tell_bounds() -> None:
    assert bounds_said("p is less than 5", "en") == {"below"}
    assert bounds_said("ít nhất 5", "vi") == {"above"}
    assert bounds_said("plus or minus 5", "en") == {"above", "around"}
    assert bounds_said("höchstens 5", "de") is None
    assert says_fall("fell by 5", "en")
    assert not says_fall("fiel", "de")


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ("Giá trị p < 0,05.", "The p-value is > 0.05.", "error NUM015"),
        ("Giá trị p < 0,05.", "The p-value is above 0.05.", "error NUM015"),
        ("Giá trị p < 0,05.", "The p-value is 0.05.", "warn NUM015"),
        ("Giá trị p < 0,05.", "The p-value is less than 0.05.", "ok"),
        ("Nồng độ ≤ 10 mg.", "The concentration is at most 10 mg.", "ok"),
        ("Nồng độ ≤ 10 mg.", "The concentration is < 10 mg.", "error NUM015"),
        ("Sai số ±5%.", "The error is plus or minus 5%.", "ok"),
        ("Sai số ±5%.", "The error is 5%.", "warn NUM015"),
        ("Tấm 3 × 4 m.", "A pane of 3 by 4 m.", "ok"),
        ("Tấm 3 × 4 m.", "A 3 + 4 m pane.", "error NUM015"),
        ("Nhiệt độ xuống âm 10 độ.", "The temperature dropped to 10 degrees.", "error NUM014"),
        ("Doanh thu giảm 32%.", "Revenue fell by −32%.", "warn NUM014"),
        ("Doanh thu tăng +4,2%.", "Revenue rose 4.2%.", "ok"),
    ],
)
def test_signs_compared(vi: str, en: str, expected: str) -> None:
    assert verdict(vi, en) == expected
    assert verdict(en, vi, "en", "vi") == expected
