"""What one text counts and the other does not: said in other words or units, fewer times, or under another number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.numerals.agreement import same
from songngu.corpus.language.numerals.difference import NumberDifference, difference
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.numerals.quantities import Quantity, conversions
from songngu.corpus.language.numerals.relation import NumberSeverity
from songngu.corpus.language.numerals.roman import other_number
from songngu.corpus.language.numerals.sides import NumeralSide

_ZERO = (Fraction(0),)
_WHOLE = (Fraction(100),)

_Held = tuple[Sequence[Numeral], Sequence[Quantity], NumeralSide]
"""What is left of a text, the quantities of the text, and the text."""


def unsaid(own: _Held, other: _Held, numerals: Sequence[Numeral]) -> list[Numeral]:
    """Return what is left of a text and is not said by words or in other units in the other, which has ``numerals``.

    What the other has in the same unit with another value, or whose unit alone it has kept, was not converted.
    """
    (rest, ours, side), (others, theirs, its) = own, other
    spans = {each.span for each in others}
    rivals = {name for each in others[:MANY] if (measure := its.measure(each)) for name in measure.names}
    found = []
    for each in rest:
        if _said(each, its):
            continue
        like = conversions(each, ours, theirs)
        measure = side.measure(each)
        taken = measure and all(one.spans and spans.isdisjoint(one.spans) for one in like)
        lost = taken and measure and (not measure.names.isdisjoint(rivals) or its.has_bare(measure, numerals))
        if not like or lost:
            found.append(each)
    return found


def _said(numeral: Numeral, other: NumeralSide) -> bool:
    """Return whether words that are no numerals may stand for a numeral: an article for 1, none for 0."""
    if numeral.kind is Kind.DATE and numeral.value[0] is numeral.value[2] is None:
        return other.names_month(int(numeral.value[1] or 0))
    if numeral.kind is Kind.PERCENTAGE and numeral.value == _WHOLE and other.says_all:
        return True
    if numeral.kind is Kind.NUMBER and numeral.traits & Trait.WORD and other.says_scale(numeral.value[0]):
        return True
    return (numeral.text == "1" and other.has_article) or (numeral.value == _ZERO and other.says_none)


def renumbered(
    left: Sequence[Numeral], source: str, right: Sequence[Numeral], target: str, told: set[Span | None]
) -> Iterator[NumberDifference]:
    """Yield the Roman numerals left over whose name has another one in the other text."""
    for each in left:
        there = other_number(each, source, target)
        if there and each.span not in told:
            yield _named(each.span, there, each.text, target)
    for each in right:
        there = other_number(each, target, source)
        if there and there not in told and not any(each.span == it for it in told):
            yield _named(there, each.span, source[there.start : there.end], target)


def _named(here: Span, there: Span, text: str, target: str) -> NumberDifference:
    numbers = f"“{text}” / “{target[there.start : there.end]}”"
    told = Message("{what} {numbers}", what=Message("the Roman numeral differs:"), numbers=numbers)
    return NumberDifference("NUM009", NumberSeverity.ERROR, here, there, told)


def fewer(
    rest: Sequence[Numeral],
    own: NumeralSide,
    held: Sequence[Numeral],
    its: NumeralSide,
    others: Sequence[Numeral],
    *,
    is_source: bool,
) -> Iterator[NumberDifference]:
    """Yield the numbers that the other text tells fewer times, where no word there (both, each) stands for two.

    A text that says the same twice (trang 12, trang 12) may be rendered once.
    """
    numbers = [each for each in rest if each.kind is Kind.NUMBER and not each.traits and (each.value[0] or 0) >= 10]
    if not numbers or its.says_both:
        return
    for each in numbers:
        before = [own.word_before(it) for it in held if same(it, each)]
        if len(set(before)) == len(before) and any(same(each, it) for it in others[:MANY]):
            one, other = (each, None) if is_source else (None, each)
            yield difference("NUM010", NumberSeverity.WARN, one, other, "missing:" if is_source else "added:")
