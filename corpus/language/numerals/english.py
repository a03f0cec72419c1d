"""Numerals in English: number words, ordinals, scale words, dates, times of day, fractions, decades, centuries."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.digits import VULGAR, quantity
from songngu.corpus.language.numerals.english_clock import clock_words, period, time_of_day
from songngu.corpus.language.numerals.english_words import (
    DENOMINATORS,
    ORDINALS,
    SCALES,
    TEENS,
    TENS,
    UNITS,
    VOCABULARY,
    finish,
    half_scale,
    number_of,
    read_words,
    scale,
    words_from,
    year_of,
)
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Beside, NumeralProfile, Scan, date_or_none
from songngu.corpus.language.numerals.roman import beside_parts, roman_starters
from songngu.corpus.language.words import LETTERS

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "sept": 9,
}  # fmt: skip
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_DAYS = {
    "monday": 2, "tuesday": 3, "wednesday": 4, "thursday": 5, "friday": 6, "saturday": 7, "sunday": 8,
}  # fmt: skip
_DAYS |= {name[:3]: number for name, number in _DAYS.items()} | {"tues": 3, "thur": 5, "thurs": 5}
_SHORT_DAY = re.compile(r"[.:;)]|\s?[-‑–—,/]|\s?\d|\s*$|\s(?:to|and|at|from|night|morning|evening|afternoon)(?!\w)")
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"

_FIRST = re.compile(LETTERS)
_ARTICLE = re.compile(r"(?<!\w)(an?)[ -]$")
_ORDINAL = re.compile(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)(?!\w)")
_NO_ORDINAL = re.compile(r"[-‑ ]?(?:born|hand|rate|time|fruits?)(?!\w)")
_OF_PARTS = re.compile(r"[ -]parts?(?!\w)")
_CENTURY = re.compile(r"[ -]century|[ -]centuries")
_DECADE = re.compile(r"([12]\d\d0|[1-9]0)['’]?s(?!\w)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
_YEAR = r"(?P<year>[12]\d{3})(?![\d:]|[.,]\d)"
_MONTH_DAY = re.compile(
    rf"(?P<month>{_MONTH})(?!\w)[.,]?\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR}|,{_YEAR.replace('year', 'near')})?"
)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})(?!\w)\.?(?:,|\s+of)?\s+{_YEAR}")
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of\s+)?(?P<month>{_MONTH})(?!\w)\.?(?:,?[ -]{_YEAR})?"
)
_HOLIDAYS = {
    "christmas eve": (24, 12), "christmas day": (25, 12), "christmas": (25, 12), "boxing day": (26, 12),
    "new year's eve": (31, 12), "new year's day": (1, 1), "may day": (1, 5), "valentine's day": (14, 2),
    "halloween": (31, 10),
}  # fmt: skip
_HOLIDAY = re.compile("|".join(_HOLIDAYS))
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
_NTH_DAY = re.compile(
    rf"(?P<day>(?:(?:twenty|thirty)[ -])?(?:{_NTH})) day of the (?P<month>{_NTH}) (?:lunar )?month(?!\w)"
)
_IN_MONTH = re.compile(
    r"(?:in|since|until|by|of|early|late|mid|last|next|this|past|from|to|and|between|during|every)[ -]$"
)
_QUARTER = re.compile(
    r"(?:q(?P<short>[1-4])|(?P<word>first|second|third|fourth)\s+quarter)(?!\w)(?:(?:\s+of|,)?\s+(?P<year>[12]\d{3})(?!\d))?"
)


def _counted(scan: Scan, start: int) -> Numeral | None:
    """Read what starts with a number word: a fraction, an ordinal, a century, or a number."""
    words, ends = words_from(scan, start)
    clock = clock_words(scan, start) or _nth_day(scan, start)
    if clock:
        return clock
    year, length = year_of(words)
    if year:
        return scan.numeral(Kind.NUMBER, start, ends[length - 1], (Fraction(year),), traits=Trait.WORD)
    fraction = _fraction(scan, start, words, ends)
    if fraction:
        return fraction
    time = time_of_day(scan, start)
    if time:
        return time
    value, used, ordinal = number_of(words)
    if not used or not ordinal:
        return quantity(scan, start)
    end = ends[used - 1]
    named = _NO_ORDINAL.match(scan.lower, end)
    return None if named else _nth_part(scan, start, end, value) or _ordinal(scan, start, end, value, Trait.WORD)


def _nth_day(scan: Scan, start: int) -> Numeral | None:
    """Read the fifth day of the eighth (lunar) month."""
    match = _NTH_DAY.match(scan.lower, start)
    if not match:
        return None
    day, month = (Fraction(number_of(re.split("[ -]", match[part]))[0]) for part in ("day", "month"))
    return date_or_none(scan, start, match.end(), (day, month, None), traits=Trait.WORD | Trait.OPTIONAL)


def _holiday(scan: Scan, start: int) -> Numeral | None:
    """Read Christmas Eve and May Day, which need not be rendered by a date."""
    match = _HOLIDAY.match(scan.lower.replace("’", "'"), start)
    if not match:
        return None
    day, month = map(Fraction, _HOLIDAYS[match[0]])
    return date_or_none(scan, start, match.end(), (day, month, None), traits=Trait.WORD | Trait.OPTIONAL)


def _ordinal(scan: Scan, start: int, end: int, value: int, traits: Trait) -> Numeral:
    century = _CENTURY.match(scan.lower, end)
    if century:
        return scan.numeral(Kind.CENTURY, start, century.end(), (Fraction(value),), traits=traits)
    if traits and value <= 10:
        traits |= Trait.OPTIONAL
    return scan.numeral(Kind.ORDINAL, start, end, (Fraction(value),), traits=traits)


def _fraction(scan: Scan, start: int, words: list[str], ends: list[int]) -> Numeral | None:
    """Read two thirds, one-seventieth, a third, half, one and a half."""
    if words[:1] == ["half"]:
        if half_scale(scan, start):
            return None
        return scan.numeral(Kind.FRACTION, start, ends[0], (Fraction(1, 2),), traits=Trait.WORD | Trait.OPTIONAL)
    value, used = (1, 1) if words[:1] in (["a"], ["an"]) else number_of(words)[:2]
    if not used or used >= len(words) or number_of(words[:used])[2]:
        return None
    rest = words[used:]
    plural = rest[0].removesuffix("s") if rest[0] != "s" else rest[0]
    single = value == 1 and rest[0] in DENOMINATORS
    parts = rest[0] in DENOMINATORS and _OF_PARTS.match(scan.lower, ends[used])
    if not (single or parts or (rest[0].endswith("s") and plural in DENOMINATORS) or rest[0] == "halves"):
        bottom, more, ordinal = number_of(rest)
        if value == 1 and ordinal and bottom > 20:
            return scan.numeral(Kind.FRACTION, start, ends[used + more - 1], (Fraction(1, bottom),), traits=Trait.WORD)
        return None
    bottom = 2 if rest[0] == "halves" else DENOMINATORS[rest[0] if single or parts else plural]
    readings: list[tuple[Fraction]] = [(Fraction(value, bottom),)]
    unsure = Trait.NONE
    if words[0] in ("a", "an"):
        unsure = Trait.OPTIONAL
        readings += [] if rest[0] in ("half", "quarter") else [(Fraction(bottom),)]
    return scan.numeral(Kind.FRACTION, start, ends[used], *readings, traits=Trait.WORD | unsure)


def _nth_part(scan: Scan, start: int, end: int, value: int) -> Numeral | None:
    """Read the fourth part, of a pound (a fourth) or of a book (part four)."""
    if value < 3 or not _OF_PARTS.match(scan.lower, end):
        return None
    traits = Trait.WORD | Trait.OPTIONAL
    return scan.numeral(Kind.FRACTION, start, end, (Fraction(1, value),), (Fraction(value),), traits=traits)


def _number_with_suffix(scan: Scan, start: int) -> Numeral | None:
    """Read 1990s, 21st century, 3rd."""
    decade = _DECADE.match(scan.lower, start)
    if decade:
        return scan.numeral(Kind.DECADE, start, decade.end(), (Fraction(int(decade[1])),))
    match = _ORDINAL.match(scan.lower, start)
    return match and _ordinal(scan, start, match.end(), int(match[1].replace(",", "")), Trait.NONE)


def _dated(scan: Scan, start: int) -> Numeral | None:
    """Read 20 January 2025, the 3rd of May."""
    match = _DAY_MONTH.match(scan.lower, start)
    if not match or (match["month"] in ("may", "march") and scan.text[match.start("month")].islower()):
        return None
    year = Fraction(int(match["year"])) if match["year"] else None
    reading = (Fraction(int(match["day"])), Fraction(_MONTHS[match["month"]]), year)
    return date_or_none(scan, start, match.end(), reading)


def _month(scan: Scan, start: int) -> Numeral | None:
    """Read January 20, 2025, January 2025, and January alone; may and march must be names."""
    if scan.text[start].islower():
        return None
    match = _MONTH_DAY.match(scan.lower, start)
    if match:
        year = match["year"] or match["near"]
        reading = (
            Fraction(int(match["day"])),
            Fraction(_MONTHS[match["month"]]),
            Fraction(int(year)) if year else None,
        )
        return date_or_none(scan, start, match.end(), reading)
    match = _MONTH_YEAR.match(scan.lower, start)
    if match:
        month, year = Fraction(_MONTHS[match["month"]]), Fraction(int(match["year"]))
        return date_or_none(scan, start, match.end(), (None, month, year))
    word = _FIRST.match(scan.lower, start)
    if not word:
        return None
    common = word[0] in ("may", "march") or len(word[0]) < 4
    if common and not _IN_MONTH.search(scan.lower, max(0, start - 9), start):
        return None
    month = Fraction(_MONTHS[word[0]])
    return date_or_none(scan, start, word.end(), (None, month, None), traits=Trait.WORD | Trait.OPTIONAL)


def _weekday(scan: Scan, start: int) -> Numeral | None:
    word = _FIRST.match(scan.lower, start)
    if not word or (len(word[0]) < 6 and not (scan.text[start].isupper() and _SHORT_DAY.match(scan.lower, word.end()))):
        return None
    value = Fraction(_DAYS[word[0].removesuffix("s") if len(word[0]) > 6 else word[0]])
    return scan.numeral(Kind.WEEKDAY, start, word.end(), (value,), traits=Trait.WORD | Trait.OPTIONAL)


def _quarter(scan: Scan, start: int) -> Numeral | None:
    match = _QUARTER.match(scan.lower, start)
    if not match:
        return None
    number = int(match["short"]) if match["short"] else ORDINALS[match["word"]]
    year = Fraction(int(match["year"])) if match["year"] else None
    traits = Trait.OPTIONAL if match["word"] and not year else Trait.NONE
    return scan.numeral(Kind.QUARTER, start, match.end(), (Fraction(number), year), traits=traits)


_DAY_TIMES = {"noon": 12, "midday": 12, "noontime": 12, "midnight": 0}
_TIMES = {"twice": 2, "thrice": 3, "hundredfold": 100, "thousandfold": 1000}
_TIMES |= {word + "fold": number for word, number in (UNITS | TEENS | TENS).items() if number > 1}
_TIMES |= {
    word + ending: number
    for word, number in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4), ("quintupl", 5))
    for ending in ("ed", "es", "ing")
}
_UNSURE_TIMES: dict[str, int | Fraction] = {"both": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4,
                 "tithe": Fraction(1, 10), "tithes": Fraction(1, 10)}  # fmt: skip
_ZEROES = ("zero", "nought", "nil")
_UNSURE = Trait.WORD | Trait.OPTIONAL | Trait.UNSURE
_NON_ZERO = re.compile(r"non[-‑ ]?zero(?!\w)")
_LENGTHS = {"decade": 10, "century": 100, "order": 10}
_ONE_SUCH = re.compile(r"(?<!\w)(?:an?|one|per|every|each|last|past|the)[ ]$")
_TENS_DECADE = re.compile(rf"(?P<tens>{'|'.join(word[:-1] + 'ies' for word in TENS)})(?!\w)")


def _word(scan: Scan, start: int) -> Numeral | None:
    """Read twice, tripled, both, zero, noon: one word that is a number or a time of day."""
    match = _FIRST.match(scan.lower, start)
    if not match:
        return None
    word, end = match[0], match.end()
    if word in _DAY_TIMES:
        return scan.numeral(Kind.TIME, start, end, (Fraction(_DAY_TIMES[word]), Fraction(0)), traits=_UNSURE)
    if word in _ZEROES:
        return scan.numeral(Kind.NUMBER, start, end, (Fraction(0),), traits=_UNSURE)
    sure = word in _TIMES
    value = Fraction((_TIMES if sure else _UNSURE_TIMES)[word])
    return scan.numeral(Kind.NUMBER, start, end, (value,), traits=_UNSURE & ~Trait.UNSURE if sure else _UNSURE)


def _non_zero(scan: Scan, start: int) -> Numeral | None:
    match = _NON_ZERO.match(scan.lower, start)
    return match and scan.numeral(Kind.NUMBER, start, match.end(), (Fraction(0),), traits=_UNSURE)


def _length(scan: Scan, start: int) -> Numeral | None:
    """Read a decade, a century, half a century, an order of magnitude."""
    match = _FIRST.match(scan.lower, start)
    if not match or not _ONE_SUCH.search(scan.lower, max(0, start - 6), start):
        return None
    order = match[0] == "order"
    if order and not scan.lower.startswith(" of magnitude", match.end()):
        return None
    half = scan.lower[max(0, start - 7) : start] == "half a "
    value = Fraction(_LENGTHS[match[0]]) / (2 if half else 1)
    return scan.numeral(Kind.NUMBER, start, match.end(), (value,), (Fraction(1),), traits=_UNSURE)


_ADVERBS = {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5}


def _adverb(scan: Scan, start: int) -> Numeral | None:
    """Read secondly, the second of what is counted out."""
    match = _FIRST.match(scan.lower, start)
    if not match:
        return None
    value = (Fraction(_ADVERBS[match[0]]),)
    return scan.numeral(Kind.ORDINAL, start, match.end(), value, traits=Trait.WORD | Trait.OPTIONAL)


def _tens_decade(scan: Scan, start: int) -> Numeral | None:
    """Read the eighties, which may be of any century, or an age."""
    match = _TENS_DECADE.match(scan.lower, start)
    return match and scan.numeral(
        Kind.DECADE, start, match.end(), (Fraction(TENS[match["tens"][:-3] + "y"]),), traits=_UNSURE
    )


def _article(scan: Scan, start: int) -> Numeral | None:
    """Read a hundred, a million, a third, at their second word: articles are too common to look at each."""
    clock = clock_words(scan, start)
    if clock:
        return clock
    article = _ARTICLE.search(scan.lower, max(0, start - 4), start)
    if not article:
        return None
    start = article.start(1)
    words, ends = words_from(scan, start)
    if words[1] not in DENOMINATORS:
        return quantity(scan, start)
    nth = words[1] in ORDINALS and scan.lower[ends[1] : ends[1] + 1] in ("-", "‑")  # a sixth-grade pupil
    return None if nth else _fraction(scan, start, words, ends)


_PARTS = (
    "chapter part article book volume section title annex appendix act scene phase stage level grade class type war"
)

_IN_MONTH_BEFORE = re.compile(_IN_MONTH.pattern.removesuffix("[ -]$") + "$")
_GOES_ON = sorted(
    (*VOCABULARY, *DENOMINATORS, *(word + "s" for word in DENOMINATORS), "halves", "past", "to", "after", "at")
)
# One to ten before a word that is no part of a number, a time or a fraction.
_COUNTING = re.compile(rf"(?!orders?|[ap]\.|[ap]m|in the|o['’]|(?:{'|'.join(_GOES_ON)})(?![^\W\d_]))[^\W\d_]|$")

ENGLISH = NumeralProfile(
    percent=re.compile(r"\s?%|[ -](?:percent|per cent|pct)(?!\w)"),
    words=read_words,
    scale=scale,
    finish=finish,
    starters=dict.fromkeys((*UNITS, *TEENS, *TENS), (_counted,))
    | dict.fromkeys((*ORDINALS, *DENOMINATORS), (_article, _counted))
    | dict.fromkeys(("first", "second", "third", "fourth"), (_article, _quarter, _counted))
    | dict.fromkeys(("q1", "q2", "q3", "q4"), (_quarter,))
    | dict.fromkeys(SCALES, (_article,))
    | dict.fromkeys(_MONTHS, (_month,))
    | dict.fromkeys((re.split("['’ ]", name)[0] for name in _HOLIDAYS), (_holiday,))
    | {"may": (_holiday, _month)}
    | dict.fromkeys((*_DAYS, *(day + "s" for day in _DAYS if len(day) > 5)), (_weekday,))
    | dict.fromkeys((*_DAY_TIMES, *_TIMES, *_UNSURE_TIMES, *_ZEROES), (_word,))
    | {"non": (_non_zero,), "nonzero": (_non_zero,)}
    | dict.fromkeys(_ADVERBS, (_adverb,))
    | VULGAR
    | dict.fromkeys(_LENGTHS, (_length,))
    | dict.fromkeys((word[:-1] + "ies" for word in TENS), (_tens_decade,))
    | roman_starters(_PARTS),
    beside=dict.fromkeys(("may", "march"), Beside(re.compile(r"\d|the |of |day"), _IN_MONTH_BEFORE))
    | dict.fromkeys(SCALES, Beside(re.compile(r"\b\B"), re.compile(r"(?<!\w)an?$")))
    | {"order": Beside(re.compile("of magnitude")), "new": Beside(re.compile("year['’]s"))}
    | beside_parts(_PARTS),
    silent=dict.fromkeys((*UNITS, "ten"), _COUNTING)
    | dict.fromkeys(("both", *_DAYS, *(day + "s" for day in _DAYS if len(day) > 5)), re.compile("")),
    digits=(_dated, time_of_day, _number_with_suffix),
    period=period,
    day_first=False,
    glued=frozenset({"st", "nd", "rd", "th", "s", "k", "m", "b", "bn", "mn", "mln", "bln", "tn", "trn"}),
)
"""How English writes numerals."""
