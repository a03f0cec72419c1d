"""Times of day as Vietnamese says them."""

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals
from songngu.corpus.language.numerals.vietnamese_clock import hours_of


def test_an_hour_of_a_part_of_the_day() -> None:
    assert hours_of(8, "tối") == (20,)
    assert hours_of(8, "sáng") == (8,)
    assert hours_of(12, "đêm") == (0,)


@pytest.mark.parametrize(
    ("text", "value"),
    [("9 giờ kém 20 tối", (20, 40)), ("mười giờ mười lăm phút", (10, 15)), ("giữa trưa", (12, 0))],
)
def test_times(text: str, value: tuple[int, int]) -> None:
    numeral, *more = read_numerals(text, "vi")
    assert (numeral.kind, numeral.value, more) == (Kind.TIME, value, [])
