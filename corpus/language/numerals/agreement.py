"""Agreement of numerals: whether two of them may stand for the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, Value

COUNTED = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.FRACTION, Kind.PERCENTAGE, Kind.CENTURY})
"""Kinds of one number that are compared by it alone."""


def same(one: Numeral, other: Numeral) -> bool:
    """Return whether two numerals are of one kind and likeliest value."""
    return one.kind is other.kind and one.value == other.value and one.kind is not Kind.IDENTIFIER


def agree(one: Numeral, other: Numeral) -> bool:
    """Return whether two numerals may stand for the same, in any of their readings."""
    test = _TESTS.get((one.kind, other.kind))
    if test is None and (other.kind, one.kind) in _TESTS:
        return agree(other, one)
    if test is None:
        if not {one.kind, other.kind} <= COUNTED:
            return False
        test = _percent if Kind.PERCENTAGE in (one.kind, other.kind) else _equal
    if test is _names:
        return one.name == other.name
    if Kind.IDENTIFIER in (one.kind, other.kind) and not (one.traits | other.traits) & Trait.WEEKDAY:
        return False
    return any(test(first, second) for first in one.readings for second in other.readings)


def _equal(one: Value, other: Value) -> bool:
    return one == other


def _percent(one: Value, other: Value) -> bool:
    """Return whether numbers are equal, or one is a part of a whole in hundredths, rounded: half is 50 %, ⅔ 67 %."""
    low, high = sorted((one[0] or Fraction(0), other[0] or Fraction(0)))
    return low == high or (0 < low < 1 and high in (low * 100, *(round(low * 100, places) for places in range(3))))


def compatible(one: Value, other: Value) -> bool:
    """Return whether the parts that both give are equal, and there is one."""
    both = [(a, b) for a, b in zip(one, other, strict=False) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def _clock(one: Value, other: Value) -> bool:
    return (one[0] or 0) % 24 == (other[0] or 0) % 24 and (one[1] or 0) == (other[1] or 0)


def _hours(time: Value, number: Value) -> bool:
    return time[0] == number[0] and time[1] is None


def _clock_number(time: Value, number: Value) -> bool:
    """Return whether a number is a time: hours of a duration, 3.5 for half past, 1730 and 17.30 for 17:30."""
    hour, minute = time[0] or Fraction(0), time[1] or Fraction(0)
    if _hours(time, number) or (minute == 30 and number[0] == hour + Fraction(1, 2)):
        return True
    return time[1] is not None and number[0] in (hour * 100 + minute, hour + minute / 100)


def _slashed(date: Value, fraction: Value) -> bool:
    """Return whether 9/11 is a day of the year, in either order."""
    day, month, year = date
    return bool(day and month and not year and fraction[0] in (day / month, month / day))


def _single(date: Value, number: Value) -> bool:
    """Return whether a date of which only the day, month or year is given is that number (the first day, month 12)."""
    return [part for part in date if part is not None] == [number[0]]


def _decades(one: Value, other: Value) -> bool:
    first, second = one[0] or Fraction(0), other[0] or Fraction(0)
    return first == second or (first % 100 == second % 100 and min(first, second) < 100)


def _hundreds(century: Value, decade: Value) -> bool:
    """Return whether a decade stands for its century: the 1900s, thế kỷ 20."""
    return decade[0] == 100 * ((century[0] or 0) - 1)


def _nth(fraction: Value, ordinal: Value) -> bool:
    """Return whether an ordinal is a part: the fifth of a harvest, một phần năm."""
    return fraction == ordinal or fraction[0] == 1 / (ordinal[0] or 1)


def _names(one: Value, other: Value) -> bool:
    return one == other


_TESTS: dict[tuple[Kind, Kind], Callable[[Value, Value], bool]] = {
    (Kind.IDENTIFIER, Kind.IDENTIFIER): _names,
    (Kind.DATE, Kind.DATE): compatible,
    (Kind.DATE, Kind.NUMBER): _single,
    (Kind.DATE, Kind.ORDINAL): _single,
    (Kind.TIME, Kind.TIME): _clock,
    (Kind.DATE, Kind.FRACTION): _slashed,
    (Kind.TIME, Kind.NUMBER): _clock_number,
    (Kind.FRACTION, Kind.ORDINAL): _nth,
    (Kind.RANGE, Kind.RANGE): _equal,
    (Kind.WEEKDAY, Kind.ORDINAL): _equal,
    (Kind.WEEKDAY, Kind.WEEKDAY): _equal,
    (Kind.WEEKDAY, Kind.IDENTIFIER): _equal,
    (Kind.QUARTER, Kind.QUARTER): compatible,
    (Kind.DECADE, Kind.DECADE): _decades,
    (Kind.DECADE, Kind.NUMBER): _decades,
    (Kind.CENTURY, Kind.DECADE): _hundreds,
}


_GLUED = re.compile(r"\d[^\W\d_]$")
_DIMENSIONS = re.compile(r"[1-9]d")
"""2D: two-dimensional, hai chiều."""


def loosely(one: Numeral, other: Numeral) -> bool:
    """Return whether one side has a name or hour where the other has a number: 1394b and 1394, 7 pm and 7."""
    if {one.kind, other.kind} == {Kind.TIME, Kind.NUMBER}:
        time, number = (one, other) if one.kind is Kind.TIME else (other, one)
        return any(not reading[1] and (reading[0] or 0) % 12 == number.value[0] for reading in time.readings)
    name, number = (one, other) if one.kind is Kind.IDENTIFIER else (other, one)
    if name.kind is not Kind.IDENTIFIER or number.kind not in COUNTED:
        return False
    if _GLUED.search(number.text):  # 1B is no other name for 1A
        return False
    digits = "".join(letter for letter in name.name if letter.isdigit())
    if _DIMENSIONS.fullmatch(name.name) and number.value == (Fraction(int(digits)),):
        return True
    return digits == "".join(letter for letter in number.text if letter.isdigit()) != ""
