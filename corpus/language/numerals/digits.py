"""Numerals in digits, the same in every language: amounts, ranges, numeric dates, clock times, fractions."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from songngu.corpus.language.numerals.convention import NUMBER, parse_digits
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, Value
from songngu.corpus.language.numerals.profile import Amount, Scan, date_or_none, either_half, first_of

_NUMBER = re.compile(NUMBER)
_NAMING = "A-Za-zªµºÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿ"
NAME_LETTER = f"[0-9{_NAMING}]"
"""A pattern for what names with digits are made of: digits, Latin and Greek letters; of 웹3, 5월 and 3-ю the digits."""

_LETTERS = re.compile(f"[{_NAMING}]*")
NAME = re.compile(rf"{NAME_LETTER}+(?:[-‑.](?={NAME_LETTER}*\d){NAME_LETTER}+)*")
"""A name with digits, with what is joined to it that has a digit too."""

_UNIT_WORDS = (
    "m mm cm km kg g mg l ml ft in mi mph kmh kph lb lbs oz b kb mb gb tb k hz khz mhz ghz w kw mw v px pt ms s sec "
    "min h hr hrs p c f x đ d usd vnd cad aud am pm th ha nm kwh mwh fps bps kbps mbps gbps hp cc"
)
_UNITS = frozenset(_UNIT_WORDS.split())
_ISO_DATE = re.compile(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-]|[/.]\d)")
_NUMERIC_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/%]|[.,]\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-]([12]\d{3})(?![\d/-])")
# Of a house in an alley: số nhà 12/5, No. 12/5.
_HOUSE = re.compile(r"(?<!\w)(?:số|nhà|hẻm|ngõ|ngách|kiệt|number|no\.|house|alley|lane)[ \u00a0]$")
_ALWAYS = re.compile(r"24/(7|24)(?![\d/])")  # round the clock, unless ngày says that it is a date
_SLASH = re.compile(r"(\d+)\s?/\s?(\d+)(?![\d/])")
_MIXED = re.compile(r"(\d{1,3})[ \u00a0](\d{1,2})/(\d{1,2})(?![\d/.,])")
_VULGAR = re.compile(r"(\d{1,3})[ \u00a0]?([½⅓⅔¼¾⅕⅛⅜⅝⅞])")
_PARTS = frozenset((2, 3, 4, 5, 8, 16))
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?!\d)")
_DASH = re.compile(r"\s?[-‑–—]\s?(?=[$€£¥]?\d)[$€£¥]?")
_MORE = re.compile(r"[-‑:/]\d")
_POWERED = re.compile(r"[kcdm]?m[23](?!\w)")
_PHONE = re.compile(r"\d+(?:[-‑]\d+){2,}")


def from_digits(scan: Scan, start: int) -> Numeral | None:
    """Read what starts with a digit."""
    if scan.text[start - 1 : start] in (".", ",") and not scan.text[max(0, start - 2) : start - 1].strip(" ([~≈<>=±"):
        return _decimals(scan, start)
    numeral = first_of((*scan.profile.digits, _mixed, _clock, _iso_date, _numeric_date, _slashed), scan, start)
    if numeral:
        return numeral
    number = _NUMBER.match(scan.lower, start)
    letters = _LETTERS.match(scan.lower, number.end()) if number else None
    if not number or not letters:
        return None
    glued = letters[0]
    if _POWERED.match(scan.lower, number.end()):
        return quantity(scan, start)
    more = scan.lower[letters.end() : letters.end() + 1]
    strange = glued and glued not in _UNITS | scan.profile.glued and len(glued) < 3
    strange = strange or scan.text[number.end() : letters.end()] in ("D", "G")  # 3D, 5G
    phone = _PHONE.match(scan.lower, start)
    if phone or strange or (glued and more.isdigit()):
        name = phone or NAME.match(scan.lower, start)
        return scan.numeral(Kind.IDENTIFIER, start, name.end() if name else letters.end(), ())
    return quantity(scan, start)


def _decimals(scan: Scan, start: int) -> Numeral | None:
    """Read .5, a decimal without its zero; a comma may as well be one that a space is missing behind."""
    digits = re.compile(r"\d+").match(scan.lower, start)
    if not digits or scan.text[start - 1] == ",":
        return quantity(scan, start)
    value = Fraction(int(digits[0]), 10 ** len(digits[0]))
    percent = scan.profile.percent.match(scan.lower, digits.end())
    kind = Kind.PERCENTAGE if percent else Kind.NUMBER
    return scan.numeral(kind, start - 1, percent.end() if percent else digits.end(), (value,))


def digit_amount(scan: Scan, start: int) -> Amount | None:
    """Read digits and the scale word after them."""
    number = _NUMBER.match(scan.lower, start)
    if not number:
        return None
    values, foreign = parse_digits(number[0], scan.convention)
    factor, end = scan.profile.scale(scan, number.end())
    traits = (Trait.SCALED if factor > 1 else Trait.NONE) | (Trait.FOREIGN_MARK if foreign else Trait.NONE)
    amount = Amount(tuple(value * factor for value in values), end, traits)
    return scan.profile.finish(scan, start, amount) if values else amount


def amount_at(scan: Scan, start: int) -> Amount | None:
    """Read a number in digits or words."""
    return digit_amount(scan, start) if scan.lower[start : start + 1].isdecimal() else scan.profile.words(scan, start)


def quantity(scan: Scan, start: int, amount: Amount | None = None) -> Numeral | None:
    """Read a number, percentage or range that starts at ``start``, or continue from the ``amount`` read there."""
    amount = amount or amount_at(scan, start)
    if amount is None:
        return None
    if not amount.values:
        return scan.numeral(Kind.IDENTIFIER, start, amount.end, ())
    dash = _DASH.match(scan.lower, amount.end)
    second = digit_amount(scan, dash.end()) if dash and amount.traits & Trait.WORD == Trait.NONE else None
    if second and second.values and not _MORE.match(scan.lower, second.end):
        return _range(scan, start, amount, second)
    readings = tuple((value,) for value in amount.values)
    percent = scan.profile.percent.match(scan.lower, amount.end)
    if percent:
        return scan.numeral(Kind.PERCENTAGE, start, percent.end(), *readings, traits=amount.traits)
    label = scan.text[start - 1 : start] == "(" and scan.text[amount.end : amount.end + 1] == ")"
    traits = amount.traits | Trait.OPTIONAL if label and amount.values[0] < 20 else amount.traits
    return scan.numeral(Kind.NUMBER, start, amount.end, *readings, traits=traits)


def _range(scan: Scan, start: int, first: Amount, second: Amount) -> Numeral:
    """Return the range of two amounts: a scale counts for both, 1990-95 ends in 1995, 112-15 in 115."""
    low, high = first.values[0], second.values[0]
    traits = first.traits | second.traits
    if second.traits & Trait.SCALED and not first.traits & Trait.SCALED:
        factor, _ = scan.profile.scale(scan, _number_end(scan, second))
        low *= factor
    years = high < low and 1000 <= low < 2100 and high < 100
    pages = 10 <= high < 100 <= low < 1000 and high > low % 100
    if years or pages:
        high += low // 100 * 100
    percent = scan.profile.percent.match(scan.lower, second.end)
    if percent:
        return scan.numeral(Kind.RANGE, start, percent.end(), (low, high), traits=traits | Trait.PERCENT)
    return scan.numeral(Kind.RANGE, start, second.end, (low, high), traits=traits)


def _number_end(scan: Scan, amount: Amount) -> int:
    """Return where the digits of a scaled amount end."""
    end = amount.end
    while not scan.lower[end - 1].isdecimal():
        end -= 1
    return end


def _clock(scan: Scan, start: int) -> Numeral | None:
    match = _CLOCK.match(scan.lower, start)
    if not match or int(match[1]) > 24:
        return None
    hour, minute = int(match[1]), Fraction(int(match[2]))
    hours, end = _hours(scan, hour, match.end())
    return scan.numeral(Kind.TIME, start, end, *((Fraction(each), minute) for each in hours))


def _hours(scan: Scan, hour: int, end: int) -> tuple[tuple[int, ...], int]:
    if scan.profile.period:
        return scan.profile.period(scan, hour, end)
    return either_half(hour), end


def _iso_date(scan: Scan, start: int) -> Numeral | None:
    match = _ISO_DATE.match(scan.lower, start)
    if not match:
        return None
    year, month, day = (Fraction(int(match[part])) for part in (1, 3, 4))
    return date_or_none(scan, start, match.end(), (day, month, year))


def _numeric_date(scan: Scan, start: int) -> Numeral | None:
    match = _NUMERIC_DATE.match(scan.lower, start)
    if not match or (match[2] != "/" and len(match[4]) == 2):
        return None
    first, second, year = (Fraction(int(match[part])) for part in (1, 3, 4))
    if year < 100:
        year += 2000 if year < 50 else 1900
    return date_or_none(scan, start, match.end(), *_orders(scan, first, second, year), traits=Trait.NUMERIC_DATE)


def _orders(scan: Scan, first: Fraction, second: Fraction, year: Fraction | None) -> tuple[Value, ...]:
    """Return day-month and month-day readings, the language's own first; the other only where it is ambiguous."""
    if scan.profile.day_first:
        return ((first, second, year),)
    return (second, first, year), (first, second, year)


