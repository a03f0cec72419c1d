"""English number words."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals
from songngu.corpus.language.numerals.english_words import number_of, year_of


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        ("one hundred and five", "en", Kind.NUMBER, (105,)),
        ("two hundred thousand and one", "en", Kind.NUMBER, (200_001,)),
        ("a hundred", "en", Kind.NUMBER, (100,)),
        ("half a million", "en", Kind.NUMBER, (500_000,)),
        ("3 million million", "en", Kind.NUMBER, (3 * 10**12,)),
        ("two and a half", "en", Kind.NUMBER, (Fraction(5, 2),)),
        ("one and a half million", "en", Kind.NUMBER, (1_500_000,)),
    ],
)
def test_reads_to_a_value(text: str, lang: str, kind: Kind, value: tuple[object, ...]) -> None:
    numeral, *more = read_numerals(text, lang)
    assert (numeral.kind, numeral.value, more) == (kind, value, [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twenty one", (21, 2, False)),
        ("one hundred and five apples", (105, 4, False)),
        ("twenty first", (21, 2, True)),
        ("seven thousand and", (7000, 2, False)),
        ("apples", (0, 0, False)),
    ],
)
def test_number_words_are_taken_from_the_front(words: str, expected: tuple[int, int, bool]) -> None:
    assert number_of(words.split()) == expected


def test_years_in_pairs_of_digits() -> None:
    assert year_of(["nineteen", "eighty", "four"]) == (1984, 3)
    assert year_of(["seventeen", "seventy", "six", "was"]) == (1776, 3)
    assert year_of(["apples", "and", "pears"])[1] == 0
