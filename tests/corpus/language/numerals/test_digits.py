"""Numerals in digits, in any language."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        ("A100", "vi", Kind.IDENTIFIER, ()),
        ("RMB100", "en", Kind.NUMBER, (100,)),
        ("1/2/99", "en", Kind.DATE, (2, 1, 1999)),
        ("2012/13", "en", Kind.RANGE, (2012, 2013)),
        ("1990-95", "en", Kind.RANGE, (1990, 1995)),
        ("3D", "en", Kind.IDENTIFIER, ()),
        ("192.168.100.200", "en", Kind.IDENTIFIER, ()),
        ("5:00 pm", "vi", Kind.TIME, (17, 0)),
        ("10K", "en", Kind.NUMBER, (10_000,)),
        ("5 m", "en", Kind.NUMBER, (5,)),
        ("21:45", "de", Kind.TIME, (21, 45)),
        ("3,5 %", "de", Kind.PERCENTAGE, (Fraction(7, 2),)),
        ("05/2024", "fr", Kind.DATE, (None, 5, 2024)),
    ],
)
def test_reads_to_a_value(text: str, lang: str, kind: Kind, value: tuple[object, ...]) -> None:
    numeral, *more = read_numerals(text, lang)
    assert (numeral.kind, numeral.value, more) == (kind, value, [])


@pytest.mark.parametrize("text", ["7/0", "no digits", "."])
def test_nothing_is_made_of_what_is_no_amount(text: str) -> None:
    assert [each.value for each in read_numerals(text, "fr") if each.value not in ((7,), (0,))] == []


def test_a_range_shares_scale_and_century() -> None:
    assert [each.value for each in read_numerals("2-3 million, 1995-99", "en")] == [
        (2_000_000, 3_000_000),
        (1995, 1999),
    ]


def test_a_bare_comma_is_no_decimal_mark() -> None:
    point, comma = read_numerals("(.5) and ,5", "en")
    assert (point.value, comma.value) == ((Fraction(1, 2),), (5,))
