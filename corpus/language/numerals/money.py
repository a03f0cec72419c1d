"""Sums of money told in another currency: rates change by the day, and nobody can say whether they are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songngu.corpus.language.numerals.measures import Measure, differ
from songngu.corpus.language.numerals.numeral import Numeral
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.numerals.sides import NumeralSide

Sides = tuple[NumeralSide, NumeralSide]
Numerals = tuple[Sequence[Numeral], Sequence[Numeral]]


def exchanged(rest: Numerals, numerals: Numerals, sides: Sides) -> Iterator[tuple[Numeral | None, Numeral | None]]:
    """Yield the amounts without counterpart that the other text may give in another currency, with that one.

    ``rest`` of the ``numerals`` of both texts have no counterpart. An amount that the other text has in the same
    currency with another value, or with the same digits in another currency, is none: it is a slip. Nor is one
    whose currency the other text has kept without a number.
    """
    left, right = (_sums(held, side) for held, side in zip(rest, sides, strict=True))
    whole = [_sums(held, side) for held, side in zip(numerals, sides, strict=True)]
    taken: set[Numeral] = set()
    for one, measure in left:
        if _is_converted(one, measure, right, whole[1]) and not sides[1].has_bare(measure, numerals[1]):
            partner = next((other for other, its in right if differ(measure, its) and other not in taken), None)
            taken |= {partner} if partner else set()
            yield one, partner
    for other, measure in right:
        is_exchanged = other not in taken and _is_converted(other, measure, left, whole[0])
        if is_exchanged and not sides[0].has_bare(measure, numerals[0]):
            yield None, other


def _sums(numerals: Sequence[Numeral], side: NumeralSide) -> list[tuple[Numeral, Measure]]:
    """Return the amounts of money among some numerals, with their currencies."""
    measured = ((each, side.measure(each)) for each in numerals[:MANY])
    return [(each, measure) for each, measure in measured if measure and measure.is_currency]


def _is_converted(
    one: Numeral, measure: Measure, rest: list[tuple[Numeral, Measure]], whole: list[tuple[Numeral, Measure]]
) -> bool:
    if any(not differ(measure, its) or _digits(one) == _digits(other) for other, its in rest):
        return False
    return any(differ(measure, its) for _, its in whole)


def _digits(numeral: Numeral) -> str:
    return "".join(letter for letter in numeral.text if letter.isdigit()).strip("0")
