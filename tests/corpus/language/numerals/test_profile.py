"""What a profile offers those who read with it."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import Convention, Kind
from songngu.corpus.language.numerals.numeral import Numeral
from songngu.corpus.language.numerals.profile import (
    Amount,
    NumeralProfile,
    Scan,
    date_or_none,
    either_half,
    first_of,
    with_prefix,
)

SCAN = Scan("12 megapixels", "12 megapixels", Convention.POINT, NumeralProfile())


def test_a_metric_prefix_adds_a_reading() -> None:
    assert with_prefix(SCAN.lower, Amount((Fraction(12),), 2)).values == (12, 12_000_000)
    assert with_prefix("12 pixels", Amount((Fraction(12),), 2)).values == (12,)


def test_the_first_reader_that_succeeds_is_taken() -> None:
    def nothing(scan: Scan, start: int) -> Numeral | None:
        return None

    def two(scan: Scan, start: int) -> Numeral | None:
        return scan.numeral(Kind.NUMBER, start, start + 2, (Fraction(12),))

    found = first_of((nothing, two), SCAN, 0)
    assert found and found.text == "12"
    assert first_of((nothing,), SCAN, 0) is None


def test_only_dates_of_the_calendar() -> None:
    date = date_or_none(SCAN, 0, 2, (Fraction(31), Fraction(13), None), (Fraction(13), Fraction(12), None))
    assert date and date.readings == ((13, 12, None),)
    assert date_or_none(SCAN, 0, 2, (Fraction(0), Fraction(1), None)) is None


@pytest.mark.parametrize(("hour", "hours"), [(3, (3, 15)), (12, (12, 0)), (0, (0,)), (15, (15,))])
def test_halves_of_the_day(hour: int, hours: tuple[int, ...]) -> None:
    assert either_half(hour) == hours
