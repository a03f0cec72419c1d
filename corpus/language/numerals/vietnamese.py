"""Numerals in Vietnamese: number words, scale words, dates, times of day, quarters, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from songngu.corpus.language.numerals.digits import VULGAR, amount_at, quantity
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Amount, Beside, NumeralProfile, Scan, date_or_none
from songngu.corpus.language.numerals.roman import ROMAN, beside_parts, roman, roman_starters
from songngu.corpus.language.numerals.vietnamese_clock import clock_time, day_time, period
from songngu.corpus.language.numerals.vietnamese_words import BARE_SCALES, UNITS, VOCABULARY, finish, read_words, scale
from songngu.corpus.language.words import LETTERS

_ORDINALS = UNITS | {"nhất": 1, "nhì": 2, "tư": 4, "mười": 10}
_MONTHS = UNITS | {"giêng": 1, "tư": 4, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12}
_TEENS = {f"mười {word}": 10 + UNITS.get(word, 5) for word in (*UNITS, "lăm") if word not in ("năm", "bẩy")}
_TWENTIES = {
    f"{tens} {word}": 20 + value
    for tens in ("hai mươi", "hăm")
    for word, value in (UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}).items()
}
_DAYS = UNITS | {"mười": 10, "hai mươi": 20, "ba mươi": 30, "ba mươi mốt": 31, "băm mốt": 31} | _TEENS | _TWENTIES
_DAY_WORDS = "|".join(sorted(_DAYS, key=len, reverse=True))
_MONTH = "mười một|mười hai|" + "|".join(sorted(set(_MONTHS) - {"mười một", "mười hai"}))

_FIRST = re.compile(LETTERS)
_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_FRACTION = re.compile(r"\s+phần\s+(?=[^\W_])")
_DATE = re.compile(
    rf"(?:(?:ngày|hôm|mùng|mồng)\s+)*(?P<day>\d{{1,2}}|{_DAY_WORDS})(?:\s+|,\s*)tháng\s+(?P<month>\d{{1,2}}(?![\d.,]\d|\w|%)|(?:{_MONTH})(?!\w))"
    r"(?:(?:\s*,\s*|\s+|\s*/\s*)(?:năm\s+)?(?P<year>[12]\d{3})(?![\d.,]\d|\w))?"
)
_MONTH_ONLY = re.compile(
    rf"tháng\s+(?P<month>\d{{1,2}}(?![\d.,]\d|\w|%)|(?:{_MONTH})(?!\w))(?:(?:\s*,\s*|\s+|\s*[/-]\s*)(?:năm\s+)?(?P<year>[12]\d{{3}})(?![\d.,]\d|\w))?"
)
_SLASH_DATE = re.compile(
    r"(?:ngày|hôm|mùng|mồng)\s+(?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})"
    r"(?:\s?[/-]\s?(?P<year>\d{4}))?(?![\d/]|\s+tháng)"
)
_DAY_ONLY = re.compile(
    rf"(?:ngày\s+)?(?:(?:mùng|mồng)\s+)?"
    rf"(?:(?P<words>(?:{_DAY_WORDS}))(?=\s+tháng\s+(?:đó|này|nầy|ấy|sau|trước|tới|âm)(?!\w))"
    rf"|(?P<day>\d{{1,2}}(?![\d.,/]\d|\w)|(?:(?<=mùng )|(?<=mồng ))(?:{_DAY_WORDS})(?!\w)))"
)
_QUARTER = re.compile(
    r"quý\s+(?P<quarter>[1-4](?!\d)|iii|ii|iv|i|một|hai|ba|bốn|tư|đầu(?: tiên)?(?=\s+(?:của )?năm))(?!\w)"
    r"(?:\s*/\s*|\s*,?\s*(?:của\s+)?năm\s+|\s+)?(?P<year>(?<=\W)[12]\d{3}(?!\d))?"
)
_CENTURY = re.compile(
    rf"thế\s+k[ỷỉ]\s+(?:thứ\s+)?(?:(?P<digits>\d{{1,2}})(?!\w)|(?P<roman>{ROMAN})(?!\w)|(?P<words>[^\W\d_]+))"
)
_DECADE = re.compile(r"(?:thập\s+(?:niên|kỷ|kỉ)|(?<=những )năm|(?<=các )năm)\s+(?P<year>[12]\d\d0|[1-9]0)(?!\d|[.,]\d)")
_NTH = Trait.WORD | Trait.OPTIONAL | Trait.NTH
_UNSURE = Trait.WORD | Trait.OPTIONAL | Trait.UNSURE
_SUNDAY = re.compile(r"(?:chủ|chúa)\s+(?:nhật|nhựt)(?!\w)")
_WEEKDAY_LETTER = re.compile(r"t([2-7])(?!\w)")
_SUNDAY_LETTERS = re.compile(r"cn(?!\w)")
_METRES = re.compile(r"(\d{1,2})m(\d{1,2})(?![\w.,]\d|\w)")
_TALLEST = 3
_TWOFOLD = re.compile(r"(?:gấp|nhân)\s+(?:đôi|(?P<half>rưỡi))(?!\w)")
_ZERO = re.compile(r"không(?!\w)")
_ZERO_BEFORE = re.compile(r"(?<!\w)(?:số|bằng|khác)[ \u00a0]$")
_ZERO_AFTER = re.compile(r"không[ \u00a0](?:độ(?=[ \u00a0]*(?:[cfk]\b|$|[.,;!?]))|giờ|phẩy|phần trăm)(?!\w)")
_ORDINAL = re.compile(rf"thứ\s+(?P<number>\d+(?![.,]?\d)|(?:{'|'.join(_ORDINALS)})(?!\w))")
_PLACED = re.compile(
    r"(?:giải|hạng|về)\s+(?P<place>nhất|nhì|(?<!về )(?:ba|tư))(?!\w)(?!\s+(?:định|thiết|là|trí|thời)(?!\w))"
)
_TWENTY = re.compile(r"đôi\s+mươi(?!\w)")
_NTH_BEFORE = re.compile(
    r"(?<!\w)(?:chương|vòng|lớp|tập|bài|quyển|cuốn|hồi|đợt|kỳ|kì|khóa|khoá|mục|điều|màn|canh)[ \u00a0]$"
)
_FULL_MOON = re.compile(rf"rằm(?:\s+tháng\s+(?P<month>\d{{1,2}}|{_MONTH})(?!\w))?(?!\w)")
_EVE = re.compile(r"(29|30)\s+tết(?!\w)")
_YEAR = re.compile(r"năm\s+(?P<year>[12]\d{3})(?![\d.,/-]\d|\w|\s?[-–]\s?\d)")


def _small(text: str) -> Fraction:
    return Fraction(int(text)) if text.isdecimal() else Fraction((_DAYS | _MONTHS | _ORDINALS)[" ".join(text.split())])


def _date(scan: Scan, start: int) -> Numeral | None:
    """Read ngày 20 tháng 1 năm 2025, 24 tháng Mười, mùng 1 tháng 3, ngày 20/1."""
    match = _DATE.match(scan.lower, start) or _SLASH_DATE.match(scan.lower, start)
    if not match:
        return None
    day, month, year = match["day"], match["month"], match["year"]
    reading = (_small(day), _small(month), Fraction(int(year)) if year else None)
    return date_or_none(scan, start, match.end(), reading)


def _day(scan: Scan, start: int) -> Numeral | None:
    """Read ngày 20, ngày mười bốn tháng ấy, and mùng 1, which may be a new moon."""
    match = _DAY_ONLY.match(scan.lower, start)
    if not match or _COUNT_BEFORE.search(scan.lower, max(0, start - 6), start):  # 3 ngày 2 đêm
        return None
    day = _small(match["day"] or match["words"])
    traits = Trait.OPTIONAL if day == 1 and scan.lower[match.start("day") - 2] == "g" else Trait.NONE
    return date_or_none(scan, start, match.end(), (day, None, None), traits=traits)


def _full_moon(scan: Scan, start: int) -> Numeral | None:
    """Read rằm tháng Tám, the fifteenth day of the eighth month, which has names besides: the full moon."""
    match = _FULL_MOON.match(scan.lower, start)
    month = _small(match["month"]) if match and match["month"] else None
    return match and date_or_none(scan, start, match.end(), (Fraction(15), month, None), traits=Trait.OPTIONAL)


def _eve(scan: Scan, start: int) -> Numeral | None:
    """Read 30 Tết, the last day of the old year."""
    match = _EVE.match(scan.lower, start)
    return match and date_or_none(scan, start, match.end(1), (_small(match[1]), None, None), traits=Trait.OPTIONAL)


def _month(scan: Scan, start: int) -> Numeral | None:
    """Read tháng 1 năm 2025, tháng Mười; in small letters (mỗi tháng một lần) it need not be a month."""
    match = _MONTH_ONLY.match(scan.lower, start)
    if not match:
        return None
    word = not match["month"].isdecimal()
    unsure = word and not match["year"] and scan.text[match.start("month")].islower()
    traits = (Trait.WORD if word else Trait.NONE) | (Trait.OPTIONAL if unsure else Trait.NONE)
    year = Fraction(int(match["year"])) if match["year"] else None
    return date_or_none(scan, start, match.end(), (None, _small(match["month"]), year), traits=traits)


def _quarter(scan: Scan, start: int) -> Numeral | None:
    match = _QUARTER.match(scan.lower, start)
    if not match:
        return None
    text = match["quarter"]
    number = roman(text) if text.strip("iv") == "" else 1 if text.startswith("đầu") else int(_small(text))
    year = Fraction(int(match["year"])) if match["year"] else None
    end = match.end("year") if year else match.end("quarter")
    unsure = Trait.NONE if year or text.strip("iv1234") == "" else Trait.WORD | Trait.OPTIONAL
    return scan.numeral(Kind.QUARTER, start, end, (Fraction(number), year), traits=unsure)


def _century(scan: Scan, start: int) -> Numeral | None:
    match = _CENTURY.match(scan.lower, start)
    if not match:
        return None
    if match["words"]:
        amount = read_words(scan, match.start("words"))
        if not amount:
            return None
        return scan.numeral(Kind.CENTURY, start, amount.end, (amount.values[0],), traits=Trait.WORD)
    number = int(match["digits"]) if match["digits"] else roman(match["roman"])
    return scan.numeral(Kind.CENTURY, start, match.end(), (Fraction(number),))


def _decade(scan: Scan, start: int) -> Numeral | None:
    match = _DECADE.match(scan.lower, start)
    return match and scan.numeral(Kind.DECADE, start, match.end(), (Fraction(int(match["year"])),))


def _ordinal(scan: Scan, start: int) -> Numeral | None:
    """Read thứ nhất, thứ 17; from thứ hai to thứ bảy it may be a day of the week."""
    match = _ORDINAL.match(scan.lower, start)
    if not match:
        return None
    amount = read_words(scan, match.start("number")) if not match["number"].isdecimal() else None
    longer = amount and amount.end > match.end()
    value = amount.values[0] if amount and longer else _small(match["number"])
    end = amount.end if amount and longer else match.end()
    traits = Trait.WORD if amount or not match["number"].isdecimal() else Trait.NONE
    if value <= 10 or traits:
        traits |= Trait.OPTIONAL
    if 2 <= value <= 7:
        traits |= Trait.OPTIONAL | Trait.WEEKDAY
    return scan.numeral(Kind.ORDINAL, start, end, (value,), traits=traits)


def _placed(scan: Scan, start: int) -> Numeral | None:
    """Read the nhất, nhì or ba of giải nhất, hạng ba, về nhì."""
    match = _PLACED.match(scan.lower, start)
    if not match:
        return None
    value = (_small(match["place"]),)
    return scan.numeral(Kind.ORDINAL, match.start("place"), match.end(), value, traits=Trait.WORD | Trait.OPTIONAL)


def _twenty(scan: Scan, start: int) -> Numeral | None:
    """Read đôi mươi, twenty years old or about that."""
    match = _TWENTY.match(scan.lower, start)
    return match and scan.numeral(Kind.NUMBER, start, match.end(), (Fraction(20),), traits=Trait.WORD | Trait.OPTIONAL)


def _year_or_five(scan: Scan, start: int) -> Numeral | None:
    """Read năm 2015, năm trăm; năm alone before a noun may be five or a year and says so."""
    match = _YEAR.match(scan.lower, start)
    found = _decade(scan, start)
    if match and not found:
        return scan.numeral(Kind.NUMBER, match.start("year"), match.end(), (Fraction(int(match["year"])),))
    if not found and _FIVE_YEARS.match(scan.lower, start):
        return scan.numeral(Kind.NUMBER, start, start + 3, (Fraction(5),), traits=Trait.WORD | Trait.OPTIONAL)
    found = found or clock_time(scan, start)
    if found:
        return found
    amount = read_words(scan, start)
    return quantity(scan, start, amount) if amount else _five(scan, start)


def _five(scan: Scan, start: int) -> Numeral | None:
    """Read năm alone: the number of a part (lớp năm), or perhaps five of what follows."""
    after = _WORD.match(scan.lower, start + 3)
    dated = after is not None and after[1] in _AFTER_YEAR
    if not dated and _NTH_BEFORE.search(scan.lower, max(0, start - 8), start):
        return scan.numeral(Kind.NUMBER, start, start + 3, (Fraction(5),), traits=_NTH)
    if after and after[1] in _COUNTED_BY:
        return scan.numeral(Kind.NUMBER, start, start + 3, (Fraction(5),), traits=Trait.WORD | Trait.OPTIONAL)
    if not after or dated or _BEFORE_YEAR.search(scan.lower, max(0, start - 12), start):
        return None
    return scan.numeral(Kind.NUMBER, start, start + 3, (Fraction(5),), traits=_UNSURE)


_FIVE_YEARS = re.compile(
    r"năm năm(?!\w)(?![ \u00a0](?:\d"
    r"|mươi|mốt|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|lăm|một(?! lần)|hai|ba|bốn|sáu|bảy|tám|chín|năm)(?!\w))"
)
_YEAR_FOLLOWERS = "ngoái nay trước sau qua tới đó này kia ấy học thứ mới xưa cũ tháng rồi nữa đầu cuối và là"
_AFTER_YEAR = frozenset(_YEAR_FOLLOWERS.split())
# What is counted and names no year: năm người are five people.
_COUNT_BEFORE = re.compile(rf"(?:\d|(?<!\w)(?:{'|'.join(UNITS)}|mười))[ \u00a0]$")
_COUNTED_BY = frozenset("người chiếc cái quả ngôi đứa cuốn tấm bức căn bông hạt lít mét đồng đôla bài vị nước".split())  # noqa: SIM905
_BEFORE_YEAR = re.compile(
    r"(?:\d|một|hai|ba|bốn|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|mỗi|hàng|trong|vào|cả|nhiều|những|các|mấy|từng"
    r"|đầu|cuối|giữa|nửa|qua|vài|suốt|lâu)[ \u00a0]$"
)


def _sunday(scan: Scan, start: int) -> Numeral | None:
    """Read chủ nhật, and CN in capitals."""
    match = _SUNDAY.match(scan.lower, start) or (
        _SUNDAY_LETTERS.match(scan.lower, start) if scan.text[start].isupper() else None
    )
    return match and scan.numeral(Kind.WEEKDAY, start, match.end(), (Fraction(8),), traits=Trait.WORD | Trait.OPTIONAL)


def _weekday_letter(scan: Scan, start: int) -> Numeral | None:
    """Read T2 to T7, which may be names of something else."""
    match = _WEEKDAY_LETTER.match(scan.lower, start)
    if not match or scan.text[start] != "T":
        return None
    return scan.numeral(Kind.IDENTIFIER, start, match.end(), (Fraction(int(match[1])),), traits=Trait.WEEKDAY)


def _metres(scan: Scan, start: int) -> Numeral | None:
    """Read 1m70 and 2m5, metres and what is left of one; 20m2 are square metres."""
    match = _METRES.match(scan.lower, start)
    if not match or (match[2] in ("2", "3") and int(match[1]) > _TALLEST):
        return None
    value = int(match[1]) + Fraction(int(match[2]), 10 ** len(match[2]))
    return scan.numeral(Kind.NUMBER, start, match.end(), (value,))


def _twofold(scan: Scan, start: int) -> Numeral | None:
    match = _TWOFOLD.match(scan.lower, start)
    if match is None:
        return None
    value = Fraction(3, 2) if match["half"] else Fraction(2)
    return scan.numeral(Kind.NUMBER, start, match.end(), (value,), traits=Trait.WORD | Trait.OPTIONAL)


def _zero(scan: Scan, start: int) -> Numeral | None:
    """Read số không, không độ, không giờ; không alone is *not*."""
    if _ZERO_AFTER.match(scan.lower, start):
        return clock_time(scan, start) or quantity(scan, start)
    match = _ZERO.match(scan.lower, start) if _ZERO_BEFORE.search(scan.lower, max(0, start - 6), start) else None
    return match and scan.numeral(Kind.NUMBER, start, match.end(), (Fraction(0),), traits=_UNSURE)


def _fraction(scan: Scan, start: int) -> Numeral | None:
    """Read hai phần ba, một phần tư."""
    top = amount_at(scan, start)
    match = _FRACTION.match(scan.lower, top.end) if top and top.values else None
    if not top or not match or scan.lower.startswith(("trăm", "nghìn"), match.end()):
        return None
    word = _FIRST.match(scan.lower, match.end())
    fourth = word is not None and word[0] in ("tư", "năm")
    bottom = Amount((Fraction(4 if word and word[0] == "tư" else 5),), word.end()) if word and fourth else None
    bottom = bottom or amount_at(scan, match.end())
    if not bottom or not bottom.values or bottom.values[0] < 2:
        return None
    value = top.values[0] / bottom.values[0]
    return scan.numeral(Kind.FRACTION, start, bottom.end, (value,), traits=top.traits & Trait.WORD)


def _counted(scan: Scan, start: int) -> Numeral | None:
    """Read what starts with a number word: by what follows, a date, a time, a fraction or a number."""
    amount = read_words(scan, start)
    if amount is None or (scan.text[start].isupper() and _NAME_GOES_ON.match(scan.text, amount.end)):
        return None
    after = scan.lower[amount.end : amount.end + 6].lstrip()
    readers = [read for word, read in _FOLLOWED if after.startswith(word)]
    for read in readers:
        numeral = read(scan, start)
        if numeral:
            return numeral
    found = quantity(scan, start, amount)
    if found and found.traits & Trait.OPTIONAL and _NTH_BEFORE.search(scan.lower, max(0, start - 8), start):
        return replace(found, traits=found.traits | Trait.NTH)
    return found


_NAME_GOES_ON = re.compile(r"[-‑][^\W\d_]")  # Ba-rác, Ba-by-lôn
_FOLLOWED = (("tháng", _date), (", thá", _date), ("giờ", clock_time), ("phần", _fraction))
_NUMBER_READERS = (_counted,)

_PARTS = "chương phần điều khoản mục quyển tập hồi khóa khoá kỳ kì cấp loại hạng bậc phụ giai"
_ROMAN = roman_starters(_PARTS)

_DAY_BEGINS = rf"\d|mùng|mồng|mười|hăm|băm|{'|'.join(UNITS)}"
_PLACES = "nhất|nhì|ba|tư"
_BEHIND = {
    "chủ chúa": "nhật|nhựt",
    "ngày": rf"{_DAY_BEGINS}|(?:hôm|ngày) (?:hôm|ngày|{_DAY_BEGINS})",
    "tháng": rf"\d|{_MONTH}",
    "giữa": "đêm|trưa",
    "gấp nhân": "đôi|rưỡi",
    "đôi": "mươi",
    "giải về": _PLACES,
    "quý": r"\d|[iv]|một|hai|ba|bốn|tư|đầu",
    "thế": "k[ỷỉ]",
    "thập": "niên|k[ỷỉ]",
    "thứ": rf"\d|{'|'.join(_ORDINALS)}",
}
# One to ten before a word that is no part of a number, a date, a time or a fraction.
_COUNTING = re.compile(rf"(?!tháng|giờ|phần|(?:{'|'.join(sorted(VOCABULARY))}|rưỡi)(?![^\W\d_]))[^\W\d_]|$")

VIETNAMESE = NumeralProfile(
    percent=re.compile(r"\s?%|\s+phần\s+trăm(?!\w)"),
    words=read_words,
    scale=scale,
    finish=finish,
    starters={word: _NUMBER_READERS for word in (*UNITS, *BARE_SCALES, "mười", "hăm", "băm") if word != "năm"}
    | {
        "nửa": (day_time, _counted),
        "giữa": (day_time,),
        "không": (_zero,),
        "đôi": (_twenty,),
        "giải": (_placed,),
        "về": (_placed,),
        "gấp": (_twofold,),
        "nhân": (_twofold,),
        "năm": (_year_or_five,),
        "ngày": (_date, _day),
        "mùng": (_date, _day),
        "mồng": (_date, _day),
        "tháng": (_month,),
        "rằm": (_full_moon,),
        "quý": (_quarter,),
        "thế": (_century,),
        "thập": (_decade,),
        "thứ": (_ordinal,),
        "chủ": (_sunday,),
        "chúa": (_sunday,),
        "cn": (_sunday,),
        **{f"t{day}": (_weekday_letter,) for day in range(2, 8)},
        **VULGAR,
        **_ROMAN,
        "hạng": (_placed, *_ROMAN["hạng"]),
    },
    beside={word: Beside(re.compile(behind)) for words, behind in _BEHIND.items() for word in words.split()}
    | {"không": Beside(re.compile("độ|giờ|phẩy|phần"), re.compile("(?:số|bằng|khác)$"))}
    | beside_parts(_PARTS, {"hạng": _PLACES}),
    silent={word: _COUNTING for word in (*UNITS, "mười") if word != "năm"},
    digits=(_metres, _eve, _date, clock_time, _fraction),
    period=period,
    glued=frozenset({"tr", "k", "h", "g"}),
)
"""How Vietnamese writes numerals."""
