"""Units of measure and currencies beside numerals."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.measures import Measure, converted, differ, measure_of, unit_at, unit_pattern


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


@pytest.mark.parametrize(
    ("vi", "en", "same"),
    [
        ("24 dặm một giờ", "24 miles an hour", True),
        ("24 dặm một giờ", "24 km per hour", False),
        ("60 km/h", "60 kph", True),
        ("60 km/h", "60 m/s", False),
        ("2 giờ mỗi ngày", "2 hours daily", True),
        ("2 giờ mỗi ngày", "2 minutes daily", False),
        ("phút thứ 77", "77 minutes", True),
        ("phút thứ 77", "77 hours", False),
        ("ở tuổi 84", "84 years old", True),
        ("ở tuổi 84", "84 months old", False),
        ("hai tiếng rưỡi", "two and a half days", False),
        ("1m75", "1.75 feet", False),
        ("ba thập kỷ", "three centuries", False),
        ("thứ ba tuần sau", "third week", True),
    ],
)
def test_units_of_rates_and_before_the_number(vi: str, en: str, same: bool) -> None:
    assert differ(measure(vi, "vi"), measure(en)) is not same


def test_rates_are_converted() -> None:
    assert converted(measure("60 km/h"), Fraction(60), measure("37 mph"), Fraction(37))
    assert converted(measure("10 m/s"), Fraction(10), measure("36 km/h"), Fraction(36))


def test_units_are_found_without_a_number() -> None:
    km = measure("5 km")
    assert km
    pattern = unit_pattern(km, "en")
    assert pattern
    assert pattern.search("some km away")
    assert not pattern.search("some kma")
    money = measure("5 euros")
    assert money
    signs = unit_pattern(money, "en")
    assert signs
    assert signs.search("€some million")
    assert not signs.search("€5 million")
    tael = measure("5 yến", "vi")
    assert tael
    assert unit_pattern(tael, "vi") is None
