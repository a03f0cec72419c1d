"""Chinese numerals (Han characters, as Japanese writes them too): 三万, 一百零五, 二〇二四, 3.5亿."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import quantity
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Amount, NumeralProfile, Scan, date_or_none

_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_CLASS = "".join((*_DIGITS, *_TENS, *_SCALES))
_WORDS = re.compile(rf"[{_CLASS}]+")
_SCALE = re.compile(rf"[{''.join(_SCALES)}]+|[千百](?=[{''.join(_SCALES)}])[{''.join(_SCALES)}]")
_DATE = re.compile(r"(?:([12]\d{3})年)?(\d{1,2})月(?:(\d{1,2})[日号])?")
RUNS = re.compile(rf"\d|[{_CLASS}]+")
"""Where a numeral may begin in a text without spaces between its words."""


def number(text: str) -> int:
    """Return what Han numerals stand for; digits alone are read one by one (二〇二四 is 2024)."""
    if len(text) > 1 and all(letter in _DIGITS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    total = section = digit = 0
    last = 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _TENS:
            section += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            scale, part = _SCALES[letter], section + digit
            larger = 0 < last < scale  # 三千万亿: all before it
            total = (total + part) * scale if larger else total + (part or 1) * scale
            last, section, digit = scale, 0, 0
    return total + section + digit


def _amount(scan: Scan, start: int) -> Amount | None:
    match = _WORDS.match(scan.lower, start)
    if not match:
        return None
    value = Fraction(number(match[0]))
    unsure = value <= 10 or not any(letter in _DIGITS for letter in match[0])
    return Amount((value,), match.end(), Trait.WORD | (Trait.OPTIONAL | Trait.UNSURE if unsure else Trait.NONE))


def _scale(scan: Scan, end: int) -> tuple[int, int]:
    match = _SCALE.match(scan.lower, end)
    if not match:
        return 1, end
    factor = 1
    for letter in match[0]:
        factor *= _SCALES.get(letter) or _TENS[letter]
    return factor, match.end()


def read_run(scan: Scan, start: int) -> Numeral | None:
    """Read the numeral that begins a run of digits or Han numerals."""
    if scan.lower[start].isdecimal():
        date = _DATE.match(scan.lower, start)
        if date:
            year, month, day = (Fraction(int(part)) if part else None for part in date.groups())
            return date_or_none(scan, start, date.end(), (day, month, year))
        return quantity(scan, start)
    amount = _amount(scan, start)
    if amount is None:
        return None
    return scan.numeral(Kind.NUMBER, start, amount.end, *((value,) for value in amount.values), traits=amount.traits)


CHINESE = NumeralProfile(words=_amount, scale=_scale, runs=RUNS, run_reader=read_run)
"""How Chinese writes numerals."""