def _mixed(scan: Scan, start: int) -> Numeral | None:
    """Read 6 1/2 and 6½, a whole number and a part of one."""
    sign = _VULGAR.match(scan.lower, start)
    if sign:
        part = Fraction(unicodedata.numeric(sign[2])).limit_denominator(16)
        return scan.numeral(Kind.NUMBER, start, sign.end(), (int(sign[1]) + part,))
    match = _MIXED.match(scan.lower, start)
    if not match or not 0 < int(match[2]) < int(match[3]) or int(match[3]) not in _PARTS:
        return None
    return scan.numeral(Kind.NUMBER, start, match.end(), (int(match[1]) + Fraction(int(match[2]), int(match[3])),))


def _part(scan: Scan, start: int) -> Numeral | None:
    """Read ½ without a number before it."""
    value = Fraction(unicodedata.numeric(scan.text[start])).limit_denominator(16)
    return scan.numeral(Kind.FRACTION, start, start + 1, (value,), traits=Trait.WORD)


VULGAR = dict.fromkeys("½⅓⅔¼¾⅕⅛⅜⅝⅞", (_part,))
"""The readers of the signs for parts of a whole."""


def _slashed(scan: Scan, start: int) -> Numeral | None:
    """Read 1/70 and 20/1: a fraction, or day and month where both would be possible."""
    always = _ALWAYS.match(scan.lower, start)
    if always:
        return scan.numeral(Kind.FRACTION, start, always.end(), (Fraction(24, int(always[1])),), traits=Trait.OPTIONAL)
    match = _MONTH_YEAR.match(scan.lower, start)
    if match:
        date = date_or_none(scan, start, match.end(), (None, Fraction(int(match[1])), Fraction(int(match[2]))))
        if date:
            return date
    match = None if _HOUSE.search(scan.lower, max(0, start - 10), start) else _DAY_MONTH.match(scan.lower, start)
    first, second = (int(match[1]), int(match[2])) if match else (0, 0)
    if match and first > second > 0:
        date = date_or_none(
            scan, start, match.end(), *_orders(scan, Fraction(first), Fraction(second), None), traits=Trait.NUMERIC_DATE
        )
        if date:
            return date
    match = _SLASH.match(scan.lower, start)
    if not match or not int(match[2]):
        return None
    first, second = int(match[1]), int(match[2])
    if 1900 <= first < 2100 and second in (first + 1, (first + 1) % 100):
        return scan.numeral(Kind.RANGE, start, match.end(), (Fraction(first), Fraction(first + 1)))
    return scan.numeral(Kind.FRACTION, start, match.end(), (Fraction(first, second),))
