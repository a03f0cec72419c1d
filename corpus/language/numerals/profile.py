"""What a language's profile says of its numerals, and the text being read with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.convention import Convention
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, Value


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity read at some place: its readings, where it ends, what is known of it."""

    values: tuple[Fraction, ...]
    end: int
    traits: Trait = Trait.NONE


@dataclass(frozen=True, slots=True)
class Scan:
    """A text being read: as it stands, in lower case letter by letter, and under which convention and profile."""

    text: str
    lower: str
    convention: Convention
    profile: NumeralProfile

    def numeral(self, kind: Kind, start: int, end: int, *readings: Value, traits: Trait = Trait.NONE) -> Numeral:
        """Return the numeral at ``start`` to ``end``."""
        return Numeral(kind, Span(start, end), self.text[start:end], readings, traits)


Reader = Callable[[Scan, int], Numeral | None]
"""Reads the numeral that starts at an offset, or none."""


def _no_words(scan: Scan, start: int) -> Amount | None:
    return None


def _no_scale(scan: Scan, end: int) -> tuple[int, int]:
    return 1, end


def _as_read(scan: Scan, end: int, amount: Amount) -> Amount:
    return amount


@dataclass(frozen=True, slots=True)
class Beside:
    """What the runs of characters beside a starter must hold that it begins a numeral: those behind, or before."""

    behind: re.Pattern[str]
    before: re.Pattern[str] | None = None


@dataclass(frozen=True, eq=False)
class NumeralProfile:
    """What one language writes in numerals.

    ``words`` reads number words, ``scale`` the factor and end of a scale word after digits, ``finish`` what may follow
    an amount (*rưỡi*, *and a half*); ``starters`` are the readers tried on a word, ``digits`` those tried on digits
    before the shared ones; ``period`` gives the hours that a clock hour may be, by what follows, and where that ends.
    ``beside`` are the starters with which a numeral may begin only where such stands beside them (the two runs behind,
    the one before), ``silent`` those that begin one that needs no counterpart where such stands behind them.
    A language that puts no spaces between words has ``runs``, where a numeral may begin, and their ``run_reader``.
    """

    percent: re.Pattern[str] = re.compile(r"\s?%")
    words: Callable[[Scan, int], Amount | None] = _no_words
    scale: Callable[[Scan, int], tuple[int, int]] = _no_scale
    finish: Callable[[Scan, int, Amount], Amount] = _as_read
    starters: Mapping[str, tuple[Reader, ...]] = field(default_factory=dict)
    beside: Mapping[str, Beside] = field(default_factory=dict)
    silent: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    digits: tuple[Reader, ...] = ()
    period: Callable[[Scan, int, int], tuple[tuple[int, ...], int]] | None = None
    day_first: bool = True
    ambiguous_dates: bool = False
    glued: frozenset[str] = frozenset()
    runs: re.Pattern[str] | None = None
    run_reader: Reader | None = None


_PREFIX = re.compile(r"[ \u00a0‑-]?(mega|giga|tera|peta|kilo)(?=[a-z])")
_PREFIXES = {"kilo": 10**3, "mega": 10**6, "giga": 10**9, "tera": 10**12, "peta": 10**15}


def with_prefix(lower: str, amount: Amount) -> Amount:
    """Add the reading in the unit itself where a metric prefix follows: 12 megapixels are 12 million pixels."""
    prefix = _PREFIX.match(lower, amount.end)
    if not prefix:
        return amount
    more = tuple(value * _PREFIXES[prefix[1]] for value in amount.values)
    return Amount((*amount.values, *more), amount.end, amount.traits)


def first_of(readers: tuple[Reader, ...], scan: Scan, start: int) -> Numeral | None:
    """Return what the first reader that succeeds reads."""
    for read in readers:
        numeral = read(scan, start)
        if numeral:
            return numeral
    return None


def date_or_none(scan: Scan, start: int, end: int, *readings: Value, traits: Trait = Trait.NONE) -> Numeral | None:
    """Return the date with those of the readings (day, month, year) that the calendar has."""
    fit = tuple(
        (day, month, year)
        for day, month, year in readings
        if (day is None or 1 <= day <= 31) and (month is None or 1 <= month <= 12)
    )
    return scan.numeral(Kind.DATE, start, end, *fit, traits=traits) if fit else None


def either_half(hour: int) -> tuple[int, ...]:
    """Return the hours of the day that a clock hour without morning or evening may be."""
    return (hour, (hour + 12) % 24) if 1 <= hour <= 12 else (hour,)
