"""What a text measures: amounts with their units, an hour and thirty minutes as one, and whether one is converted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.measures import Measure, converted, measure_of, unit_at
from songngu.corpus.language.numerals.numeral import Kind, Numeral
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.numerals.sides import NumeralSide

_ONE = re.compile(r"(?<!\w)(?P<half>half )?(?:an?|one|một|per|every|each|mỗi)(?= )")
_OF_ONE = re.compile(r" of (?=an? )")
_AND_HALF = re.compile(r" \w+ and a half(?!\w)")
_AND_MORE = re.compile(r" [^\W\d]+,?(?: and| và)? ")
_LONGEST_GAP = 18
_GAP = re.compile(r"[^.;:!?()\d]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit, both ends for a range, and where its numerals stand.

    There are none for *a day*, several for *an hour and 30 minutes*.
    """

    measure: Measure
    values: tuple[Fraction, ...]
    spans: tuple[Span, ...]

    def is_like(self, other: Quantity) -> bool:
        """Return whether both are the same length, weight, time …, in units of their own."""
        if self.measure.is_currency or self.measure.dimension != other.measure.dimension:
            return False
        if self.measure == other.measure or len(self.values) != len(other.values):
            return self.values == other.values
        ends = zip(self.values, other.values, strict=True)
        return all(converted(self.measure, one, other.measure, end) for one, end in ends)


def quantities(numerals: Sequence[Numeral], side: NumeralSide) -> list[Quantity]:
    """Return the quantities of a text: each numeral with its unit, neighbours of one dimension summed up, *a day*."""
    singles = [found for each in numerals[:MANY] if (found := _quantity(each, side))]
    return [*singles, *_sums(singles, side.lower), *_of_one(side, singles)]


def conversions(numeral: Numeral, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """Return what the other side has for a numeral, by itself or with its neighbours, in other units."""
    return [other for one in ours if numeral.span in one.spans for other in theirs if one.is_like(other)]


def _quantity(numeral: Numeral, side: NumeralSide) -> Quantity | None:
    value = numeral.value[0] if numeral.value else None
    if value is None:
        return None
    measure = measure_of(numeral, side.lower, side.lang)
    if numeral.kind is Kind.TIME and numeral.value[1] is not None:
        value += numeral.value[1] / 60
        measure = unit_at(" giờ", 0, "vi")
    of_one = _OF_ONE.match(side.lower, numeral.span.end) if numeral.kind is Kind.FRACTION else None
    article = _ONE.match(side.lower, of_one.end()) if of_one else None
    if article:  # three quarters of an hour
        measure = unit_at(side.lower, article.end(), side.lang)
    ends = numeral.value[1:] if numeral.kind is Kind.RANGE else ()
    values = (value, *(end for end in ends if end is not None))
    return Quantity(measure, values, (numeral.span,)) if measure else None


def _sums(singles: Sequence[Quantity], lower: str) -> Iterator[Quantity]:
    """Yield neighbours as one where the unit of the second is a part of that of the first: 5 feet 7 inches."""
    for one, other in pairwise(singles):
        gap = lower[one.spans[0].end : other.spans[0].start]
        if len(gap) <= _LONGEST_GAP and _GAP.fullmatch(gap) and (total := _sum(one, other)):
            yield total


def _sum(one: Quantity, other: Quantity) -> Quantity | None:
    """Return both as one where the unit of the second is a part of that of the first."""
    apart = one.measure.dimension != other.measure.dimension or one.measure.factor <= other.measure.factor
    if apart or len(one.values) + len(other.values) > 2:
        return None
    more = other.values[0] * Fraction(other.measure.factor) / Fraction(one.measure.factor)
    return Quantity(one.measure, (one.values[0] + more.limit_denominator(10**6),), one.spans + other.spans)


def _of_one(side: NumeralSide, singles: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield a day, every hour, half a year, a year and a half, an hour and 35 minutes."""
    for found in _ONE.finditer(side.lower):
        measure = unit_at(side.lower, found.end(), side.lang)
        if measure is None:
            continue
        more = Fraction(1, 2) if _AND_HALF.match(side.lower, found.end()) else Fraction(0)
        one = Quantity(measure, (Fraction(1, 2) if found["half"] else 1 + more,), ())
        yield one
        and_more = _AND_MORE.match(side.lower, found.end())
        others = [each for each in singles if and_more and each.spans[0].start == and_more.end()]
        yield from (total for each in others if (total := _sum(one, each)))
