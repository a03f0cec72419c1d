"""Chinese numerals (Han characters, as Japanese writes them too): 三万, 三分之二, 下午三点, 二〇二四, 3.5亿."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import from_digits
from songngu.corpus.language.numerals.myriads import MYRIADS, scale, with_smaller
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
_SCALES = {sign: value for sign, value in MYRIADS.items() if sign not in "만억조"}
_CLASS = "".join((*_DIGITS, *_TENS, *_SCALES))
_WORDS = re.compile(rf"[{_CLASS}]+")
_FEW = rf"(?:\d{{1,2}}|[{_CLASS}]{{1,3}})"
_DATE = re.compile(
    rf"(?:(?P<year>[12]\d{{3}}|[{''.join(_DIGITS)}]{{4}})[ \u00a0]?年[ \u00a0]?)?"
    rf"(?P<month>{_FEW})[ \u00a0]?月(?:份|[ \u00a0]?(?P<day>{_FEW})[ \u00a0]?[日号號])?"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911, "民國": 1911}
_ERA_YEAR = re.compile(rf"(?P<era>{'|'.join(_ERAS)})[ \u00a0]?(?P<number>元|{_FEW}|\d{{3}})[ \u00a0]?年")
_ONE_HUNDREDTH = "百分之"
_PART = re.compile(rf"(?P<whole>\d+|[{_CLASS}]+)分之(?P<part>\d+(?:\.\d+)?|[{_CLASS}]+)")
_TENTHS = re.compile(
    rf"(?P<tenths>\d+(?:\.\d)?|[{_CLASS}]{{1,2}})[ \u00a0]?"
    r"(?:割(?!り算)|(?P<left>折(?![叠断磨腾中扣]))|成(?![立为為功员員本年长長果就分语語千百都人份了交熟品效]))"
)
_HOUR = re.compile(
    rf"(?P<hour>{_FEW})[ \u00a0]?[点點时時]"
    rf"(?:(?P<half>半)|[ \u00a0]?(?P<minute>{_FEW})[ \u00a0]?分|(?P<sharp>[钟鐘整]))?"
)
_AGE = re.compile(rf"(?:(?P<century>{_FEW})世[纪紀])?(?:(?P<decade>[12]\d\d0|\d0|[一二三四五六七八九]十)年代)?")
_BEFORE_NOON = ("上午", "早上", "凌晨", "清晨", "午前")
_AFTER_NOON = ("下午", "晚上", "傍晚", "午后", "午後", "夜里")
_NOON = ("中午", "正午")
# *One or two*: neighbours that are no figures of one number.
_OR = re.compile("一[两兩二]|[二两兩]三|三[四五]|四五|五六|六七|七八|八九")
RUNS = re.compile(rf"\d|{_ERA_YEAR.pattern.replace('?P<era>', '?:').replace('?P<number>', '?:')}|[{_CLASS}]+")
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
    if _OR.fullmatch(match[0]):
        values = tuple(Fraction(_DIGITS[letter]) for letter in match[0])
        return Amount(values, match.end(), Trait.WORD | Trait.OPTIONAL | Trait.UNSURE)
    value = Fraction(number(match[0]))
    unsure = value <= 10 or not any(letter in _DIGITS for letter in match[0]) or match[0][0] in _SCALES  # 万一: lest
    return Amount((value,), match.end(), Trait.WORD | (Trait.OPTIONAL | Trait.UNSURE if unsure else Trait.NONE))


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


def _tenths(scan: Scan, start: int) -> Numeral | None:
    """Read 3割 and 两成, so many tenths, and 八折, what is left of a price: eighty per cent, twenty less."""
    found = _TENTHS.match(scan.lower, start)
    value = _value(found["tenths"]) if found else Fraction(0)
    if found is None or not 0 < value <= (99 if found["left"] else 10):
        return None
    share = value * 10 if value <= 10 else value
    readings = ((share,), (100 - share,)) if found["left"] else ((share,),)
    return scan.numeral(Kind.PERCENTAGE, start, found.end(), *readings)


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
    period = scan.lower[max(0, start - 3) : start].strip()[-2:]
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


def _date(scan: Scan, start: int) -> Numeral | None:
    """Read 2024年6月20日, 六月三日, and 令和6年, a year that is counted from the beginning of an era."""
    era = _ERA_YEAR.match(scan.lower, start)
    if era:
        count = Fraction(1) if era["number"] == "元" else _value(era["number"])
        return scan.numeral(Kind.NUMBER, start, era.end(), (count + _ERAS[era["era"]],))
    found = _DATE.match(scan.lower, start)
    if found is None:
        return None
    year, month, day = (_value(found[part]) if found[part] else None for part in ("year", "month", "day"))
    return date_or_none(scan, start, found.end(), (day, month, year))


def read_run(scan: Scan, start: int) -> Numeral | None:
    """Read the numeral that begins a run of digits or Han numerals."""
    told = _part(scan, start) or _tenths(scan, start) or _age(scan, start) or _time(scan, start) or _date(scan, start)
    if told:
        return told
    if scan.lower[start].isdecimal():
        return from_digits(scan, start)
    amount = _amount(scan, start)
    if amount is None:
        return None
    return scan.numeral(Kind.NUMBER, start, amount.end, *((value,) for value in amount.values), traits=amount.traits)


CHINESE = NumeralProfile(words=_amount, scale=scale, finish=with_smaller, runs=RUNS, run_reader=read_run)
"""How Chinese writes numerals."""
