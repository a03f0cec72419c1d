"""Times of day in English: 3.30 pm, three in the morning, 1700 GMT, half past six."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.english_words import TEENS, UNITS, small_number, words_from
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Scan, either_half

_PERIOD = re.compile(
    r"[ \u00a0]?([ap])(?:\.\s?m\.?|m)(?!\w)"
    r"|[ \u00a0](?:o['’]clock[ ])?(?:in the (morning|afternoon|evening)|at (night))(?!\w)|[ \u00a0]?o['’]clock"
)
_HOUR = re.compile(r"(\d{1,2})(?:\.([0-5]\d)(?=[ ]?[ap]\.?m))?(?![.,:]?\d)")
_MILITARY = re.compile(
    r"([01]\d|2[0-3])([0-5]\d)(?=\s?(?:gmt|utc|hours|hrs|local|est|edt|pst|pdt|cst|cdt|bst|cet)(?!\w))"
)
_HOURS = "|".join((*UNITS, "ten", "eleven", "twelve", r"\d{1,2}"))
_CLOCK_WORDS = re.compile(
    rf"(?P<minute>half|quarter|twenty[- ]five|twenty|ten|five) (?P<way>past|to|after) "
    rf"(?P<hour>{_HOURS})(?![\w:.,]\d|\w)"
)
_AT = re.compile(r"(?<!\w)(?:at|around|about|by|until|till|before|after|nearly|almost|just)(?: a)?[ ]$")
_MINUTES = {"half": 30, "quarter": 15, "twenty": 20, "ten": 10, "five": 5}


def period(scan: Scan, hour: int, end: int) -> tuple[tuple[int, ...], int]:
    """Return the hours that ``hour`` may be, by the a.m. or p.m. at ``end``, and where that ends."""
    match = _PERIOD.match(scan.lower, end)
    if not match or hour > 24:
        return either_half(hour), end
    half = match[1] or {"morning": "a", "afternoon": "p", "evening": "p", "night": "n"}.get(match[2] or match[3] or "")
    if half == "n":
        half = "p" if 5 <= hour < 12 else "a"
    if not half:
        return either_half(hour), match.end()
    return (hour % 12 + (12 if half == "p" else 0) if hour <= 12 else hour % 24,), match.end()


def time_of_day(scan: Scan, start: int) -> Numeral | None:
    """Read 3 a.m., 3.30 pm, three in the morning, 1700 GMT."""
    match = _HOUR.match(scan.lower, start)
    military = _MILITARY.match(scan.lower, start)
    if military:
        hour, minute = Fraction(int(military[1])), Fraction(int(military[2]))
        return scan.numeral(Kind.TIME, start, military.end(), (hour, minute))
    if match:
        hour_value, end, minute = int(match[1]), match.end(), Fraction(int(match[2] or 0))
        traits = Trait.NONE
    else:
        words, ends = words_from(scan, start)
        if not words or words[0] not in UNITS | TEENS:
            return None
        hour_value, end, minute, traits = small_number(words[0]), ends[0], Fraction(0), Trait.WORD
    hours, after = period(scan, hour_value, end)
    if hour_value > 24 or after == end:
        return None
    return scan.numeral(Kind.TIME, start, after, *((Fraction(hour), minute) for hour in hours), traits=traits)


def clock_words(scan: Scan, start: int) -> Numeral | None:
    """Read half past six, a quarter to six; twenty to six only behind *at* and the like, for it may be a range."""
    match = _CLOCK_WORDS.match(scan.lower, start)
    if not match:
        return None
    words = match["minute"] in ("half", "quarter")
    if not words and not _AT.search(scan.lower, max(0, start - 9), start):
        return None
    minute = Fraction(_MINUTES.get(match["minute"], 25))
    hour = int(match["hour"]) if match["hour"].isdecimal() else small_number(match["hour"])
    if not 1 <= hour <= 24:
        return None
    hours, end = period(scan, hour, match.end())
    before = match["way"] == "to"
    readings = ((Fraction((each - before) % 24), 60 - minute if before else minute) for each in hours)
    return scan.numeral(Kind.TIME, start, end, *readings, traits=Trait.WORD)
