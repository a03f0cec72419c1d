"""Chinese numerals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import Kind, compare_numerals, read_numerals
from songngu.corpus.language.numerals.chinese import number

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("三万", 30_000), ("两千三百万", 23_000_000),
     ("三千万亿", 3 * 10**15), ("二〇二四", 2024)],
)  # fmt: skip
def test_value(text: str, value: int) -> None:
    assert number(text) == value


@given(st.integers(10, 10**9))
def test_digits_alone_are_read_one_by_one(value: int) -> None:
    assert number("".join(DIGITS[int(digit)] for digit in str(value))) == value


def test_numerals_are_found_without_spaces() -> None:
    date, amount = read_numerals("他在2024年3月5日买了3.5亿股", "zh")
    assert (date.kind, date.value) == (Kind.DATE, (5, 3, 2024))
    assert amount.value == (Fraction(350_000_000),)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("十九世纪很长", Kind.CENTURY, 19),
        ("20世紀", Kind.CENTURY, 20),
        ("二十世纪九十年代", Kind.DECADE, 1990),
        ("20世纪80年代", Kind.DECADE, 1980),
        ("1960年代", Kind.DECADE, 1960),
        ("九十年代", Kind.DECADE, 90),
    ],
)
def test_centuries_and_decades(text: str, kind: Kind, value: int) -> None:
    (found,) = read_numerals(text, "zh")
    assert (found.kind, found.value) == (kind, (value,))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("五到七百万人", "5–7 million people"),
        ("两至三万人", "20,000 to 30,000 people"),
        ("二十世纪九十年代", "in the 1990s"),
        ("十九世纪", "the 19th century"),
    ],
)
def test_ranges_and_ages_agree_with_english(chinese: str, english: str) -> None:
    assert not compare_numerals(chinese, english, "zh", "en")
    assert not compare_numerals(english, chinese, "en", "zh")
