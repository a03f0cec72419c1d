"""Chinese numerals (Han characters, as Japanese writes them too): 三万, 三分之二, 下午三点, 二〇二四, 3.5亿."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import quantity
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Amount, NumeralProfile, Scan, date_or_none, either_half

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
_ONE_HUNDREDTH = "百分之"
_PART = re.compile(rf"(?P<whole>\d+|[{_CLASS}]+)分之(?P<part>\d+(?:\.\d+)?|[{_CLASS}]+)")
_HOUR = re.compile(
    rf"(?P<hour>\d{{1,2}}|[{_CLASS}]{{1,3}})[点點时時](?:(?P<half>半)|(?P<minute>\d{{1,2}}|[{_CLASS}]{{1,3}})分|(?P<sharp>[钟鐘整]))?"
)
_AGE = re.compile(
    rf"(?:(?P<century>\d{{1,2}}|[{_CLASS}]{{1,3}})世[纪紀])?(?:(?P<decade>[12]\d\d0|\d0|[一二三四五六七八九]十)年代)?"
)
_BEFORE_NOON = ("上午", "早上", "凌晨", "清晨", "午前")
_AFTER_NOON = ("下午", "晚上", "傍晚", "午后", "午後", "夜里")
_NOON = ("中午", "正午")
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


def _value(text: str) -> Fraction:
    return Fraction(text) if text[0].isdecimal() else Fraction(number(text))


def _part(scan: Scan, start: int) -> Numeral | None:
    """Read 三分之二, two of three parts, and 百分之三十, a percentage."""
    match = _PART.match(scan.lower, start)
    if match is None or not _value(match["whole"]):
        return None
    if match[0].startswith(_ONE_HUNDREDTH):
        return scan.numeral(Kind.PERCENTAGE, start, match.end(), (_value(match["part"]),))
    value = _value(match["part"]) / _value(match["whole"])
    return scan.numeral(Kind.FRACTION, start, match.end(), (value,), traits=Trait.WORD)


def _age(scan: Scan, start: int) -> Numeral | None:
    """Read 十九世纪, a century, 九十年代, a decade, and 20世纪90年代, the decade of a century."""
    match = _AGE.match(scan.lower, start)
    if match is None or match.start() == match.end():
        return None
    century = _value(match["century"]) if match["century"] else None
    if not match["decade"]:
        return scan.numeral(Kind.CENTURY, start, match.end(), (century,))
    decade = _value(match["decade"])
    first = decade + 100 * (century - 1) if century and decade < 100 else decade
    return scan.numeral(Kind.DECADE, start, match.end(), (first,))


def _time(scan: Scan, start: int) -> Numeral | None:
    """Read 下午三点半 and 15点30分; without a part of the day before it or minutes behind, 点 may be a point."""
    match = _HOUR.match(scan.lower, start)
    period = scan.lower[max(0, start - 2) : start]
    known = period in (*_BEFORE_NOON, *_AFTER_NOON, *_NOON)
    if match is None or not (known or match.end() > match.end("hour") + 1) or _value(match["hour"]) > 24:
        return None
    hour = int(_value(match["hour"]))
    minute = Fraction(30) if match["half"] else _value(match["minute"]) if match["minute"] else Fraction(0)
    hours = _hours(hour, period) if known else either_half(hour)
    return scan.numeral(Kind.TIME, start, match.end(), *((Fraction(each), minute) for each in hours))


def _hours(hour: int, period: str) -> tuple[int, ...]:
    late = period in _AFTER_NOON or (period in _NOON and hour < 11)
    return (hour + 12,) if late and hour < 12 else (hour,)


def read_run(scan: Scan, start: int) -> Numeral | None:
    """Read the numeral that begins a run of digits or Han numerals."""
    told = _part(scan, start) or _age(scan, start) or _time(scan, start)
    if told:
        return told
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
