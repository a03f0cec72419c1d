"""Dates, times, fractions and ordinals as English writes them."""

from fractions import Fraction

import pytest

from songngu.corpus.language.numerals import Kind, read_numerals


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value"),
    [
        ("twenty-first", "en", Kind.ORDINAL, (21,)),
        ("two hundredth", "en", Kind.ORDINAL, (200,)),
        ("one-seventieth", "en", Kind.FRACTION, (Fraction(1, 70),)),
        ("3.30 pm", "en", Kind.TIME, (15, 30)),
        ("three in the morning", "en", Kind.TIME, (3, 0)),
        ("ten at night", "en", Kind.TIME, (22, 0)),
        ("May 2004", "en", Kind.DATE, (None, 5, 2004)),
        ("31 December, 2006", "en", Kind.DATE, (31, 12, 2006)),
        ("12 a.m.", "en", Kind.TIME, (0, 0)),
        ("three o'clock", "en", Kind.TIME, (3, 0)),
        ("three halves", "en", Kind.FRACTION, (Fraction(3, 2),)),
    ],
)
def test_reads_to_a_value(text: str, lang: str, kind: Kind, value: tuple[object, ...]) -> None:
    numeral, *more = read_numerals(text, lang)
    assert (numeral.kind, numeral.value, more) == (kind, value, [])


@pytest.mark.parametrize("text", ["He may march on. May I? March!", "hundreds of people", ""])
def test_words_that_are_no_numerals(text: str) -> None:
    assert read_numerals(text, "en") == []
