"""Roman numerals."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import (
    read_numerals,
)
from songngu.corpus.language.numerals.roman import roman, written


def test_roman() -> None:
    assert [roman(text) for text in ("i", "iv", "ix", "xiv", "xxi", "xxxix")] == [1, 4, 9, 14, 21, 39]


@given(st.integers(1, 39))
def test_what_is_written_is_read_back(number: int) -> None:
    assert roman(written(number)) == number


def test_a_letter_alone_is_a_numeral_only_behind_a_part() -> None:
    assert [each.value for each in read_numerals("Chương V nói về vitamin C", "vi")] == [(5,)]
    assert read_numerals("vitamin V", "vi") == []
