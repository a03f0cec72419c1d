"""Numerals below zero."""

import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.signs import is_negative, says_loss


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
    assert not says_loss("grew by 5", "en")
    assert says_loss("was immer", "de")
