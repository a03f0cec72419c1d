"""Times of day as English says them."""

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.30 pm", (15, 30)),
        ("three in the morning", (3, 0)),
        ("1700 GMT", (17, 0)),
        ("quarter to six in the evening", (17, 45)),
        ("10 at night", (22, 0)),
    ],
)
def test_times(text: str, value: tuple[int, int]) -> None:
    numeral, *more = read_numerals(text, "en")
    assert (numeral.kind, numeral.value, more) == (Kind.TIME, value, [])


@pytest.mark.parametrize("text", ["ten to six people", "three"])
def test_a_range_or_a_number_alone_is_no_time(text: str) -> None:
    assert all(numeral.kind is not Kind.TIME for numeral in read_numerals(text, "en"))
