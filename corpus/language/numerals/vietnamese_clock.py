"""Times of day in Vietnamese: 15h30, ba giờ rưỡi chiều, 9 giờ kém 10, nửa đêm."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import amount_at
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, Value
from songngu.corpus.language.numerals.profile import Amount, Scan, either_half
from songngu.corpus.language.numerals.vietnamese_words import read_words

_HOUR = re.compile(
    r"\s?(?:giờ(?!\w)|h(?=\d|\W|$)|g(?=\d\d))(?:\s?(?P<minute>[0-5]?\d)(?![\d.,]\d|\d|%)(?:\s?(?:phút|p|m)(?!\w))?|\s?(?P<half>rưỡi)(?!\w))?"
)
_UNSURE = Trait.WORD | Trait.OPTIONAL | Trait.UNSURE
_PERIOD = re.compile(
    r"\s+(?:giờ\s+)?(?:(?:buổi|vào|lúc)\s+)?(sáng|trưa|chiều|tối|đêm|khuya)(?!\w)|\s?([ap])\.?m\.?(?!\w)"
)
_MINUTE_WORDS_END = re.compile(r"[ \u00a0](?:phút|sáng|trưa|chiều|tối|đêm|khuya)(?!\w)|\s*(?:$|[.,;:!?)])")
_LESS = re.compile(r"\s+kém\s+(?=[^\W_])")
_DAY_TIMES = re.compile(r"(nửa|giữa)\s+(đêm|trưa)(?!\w)")


def hours_of(hour: int, period: str) -> tuple[int, ...]:
    """Return the hours of the day that an hour of a part of the day may be."""
    if period == "sáng":
        return (hour % 12 if hour == 12 else hour,)
    if period == "trưa":
        return (hour if hour >= 10 else hour + 12,)
    if period in ("chiều", "tối"):
        return (hour + 12 if hour < 12 else hour % 24 if period == "chiều" else 0,) if hour <= 12 else (hour,)
    return (hour % 12 if hour == 12 or hour < 6 else hour + 12 if hour < 12 else hour,)


def period(scan: Scan, hour: int, end: int) -> tuple[tuple[int, ...], int]:
    """Return the hours that ``hour`` may be, by the part of the day at ``end``, and where that ends."""
    match = _PERIOD.match(scan.lower, end)
    if not match:
        return either_half(hour), end
    if match[2]:
        return ((hour % 12 + (12 if match[2] == "p" else 0)) if hour <= 12 else hour,), match.end()
    return hours_of(hour, match[1]), match.end()


def clock_time(scan: Scan, start: int) -> Numeral | None:
    """Read 3 giờ sáng, 15h30, ba giờ rưỡi chiều; whole hours without a part of the day may be a duration."""
    amount = _hour_number(scan, start)
    match = _HOUR.match(scan.lower, amount.end) if amount else None
    if not amount or not match or amount.values[0] > 24 or amount.values[0].denominator > 1:
        return None
    hour = int(amount.values[0])
    less = _less(scan, match.end(), hour)
    if less:
        return scan.numeral(Kind.TIME, start, less[1], *less[0], traits=amount.traits & Trait.WORD)
    minutes = None if match["minute"] or match["half"] else _minute_words(scan, match.end())
    if minutes:
        readings = ((Fraction(each), minutes[0]) for each in period(scan, hour, minutes[1])[0])
        return scan.numeral(Kind.TIME, start, period(scan, hour, minutes[1])[1], *readings, traits=Trait.WORD)
    minute = Fraction(30) if match["half"] else Fraction(int(match["minute"])) if match["minute"] else None
    hours, end = period(scan, hour, match.end())
    if minute is None and len(hours) == 1 and end > match.end():
        minute = Fraction(0)
    traits = amount.traits & Trait.WORD
    if traits and minute is None:
        traits |= Trait.OPTIONAL
    return scan.numeral(Kind.TIME, start, end, *((Fraction(each), minute) for each in hours), traits=traits)


def _less(scan: Scan, end: int, hour: int) -> tuple[list[Value], int] | None:
    """Read kém 15 behind an hour: the minutes before it."""
    match = _LESS.match(scan.lower, end)
    amount = amount_at(scan, match.end()) if match else None
    if not amount or not amount.values or not 0 < amount.values[0] < 60:
        return None
    after = re.compile(r"\s+phút(?!\w)").match(scan.lower, amount.end)
    hours, end = period(scan, hour, after.end() if after else amount.end)
    return [(Fraction((each - 1) % 24), 60 - amount.values[0]) for each in hours], end


def _minute_words(scan: Scan, end: int) -> tuple[Fraction, int] | None:
    """Read ba mươi (phút) behind an hour."""
    if scan.lower[end : end + 1] != " " or scan.lower[end + 1 : end + 2].isdecimal():
        return None
    amount = read_words(scan, end + 1)
    closed = _MINUTE_WORDS_END.match(scan.lower, amount.end) if amount else None
    if not amount or not closed or not 0 < amount.values[0] < 60 or amount.values[0].denominator > 1:
        return None
    return amount.values[0], closed.end() if closed[0].strip() == "phút" else amount.end


def day_time(scan: Scan, start: int) -> Numeral | None:
    """Read nửa đêm and giữa trưa: midnight and noon, which need not be hours."""
    match = _DAY_TIMES.match(scan.lower, start)
    if not match:
        return None
    hour = Fraction(0 if match[2] == "đêm" else 12)
    return scan.numeral(Kind.TIME, start, match.end(), (hour, Fraction(0)), traits=_UNSURE)


def _hour_number(scan: Scan, start: int) -> Amount | None:
    digits = re.compile(r"\d{1,2}(?![\d.,])").match(scan.lower, start)
    if digits:
        return Amount((Fraction(int(digits[0])),), digits.end())
    if scan.lower.startswith("năm giờ", start):
        return Amount((Fraction(5),), start + 3, Trait.WORD)
    return None if scan.lower[start].isdecimal() else read_words(scan, start)
