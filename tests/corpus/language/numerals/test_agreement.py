"""Which numerals may stand for the same."""

import pytest

from songngu.corpus.language.numerals import Numeral, read_numerals
from songngu.corpus.language.numerals.agreement import agree, compatible, loosely, same


def numeral(text: str, lang: str = "en") -> Numeral:
    return read_numerals(text, lang)[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("3:30", "15:30", True), ("3:30", "4:30", False), ("5%", "6", False), ("June 5, 2020", "June 2020", True),
     ("1-3", "1-4", False)],
)  # fmt: skip
def test_any_reading_may_agree(one: str, other: str, expected: bool) -> None:
    assert agree(numeral(one), numeral(other)) is agree(numeral(other), numeral(one)) is expected


def test_the_same_is_of_one_kind() -> None:
    assert same(numeral("12"), numeral("twelve"))
    assert not same(numeral("12"), numeral("12%"))


def test_values_with_nothing_in_common_are_not_compatible() -> None:
    assert compatible((5, None, 2020), (5, 6, None))  # type: ignore[arg-type]
    assert not compatible((5, None), (None, 6))  # type: ignore[arg-type]
    assert not compatible((5, 6), (5, 7))  # type: ignore[arg-type]


def test_a_name_goes_loosely_with_its_number() -> None:
    assert loosely(numeral("F-16"), numeral("16"))
    assert loosely(numeral("7 pm"), numeral("7"))
    assert not loosely(numeral("F-16"), numeral("18"))
