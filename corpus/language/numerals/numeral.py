"""Numerals: stretches of a text that stand for a number, a date, a time of day or a name with digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from fractions import Fraction
from functools import cache

from songngu.corpus.document import Span

Value = tuple[Fraction | None, ...]
"""What a numeral stands for; its parts depend on the kind (see ``Kind``), ``None`` for a part that is not given."""


class Kind(StrEnum):
    """What a numeral is, and the parts of its value."""

    NUMBER = "number"  # (number,)
    ORDINAL = "ordinal"  # (number,)
    FRACTION = "fraction"  # (number,)
    PERCENTAGE = "percentage"  # (number of hundredths,)
    RANGE = "range"  # (low, high)
    DATE = "date"  # (day, month, year)
    TIME = "time"  # (hour 0 to 23, minute)
    WEEKDAY = "weekday"  # (2 Monday to 7 Saturday, 8 Sunday,)
    QUARTER = "quarter"  # (quarter, year)
    DECADE = "decade"  # (first year or, of two digits, year in the century,)
    CENTURY = "century"  # (number,)
    IDENTIFIER = "identifier"  # ()


class Trait(Flag):
    """What else is known of a numeral."""

    NONE = 0
    WORD = auto()  # written in words, at least in part
    OPTIONAL = auto()  # need not be rendered: "một", "first", "half", a word that may mean something else
    SCALED = auto()  # with a scale word: triệu, million, bn
    FOREIGN_MARK = auto()  # its decimal or grouping mark is not the one of the text's convention
    NUMERIC_DATE = auto()  # day and month in digits only: which is which depends on the reader
    PERCENT = auto()  # a range of hundredths
    UNSURE = auto()  # may be no number at all: năm (year), both, a century
    ROMAN = auto()
    TUPLE = auto()  # digits in brackets with a comma that both sides have alike: (3,4)
    NTH = auto()  # a number word that says which one: lớp năm is the fifth grade
    WEEKDAY = auto()  # an ordinal or a name (T5) that may be a day of the week (thứ năm: fifth, Thursday)

    # As those of Flag, which before Python 3.12 looks for the class of each result anew.
    def __and__(self, other: Trait) -> Trait:
        return _traits(self._value_ & other._value_)

    def __or__(self, other: Trait) -> Trait:
        return _traits(self._value_ | other._value_)


@cache
def _traits(value: int) -> Trait:
    return Trait(value)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral: where it stands in its text and how it may be read, the likeliest reading first."""

    kind: Kind
    span: Span
    text: str
    readings: tuple[Value, ...]
    traits: Trait = Trait.NONE

    @property
    def value(self) -> Value:
        """The likeliest reading."""
        return self.readings[0]

    @property
    def ambiguous(self) -> bool:
        """Whether there is more than one reading."""
        return len(self.readings) > 1

    @property
    def name(self) -> str:
        """The numeral in lower case, without spaces and the plural s of ``A100s``: the identity of an identifier."""
        bare = "".join(self.text.lower().replace("‑", "-").replace("–", "-").split())
        return bare[:-1] if len(bare) > 2 and bare[-1] == "s" and bare[-2].isdigit() else bare


def keys(numeral: Numeral) -> Iterator[str]:
    """Yield canonical names of what a numeral stands for, one or more for each reading, the whole before its parts.

    ``n:5576000`` a number, ``r:3-9`` a range, ``d:1-20`` month and day, ``m:1`` a month, ``t:15:30`` a time,
    ``w:5`` a weekday, ``q:3`` a quarter, ``y:90`` a decade, ``i:gpt-4`` an identifier. Some keys may come twice.
    """
    if numeral.kind is Kind.IDENTIFIER:
        yield f"i:{numeral.name}"
    if numeral.traits & Trait.WEEKDAY:
        yield from _weekday_keys(numeral.value)
    if numeral.kind is Kind.IDENTIFIER:
        return
    for reading in numeral.readings:
        yield from _READERS.get(numeral.kind, _plain_keys)(reading)


def _plain_keys(reading: Value) -> Iterator[str]:
    yield from (f"n:{part}" for part in reading)


def _range_keys(reading: Value) -> Iterator[str]:
    yield f"r:{reading[0]}-{reading[1]}"


def _date_keys(reading: Value) -> Iterator[str]:
    day, month, year = reading
    if day is not None and month is not None:
        yield f"d:{month}-{day}"
    elif month is not None:
        yield f"m:{month}"
    elif day is not None:
        yield f"n:{day}"
    if year is not None:
        yield f"n:{year}"


def _time_keys(reading: Value) -> Iterator[str]:
    hour, minute = reading
    yield f"t:{hour}:{int(minute or 0):02}"
    if minute is None:
        yield f"n:{hour}"


def _quarter_keys(reading: Value) -> Iterator[str]:
    yield f"q:{reading[0]}"
    if reading[1] is not None:
        yield f"n:{reading[1]}"


def _decade_keys(reading: Value) -> Iterator[str]:
    first = reading[0] or Fraction(0)
    yield f"y:{first % 100}"
    if first >= 100:
        yield f"n:{first}"


def _weekday_keys(reading: Value) -> Iterator[str]:
    yield f"w:{reading[0]}"


_READERS = {
    Kind.RANGE: _range_keys,
    Kind.DATE: _date_keys,
    Kind.TIME: _time_keys,
    Kind.QUARTER: _quarter_keys,
    Kind.DECADE: _decade_keys,
    Kind.WEEKDAY: _weekday_keys,
}
