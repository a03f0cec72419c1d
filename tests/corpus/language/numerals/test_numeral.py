"""The identity of a numeral."""

from fractions import Fraction

import pytest

from songngu.corpus.document import Span
from songngu.corpus.language.numerals import Kind, Numeral
from songngu.corpus.language.numerals.numeral import keys


def made(kind: Kind, text: str, *readings: tuple[int | None, ...]) -> Numeral:
    values = tuple(tuple(None if each is None else Fraction(each) for each in reading) for reading in readings)
    return Numeral(kind, Span(0, len(text)), text, values)


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        (made(Kind.NUMBER, "5", (5,)), ["n:5"]),
        (made(Kind.RANGE, "3-9", (3, 9)), ["r:3-9"]),
        (made(Kind.DATE, "20/1", (20, 1, None)), ["d:1-20"]),
        (made(Kind.DATE, "tháng 1", (None, 1, None)), ["m:1"]),
        (made(Kind.TIME, "3:30", (3, 30), (15, 30)), ["t:3:30", "t:15:30"]),
        (made(Kind.QUARTER, "Q2", (2, None)), ["q:2"]),
    ],
)
def test_keys(numeral: Numeral, expected: list[str]) -> None:
    assert list(keys(numeral)) == expected


def test_the_likeliest_reading_comes_first() -> None:
    time = made(Kind.TIME, "3:30", (3, 30), (15, 30))
    assert (time.value, time.ambiguous) == ((3, 30), True)


def test_a_name_has_no_case_no_space_and_no_plural() -> None:
    assert made(Kind.IDENTIFIER, "A100s", ()).name == made(Kind.IDENTIFIER, "a 100", ()).name == "a100"
