"""Vietnamese number words: một trăm lẻ năm, hai mươi mốt, nửa triệu, 1 tỷ rưỡi."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise, product

from songngu.corpus.language.numerals.numeral import Trait
from songngu.corpus.language.numerals.profile import Amount, Scan

UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {
    "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "tá": 12,
}  # fmt: skip
_VOCABULARY = {*_AFTER_TENS, *_SCALES, "mười", "mươi", "chục", "lẻ", "linh", "không", "nửa"}
_AFTER_FIVE = frozenset(_SCALES) | {"mươi", "chục", "phần", "phẩy", "lần"}
_NO_SCALE = {*product(("tỷ", "tỉ"), ("phú", "lệ", "số", "mỉ", "trọng", "giá")), ("triệu", "phú")}

_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_FIRST = re.compile(r"[^\W\d_]+")
_SCALE = re.compile(
    r"[ \u00a0]?((?:nghìn|ngàn|vạn|triệu) t[ỷỉ]|trăm (?:triệu|nghìn|ngàn|tỷ|tỉ)"
    r"|t[ỷỉ](?! (?:phú|lệ|số|mỉ|trọng|giá)(?!\w))|triệu(?! phú)|tá(?= )|nghìn|ngàn|vạn|trăm|chục|tr|k)(?!\w)"
)
_SMALLER = re.compile(r"[ \u00a0](\d{1,3})(?=[ \u00a0](?:triệu|nghìn|ngàn|vạn)(?!\w))")
_HALF = re.compile(r"[ \u00a0]rưỡi(?!\w)")
_NOUN_HALF = re.compile(r"[ \u00a0](?:năm|tháng|ngày|tuần|tiếng|phút|giây|lần|mét|mẫu|cân)[ \u00a0]rưỡi(?!\w)")


def read_words(scan: Scan, start: int) -> Amount | None:
    """Read a number in words (một trăm lẻ năm, hai mươi mốt, nửa triệu, ba triệu rưỡi)."""
    lower = scan.lower
    first = _FIRST.match(lower, start)
    if first is None:
        return None
    words, ends = [first[0]], [first.end()]
    while words[-1] in _VOCABULARY:
        match = _WORD.match(lower, ends[-1])
        if not match:
            break
        words.append(match[1])
        ends.append(match.end())
    words = _without_people(words)
    if words[0] == "nửa":
        if len(words) > 1 and _SCALES.get(words[1], 0) > 100:
            return Amount((Fraction(_SCALES[words[1]], 2),), ends[1], Trait.WORD | Trait.SCALED)
        return Amount((Fraction(1, 2),), ends[0], Trait.WORD | Trait.OPTIONAL)
    value, used = _number(words)
    if not used:
        return None
    traits = Trait.WORD | (Trait.OPTIONAL if value <= 10 else Trait.NONE)
    if words[0] == "một" and used == 1 and words[1:2] == ["nửa"]:
        return Amount((Fraction(1, 2),), ends[1], traits)
    return finish(scan, start, Amount((Fraction(value),), ends[used - 1], traits))


def _without_people(words: list[str]) -> list[str]:
    """Cut off what only looks like a scale word: triệu phú and tỉ phú are people, tỷ lệ is a ratio."""
    for position, pair in enumerate(pairwise(words)):
        if pair in _NO_SCALE:
            return words[:position]
    return words


def _number(words: list[str]) -> tuple[int, int]:
    """Return the number that ``words`` begin with and how many words it takes (0: none)."""
    parts: list[int] = []
    position = 0
    while True:
        value, used = _below_thousand(words[position:], bool(parts))
        if not used:
            break
        position += used
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
    elif words and words[0] in UNITS and words[1:2] == ["trăm"]:
        value, used = UNITS[words[0]] * 100, 2
    rest = words[used:]
    if (used or inside) and rest and rest[0] in ("lẻ", "linh") and rest[1:2] and rest[1] in _AFTER_TENS:
        return value + _AFTER_TENS[rest[1]], used + 2
    tens, length = _tens(rest, alone=not used and not inside)
    return value + tens, used + length


def _tens(words: list[str], alone: bool) -> tuple[int, int]:
    """Return a number below a hundred and its length in words."""
    first, second, third = (*words[:3], "", "", "")[:3]
    unit = UNITS.get(first, 0)
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
    """Return the factor of the scale words at ``end`` and where they end."""
    match = _SCALE.match(scan.lower, end)
    if not match:
        return 1, end
    factor = 1
    for word in match[1].split():
        factor *= {"chục": 10, "tr": 10**6, "k": 10**3}.get(word) or _SCALES[word]
    return factor, match.end()


def finish(scan: Scan, start: int, amount: Amount) -> Amount:
    """Add what may follow: ``1 tỷ rưỡi``, ``2 năm rưỡi``, ``1 triệu 200 nghìn``."""
    lower = scan.lower
    (value, *_), end = amount.values, amount.end
    smaller = _SMALLER.match(lower, end) if amount.traits & Trait.SCALED else None
    if smaller:
        factor, after = scale(scan, smaller.end())
        if factor < value:
            return Amount((value + int(smaller[1]) * factor,), after, amount.traits)
    half = _HALF.match(lower, end)
    if half:
        words = lower[start:end].split()
        unit = next((number for word, number in _SCALES.items() if words[-1] == word), 1)
        return Amount((value + Fraction(unit, 2),), half.end(), amount.traits & ~Trait.OPTIONAL)
    half = _NOUN_HALF.match(lower, end)
    if half:
        return Amount((value + Fraction(1, 2),), half.end(), amount.traits | Trait.OPTIONAL)
    return amount
