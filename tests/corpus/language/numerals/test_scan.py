"""Where a numeral may start."""

from itertools import pairwise

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/2024/05 and 7", ["7"]),
        ("write to a1@b.example, 8 times", ["8"]),
        ("www.b.example/9", []),
        ("x3y", []),
    ],
)
def test_addresses_hold_no_numerals(text: str, found: list[str]) -> None:
    assert [each.text for each in read_numerals(text, "en") if each.kind is not Kind.IDENTIFIER] == found


@pytest.mark.parametrize("text", ["GPT-4", "A100", "F-16", "CO2"])
def test_letters_and_digits_make_a_name(text: str) -> None:
    (numeral,) = read_numerals(f"the {text} is new", "en")
    assert (numeral.kind, numeral.text) == (Kind.IDENTIFIER, text)


def test_numerals_do_not_overlap() -> None:
    found = read_numerals("ngày 2 tháng 9 năm 1945, lúc 8 giờ 30 phút", "vi")
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
