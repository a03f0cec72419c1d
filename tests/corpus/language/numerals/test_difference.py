"""A difference names both numerals and their places, or the one that the other text lacks."""

from songngu.corpus.language.numerals.difference import difference
from songngu.corpus.language.numerals.read import read_numerals
from songngu.corpus.language.numerals.relation import NumberSeverity


def test_two_numerals() -> None:
    """Point at the figures of both texts."""
    (one,), (other,) = read_numerals("cao 15 mét", "vi"), read_numerals("is 51 metres high", "en")
    told = difference("NUM001", NumberSeverity.ERROR, one, other, "number differs")
    assert (told.source, told.target) == (one.span, other.span)
    assert one.text in told.message and other.text in told.message


def test_a_lone_numeral() -> None:
    """Point at nothing where there is nothing."""
    (other,) = read_numerals("is 51 metres high", "en")
    told = difference("NUM003", NumberSeverity.WARN, None, other, "number added")
    assert (told.source, told.target) == (None, other.span)
    assert told.message.endswith(f"“{other.text}”")
