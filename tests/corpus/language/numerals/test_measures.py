"""Units of measure and currencies beside numerals."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.measures import Measure, converted, differ, measure_of, unit_at


def measure(text: str, lang: str = "en") -> Measure | None:
    return measure_of(read_numerals(text, lang)[0], text.lower(), lang)


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [("5 giờ", "5 hours"), ("5 ki-lô-mét", "5 km"), ("5 đô la", "$5"), ("5 đồng", "5 dong"), ("5 lít", "5 litres")],
)
def test_both_languages_name_the_same_unit(vietnamese: str, english: str) -> None:
    one, other = measure(vietnamese, "vi"), measure(english)
    assert one and other
    assert one.dimension == other.dimension
    assert not differ(one, other)


def test_what_is_not_known_may_be_anything() -> None:
    assert measure("5 apples") is None
    assert not differ(measure("5 apples"), measure("5 km"))
    assert differ(measure("5 kg"), measure("5 km"))


def test_the_longest_name_is_taken() -> None:
    hours = unit_at(" kilometres per hour", 0, "en")
    length = unit_at(" kilometres away", 0, "en")
    assert length and hours
    assert length.dimension != hours.dimension


def test_conversion_is_rounded_and_money_is_never_converted() -> None:
    assert converted(measure("6 km"), Fraction(6), measure("3.7 miles"), Fraction(37, 10))
    assert not converted(measure("6 km"), Fraction(6), measure("5 miles"), Fraction(5))
    assert not converted(measure("6 dong", "en"), Fraction(6), measure("$6"), Fraction(6))
