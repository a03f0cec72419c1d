"""Korean numerals: figures with signs for myriads and dates, whatever particle follows: 3,200만 명, 6월 3일, 34개를."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import from_digits
from songngu.corpus.language.numerals.myriads import scale, with_smaller
from songngu.corpus.language.numerals.numeral import Numeral
from songngu.corpus.language.numerals.profile import NumeralProfile, Scan, date_or_none

_DATE = re.compile(r"(?:([12]\d{3})년[ \u00a0]?)?(\d{1,2})월(?:[ \u00a0]?(\d{1,2})일)?")
_RUNS = re.compile(r"\d")


def _read(scan: Scan, start: int) -> Numeral | None:
    """Read a date, or what digits stand for."""
    date = _DATE.match(scan.lower, start)
    if date:
        year, month, day = (Fraction(int(part)) if part else None for part in date.groups())
        return date_or_none(scan, start, date.end(), (day, month, year))
    return from_digits(scan, start)


KOREAN = NumeralProfile(scale=scale, finish=with_smaller, runs=_RUNS, run_reader=_read)
"""How Korean writes numerals in figures; its number words are not read."""
