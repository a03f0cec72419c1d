"""Vietnamese number words: một trăm lẻ năm, hai mươi mốt, nửa triệu, 1 tỷ rưỡi."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise, product

from songngu.corpus.language.numerals.numeral import Trait
from songngu.corpus.language.numerals.profile import Amount, Scan, with_prefix
from songngu.corpus.language.words import LETTERS

UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {
    "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "muôn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "tá": 12,
}  # fmt: skip
BARE_SCALES = ("trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ")
_TWENTIES = ("hăm", "băm")  # spoken: hăm lăm is 25, băm ba 33
VOCABULARY = {*_AFTER_TENS, *_SCALES, *_TWENTIES, "mười", "mươi", "chục", "lẻ", "linh", "không", "nửa", "phẩy"}
_AFTER_FIVE = frozenset(_SCALES) | {"mươi", "chục", "phần", "phẩy", "lần"}
# triệu phú and tỉ phú are people, tỷ lệ is a ratio, triệu chứng a symptom: no scale words.
_NO_MILLION = "phú chứng tập hồi vời mời gọi đại tử tấu"
_NO_BILLION = "phú lệ số mỉ trọng giá dụ thí muội"
_NO_SCALE = {*product(("tỷ", "tỉ"), _NO_BILLION.split()), *product(("triệu",), _NO_MILLION.split())}
_NO_SCALE |= {("vạn", "vật"), ("vạn", "lý"), ("vạn", "tuế"), ("vạn", "sự"), ("tá", "điền"), ("tá", "lả")}
# The longest number in words; a run of them (năm năm năm …) is read a number at a time.
_LONGEST = 40
_SPOKEN_UNITS = frozenset({"mốt", "tư", "lăm", "nhăm"})

_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_FIRST = re.compile(LETTERS)
# Nửa triệu is a number of its own, and nửa đêm a time, also behind another number.
_GOES_ON_HALF = re.compile(rf"[ \u00a0](?:{'|'.join(_SCALES)}|đêm|trưa)(?!\w)")
_SCALE = re.compile(
    r"[ \u00a0]?((?:nghìn|ngàn|vạn|triệu) t[ỷỉ]|trăm (?:triệu|nghìn|ngàn|tỷ|tỉ)"
    rf"|t[ỷỉ](?! (?:{'|'.join(_NO_BILLION.split())})(?!\w))|triệu(?! (?:{'|'.join(_NO_MILLION.split())})(?!\w))"
    r"|tá(?= )|nghìn|ngàn|vạn|trăm|chục|tr|k)(?!\w)"
)
_SUFFIX = re.compile(r" ?([MBKT])(?!\w|-|/)")
_SUFFIXES = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
# 2 tỷ 5 is 2.5 billion: a digit behind the scale, and nothing that it could count.
_TENTHS = re.compile(r"[ \u00a0](\d)(?=[ \u00a0]*(?:$|[.,;:!?)](?!\d)|đồng|đô|usd|một |mỗi |/))")
_TENTHS_WORD = re.compile(r"[ \u00a0](mốt|hai|ba|tư|bốn|lăm|sáu|bảy|tám|chín)(?=[ \u00a0]*(?:$|[.,;:!?)](?!\d)))")
_POINT = re.compile(r"[ \u00a0]phẩy((?:[ \u00a0](?:không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín)(?![^\W_]))+)")
_POINT_MARK = re.compile(r"[ \u00a0]phẩy[ \u00a0]")
_FOLLOWING = re.compile(LETTERS)
_POINT_DIGITS = UNITS | {"không": 0, "tư": 4, "lăm": 5}
_SMALLER = re.compile(r"[ \u00a0](\d{1,3})(?=[ \u00a0](?:trăm )?(?:triệu|nghìn|ngàn|vạn)(?!\w))")
_SPAN = re.compile(r"[ \u00a0](thế|thập)[ \u00a0](?:k[ỷỉ]|niên)(?!\w)(?![ \u00a0](?:\d|thứ|x|v|i))")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
# 6 tháng đầu năm is the first half of the year.
_PARTS_OF_YEAR = (3, 6, 9)
_OF_YEAR = re.compile(r"[ \u00a0]tháng[ \u00a0](?:đầu|cuối)[ \u00a0](?:của )?năm(?!\w)")
_HALF = re.compile(r"[ \u00a0]rưỡi(?!\w)")
# Hai lít rưỡi, hai thế kỷ rưỡi; after a scale word or an hour rưỡi is read with it.
_NOUN_HALF = re.compile(
    r"[ \u00a0](?!giờ|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục)"
    r"(?:thế k[ỷỉ]|thập k[ỷỉ]|thập niên|cây số|ki lô|hải lý|đô la|[^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]rưỡi(?!\w)"
)


def read_words(scan: Scan, start: int) -> Amount | None:
    """Read a number in words (một trăm lẻ năm, hai mươi mốt, nửa triệu, ba triệu rưỡi)."""
    lower = scan.lower
    first = _FIRST.match(lower, start)
    if first is None:
        return None
    words, ends = [first[0]], [first.end()]
    while words[-1] in VOCABULARY and len(words) < _LONGEST:
        match = _WORD.match(lower, ends[-1])
        if not match:
            break
        words.append(match[1])
        ends.append(match.end())
    words = _without_people(words)
    if words[0] == "nửa":
        return finish(scan, start, _half(words, ends))
    value, used = (0, 1) if words[0] == "không" else _number(words)
    if not used:
        return None
    traits = Trait.WORD | (Trait.OPTIONAL if value <= 10 else Trait.NONE)
    if words[:used] == ["một", "chục"]:  # ten, in the South a dozen
        return finish(scan, start, Amount((Fraction(10), Fraction(12)), ends[1], traits))
    if used == 1 and words[1:2] == ["nửa"] and not _GOES_ON_HALF.match(lower, ends[1]):
        halves = Fraction(value, 2)
        return Amount((Fraction(value), halves) if value > 1 else (halves,), ends[1], traits)
    return finish(scan, start, Amount((Fraction(value),), ends[used - 1], traits))


def _half(words: list[str], ends: list[int]) -> Amount:
    """Return nửa, or nửa triệu, nửa tá."""
    if len(words) > 1 and _SCALES.get(words[1], 0) not in (0, 100):
        return Amount((Fraction(_SCALES[words[1]], 2),), ends[1], Trait.WORD | Trait.SCALED)
    return Amount((Fraction(1, 2),), ends[0], Trait.WORD | Trait.OPTIONAL)


def _without_people(words: list[str]) -> list[str]:
    """Cut off what only looks like a scale word."""
    for position, pair in enumerate(pairwise(words)):
        if pair in _NO_SCALE:
            return words[:position] or [""]
    return words


def _number(words: list[str]) -> tuple[int, int]:
    """Return the number that ``words`` begin with and how many words it takes (0: none)."""
    parts: list[int] = []
    position = 0
    if words[0] in BARE_SCALES and words[1:2] in (["lẻ"], ["linh"]) and words[2:3] and words[2] in _AFTER_TENS:
        return _SCALES[words[0]] + _AFTER_TENS[words[2]], 3  # nghìn lẻ một đêm
    if words[0] in BARE_SCALES and words[0] != "trăm" and words[1:2] == ["rưỡi"]:
        return _SCALES[words[0]], 1
    while True:
        value, used = _below_thousand(words[position:], bool(parts))
        if not used:
            break
        position += used
        if words[position : position + 1] == ["tá"]:
            return value * 12, position + 1
        while position < len(words) and _SCALES.get(words[position], 0) > 100:
            scale = _SCALES[words[position]]
            while parts and parts[-1] < scale:
                value += parts.pop()
            value *= scale
            position += 1
        parts.append(value)
        if value < 1000 or (len(parts) > 1 and parts[-2] <= value):
            break
    return sum(parts), position


def _below_thousand(words: list[str], inside: bool) -> tuple[int, int]:
    """Return a number below a thousand and its length in words; ``inside`` after a scale word, where lẻ may begin."""
    value = used = 0
    if words[:1] == ["không"] and words[1:2] == ["trăm"] and inside:
        used = 2
    elif words[:1] == ["trăm"] and not inside and (words[1:2] == ["rưỡi"] or _tens(words[1:], alone=False)[1] > 1):
        value, used = 100, 1  # trăm hai mươi nghìn
    elif words and words[0] in UNITS and words[1:2] == ["trăm"]:
        value, used = UNITS[words[0]] * 100, 2
    rest = words[used:]
    if (used or inside) and rest and rest[0] in ("lẻ", "linh") and rest[1:2] and rest[1] in _AFTER_TENS:
        return value + _AFTER_TENS[rest[1]], used + 2
    tens, length = _tens(rest, alone=not used and not inside)
    return value + tens, used + length


def _spoken(first: str, second: str) -> int:
    """Return hăm lăm (25) and bốn lăm (45), 0 for what is not said so."""
    if first in _TWENTIES:
        return (20 if first == "hăm" else 30) + _AFTER_TENS[second] if second in _AFTER_TENS else 0
    unit = UNITS.get(first, 0)
    if unit < 2 or second not in _SPOKEN_UNITS or (first == "năm" and second not in ("mốt", "lăm")):
        return 0
    return unit * 10 + _AFTER_TENS[second]


def _tens(words: list[str], alone: bool) -> tuple[int, int]:
    """Return a number below a hundred and its length in words."""
    first, second, third = (*words[:3], "", "", "")[:3]
    unit = UNITS.get(first, 0)
    spoken = _spoken(first, second)
    if spoken:
        return spoken, 2
    if first == "mười":
        more = _AFTER_TENS.get(second, 0) if second not in ("năm", "mốt", "tư") else 0
        return 10 + more, 2 if more else 1
    if unit and second == "mươi":
        more = _AFTER_TENS.get(third, 0) if third != "năm" else 0
        return unit * 10 + more, 3 if more else 2
    if unit and second == "chục":
        return unit * 10, 2
    five = first == "năm" and second not in _AFTER_FIVE
    if five or (not alone and second not in _SCALES):
        return 0, 0
    return unit, 1 if unit else 0


def scale(scan: Scan, end: int) -> tuple[int, int]:
    """Return the factor of the scale words at ``end`` and where they end; K, M, B in capitals only."""
    match = _SCALE.match(scan.lower, end)
    if not match:
        suffix = _SUFFIX.match(scan.text, end)
        return (_SUFFIXES[suffix[1]], suffix.end()) if suffix and suffix.start(1) == end else (1, end)
    factor = 1
    for word in match[1].split():
        factor *= {"chục": 10, "tr": 10**6, "k": 10**3}.get(word) or _SCALES[word]
    return factor, match.end()


def finish(scan: Scan, start: int, amount: Amount) -> Amount:
    """Add what may follow: ``1 tỷ rưỡi``, ``2 năm rưỡi``, ``1 triệu 200 nghìn``, ``2 tỷ 5``, ``hai phẩy năm``."""
    lower = scan.lower
    (value, *_), end = amount.values, amount.end
    if value in _PARTS_OF_YEAR and _OF_YEAR.match(lower, end):
        return Amount((value, value / 12), end, amount.traits)
    point = _point(scan, amount) if amount.traits & Trait.WORD else None
    if point:
        return point
    smaller = _SMALLER.match(lower, end) if amount.traits & Trait.SCALED else None
    if smaller:
        factor, after = scale(scan, smaller.end())
        if factor < value:
            return Amount((value + int(smaller[1]) * factor,), after, amount.traits)
    unit = _last_scale(lower[start:end])
    if unit > 100 and (tenths := _TENTHS.match(lower, end) or _TENTHS_WORD.match(lower, end)):
        digit = int(tenths[1]) if tenths[1].isdecimal() else _AFTER_TENS[tenths[1]]
        return Amount((value + Fraction(unit * digit, 10),), tenths.end(), amount.traits & ~Trait.OPTIONAL)
    return _half_more(lower, amount, unit) or with_prefix(lower, _with_span(lower, amount))


def _point(scan: Scan, amount: Amount) -> Amount | None:
    """Read phẩy and the decimals behind it: digit by digit (không năm), or as one number (mười bốn)."""
    match = _POINT.match(scan.lower, amount.end)
    mark = _POINT_MARK.match(scan.lower, amount.end)
    tens = _tens(_FOLLOWING.findall(scan.lower, mark.end())[:3], alone=False) if mark else (0, 0)
    if mark and tens[0] >= 10:
        digits, end = str(tens[0]), mark.end()
        for _ in range(tens[1]):
            end = _FOLLOWING.search(scan.lower, end).end()  # type: ignore[union-attr]
    elif match:
        digits, end = "".join(str(_POINT_DIGITS[word]) for word in match[1].split()), match.end()
    else:
        return None
    value = amount.values[0] + Fraction(int(digits), 10 ** len(digits))
    factor, end = scale(scan, end)
    return Amount((value * factor,), end, Trait.WORD | (Trait.SCALED if factor > 1 else Trait.NONE))


def _half_more(lower: str, amount: Amount, unit: int) -> Amount | None:
    """Add rưỡi, half of the scale word before it, or of the noun."""
    value, end = amount.values[0], amount.end
    half = _HALF.match(lower, end)
    if half:
        return Amount((value + Fraction(unit, 2),), half.end(), amount.traits & ~Trait.OPTIONAL)
    half = _NOUN_HALF.match(lower, end)
    if not half:
        return None
    years = next((size for word, size in (("thế", 100), ("thập", 10)) if word in half[0]), 0)
    values = (value + Fraction(1, 2), *([(value + Fraction(1, 2)) * years] if years else []))
    return Amount(values, half.end(), amount.traits | Trait.OPTIONAL)


def _with_span(lower: str, amount: Amount) -> Amount:
    """Add the reading in years of hai thế kỷ and ba thập niên."""
    span = _SPAN.match(lower, amount.end)
    value = amount.values[0]
    if not span or value > 300:
        return amount
    return Amount((value, value * (100 if span[1] == "thế" else 10)), amount.end, amount.traits)


def _last_scale(text: str) -> int:
    """Return the scale word that a number ends with, 1 where it ends with another."""
    word = _LAST_WORD.search(text)
    return {"k": 1000, "tr": 10**6, "chục": 10}.get(word[0], _SCALES.get(word[0], 1)) if word else 1
