"""English number words: twenty-one, one hundred and five, half a million, two and a half; scale words after digits."""

from __future__ import annotations

import re
from fractions import Fraction

from songngu.corpus.language.numerals.numeral import Trait
from songngu.corpus.language.numerals.profile import Amount, Scan, with_prefix
from songngu.corpus.language.words import LETTERS

UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "quadrillion": 10**15,
}  # fmt: skip
_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "half": 2, "quarter": 4,
}  # fmt: skip
ORDINALS = (
    {
        (word[:-1] + "ieth" if word.endswith("y") else word + "th"): value
        for word, value in (UNITS | TEENS | TENS).items()
        if word not in ("one", "two", "three", "five", "eight", "nine", "twelve")
    }
    | {word + "th": value for word, value in SCALES.items() if word != "dozen"}
    | {word: value for word, value in _IRREGULAR.items() if word not in ("half", "quarter")}
)
DENOMINATORS = {word: value for word, value in ORDINALS.items() if value > 2} | {"half": 2, "quarter": 4}
VOCABULARY = {*UNITS, *TEENS, *TENS, *SCALES, *ORDINALS, "and", "a", "an", "half", "oh"}
# The longest number in words; a run of them is read a number at a time.
_LONGEST = 40
_FIRST = re.compile(LETTERS)
_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_SCALE = re.compile(
    r"([ \u00a0-]?)(hundred|thousand|million|billion|trillion|quadrillion|dozen|(?:m|b)illions(?! of)"
    r"|mln|bln|mn|bn|tn|trn|[mbk])(?!\w)"
)
_GLUED_SCALES = {
    "mln": 10**6, "mn": 10**6, "m": 10**6, "bln": 10**9, "bn": 10**9, "b": 10**9, "k": 10**3, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
_GLUED_M = re.compile(r"m(?!\w)")
_MONEY = re.compile(r"(?:[$€£¥₫]|rmb|usd|eur|gbp|vnd)\s?[\d.,]+$")
_AND_HALF = re.compile(r"[ -]and[ -]a[ -]half(?:[ -](hundred|thousand|million|billion|trillion)(?!\w))?")
_HALF_OF = re.compile(r"half(?: of)?[ -](?:a |an |one )?(hundred|thousand|million|billion|trillion|dozen)(?!\w)")


def words_from(scan: Scan, start: int) -> tuple[list[str], list[int]]:
    """Return the number words from ``start``, one word more, and where each ends; spaces or hyphens join them."""
    first = _FIRST.match(scan.lower, start)
    if not first:
        return [], []
    words, ends = [first[0]], [first.end()]
    while words[-1] in VOCABULARY and len(words) < _LONGEST:
        match = _WORD.match(scan.lower, ends[-1])
        if not match:
            break
        words.append(match[1])
        ends.append(match.end())
    return words, ends


def number_of(words: list[str]) -> tuple[int, int, bool]:
    """Return the number that ``words`` begin with, its length in words (0: none), and whether it is an ordinal."""
    first, joined, tens = (*words[:3], "", "", "")[:3]
    if first in UNITS and joined == "and" and small_number(tens) in TENS.values():
        return _units_first(words)
    parts: list[int] = []
    value = used = 0
    last = 10**15  # the smallest word so far: twenty one, not one twenty
    for position, word in enumerate(words):
        after = words[position + 1] if position + 1 < len(words) else ""
        if (
            word == "and"
            and used == position > 0
            and last >= 100
            and small_number(after)
            and not (after in UNITS and last > 10**5)
        ):
            continue
        if word in SCALES and (used or word != "dozen" or position == 0):
            if not used:
                break
            while parts and parts[-1] < SCALES[word]:
                value += parts.pop()
            value = (value or 1) * SCALES[word]
            if word != "hundred":
                parts.append(value)
                value = 0
            last, used = SCALES[word], position + 1
            continue
        number = small_number(word)
        room = last >= 100 or (word in ORDINALS and number >= 100) or (last in TENS.values() and number < 10)
        if not number or not room:
            break
        value, last, used = value + number, number, position + 1
        if word in ORDINALS:
            if number >= 100 and position:
                value = (value - number) * number
            return sum(parts) + value, used, True
    return sum(parts) + value, used, False


def _units_first(words: list[str]) -> tuple[int, int, bool]:
    """Return *two and twenty thousand* and *two and thirtieth*, as older books count."""
    if words[2] in ORDINALS:
        return small_number(words[2]) + UNITS[words[0]], 3, True
    value, used, ordinal = number_of([words[2], words[0], *words[3:]])
    return value, used + 1, ordinal


def year_of(words: list[str]) -> tuple[int, int]:
    """Return the year that two pairs of digits in words begin with (nineteen eighty-four), and its length in words."""
    first = TEENS.get(words[0], 0) if words[0] != "ten" else 0
    first = first or (20 if words[0] == "twenty" else 0)
    if first < 13 or len(words) < 2:
        return 0, 0
    second, third = words[1], (*words[2:], "")[0]
    if second in TEENS:
        return first * 100 + TEENS[second], 2
    if second in TENS:
        return first * 100 + TENS[second] + UNITS.get(third, 0), 3 if third in UNITS else 2
    if second in ("oh", "o") and third in UNITS:
        return first * 100 + UNITS[third], 3
    return 0, 0


def small_number(word: str) -> int:
    """Return the value of one number word below a hundred or of an ordinal, 0 for other words."""
    return UNITS.get(word) or TEENS.get(word) or TENS.get(word) or ORDINALS.get(word) or 0


def read_words(scan: Scan, start: int) -> Amount | None:
    """Read a cardinal in words (twenty-one, one hundred and five, half a million, two and a half)."""
    words, ends = words_from(scan, start)
    if not words:
        return None
    half = half_scale(scan, start)
    if half:
        return half
    if words[0] in ("a", "an") and words[1:2] and words[1] in SCALES:
        value, used, ordinal = number_of(["one", *words[1:]])
    else:
        value, used, ordinal = number_of(words)
    if not used or ordinal:
        return None
    optional = value <= 10 or (words[0] in ("a", "an") and used == 2)
    traits = Trait.WORD | (Trait.OPTIONAL if optional else Trait.NONE)
    return finish(scan, start, Amount((Fraction(value),), ends[used - 1], traits))


def half_scale(scan: Scan, start: int) -> Amount | None:
    """Read half a million, half of a dozen."""
    half = _HALF_OF.match(scan.lower, start)
    return half and Amount((Fraction(SCALES[half[1]], 2),), half.end(), Trait.WORD | Trait.SCALED)


def scale(scan: Scan, end: int) -> tuple[int, int]:
    """Return the factor of the scale words at ``end`` and where they end; m only counts after a currency."""
    match = _SCALE.match(scan.lower, end)
    if not match:
        return 1, end
    word = match[2]
    if word == "m" and not _MONEY.search(scan.lower, max(0, end - 24), end):
        return 1, end
    if word in ("m", "b", "k") and (match[1] or (word == "b" and scan.text[match.start(2)] == "b")):
        return 1, end
    word = word.removesuffix("s")
    factor = _GLUED_SCALES.get(word) or SCALES[word]
    again = _SCALE.match(scan.lower, match.end())
    if again and again[2] in SCALES and again[2] != "dozen":
        return factor * SCALES[again[2]], again.end()
    return factor, match.end()


_SPAN = re.compile(r"[ \u00a0-](decades?|centur(?:y|ies)|orders? of magnitude)(?!\w)")


def _with_span(scan: Scan, amount: Amount) -> Amount:
    """Add the reading in years of three decades and two centuries, and of orders of magnitude as a factor."""
    span = _SPAN.match(scan.lower, amount.end)
    value = amount.values[0]
    if not span or value.denominator > 1 or value > 300:
        return amount
    if span[1].startswith("order"):
        return Amount((Fraction(10**value.numerator), value), span.end(), amount.traits & ~Trait.OPTIONAL)
    years = value * (10 if span[1].startswith("d") else 100)
    return Amount((value, years), amount.end, amount.traits)


def finish(scan: Scan, start: int, amount: Amount) -> Amount:
    """Add ``and a half``."""
    half = _AND_HALF.match(scan.lower, amount.end)
    if not half:
        value = amount.values[0]
        if _GLUED_M.match(scan.lower, amount.end):  # 5m: metres or millions
            return Amount((value, value * 10**6), amount.end, amount.traits)
        if scan.text[amount.end - 1] == "K":  # 300K: kelvins or thousands
            return Amount((value, value / 1000), amount.end, amount.traits)
        return with_prefix(scan.lower, _with_span(scan, amount))
    unit = 12 if scan.lower[start : amount.end].endswith("dozen") else 1
    value = amount.values[0] + Fraction(unit, 2)
    traits = amount.traits | Trait.OPTIONAL if amount.values[0] <= 10 else amount.traits
    if half[1]:
        return Amount((value * SCALES[half[1]],), half.end(), amount.traits & ~Trait.OPTIONAL)
    return Amount((value,), half.end(), traits)
