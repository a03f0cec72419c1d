"""Which numerals of two texts go together: those that agree, and what may be left on both sides."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import mul

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.agreement import agree, loosely, same
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, Value

MANY = 60
"""More numerals than a sentence has: what is left beyond them is compared by equal value alone, in linear time."""

_HALF = (Fraction(1, 2),)
_OR = re.compile(r"\s?(?:-|–|—|to|and|or|đến|tới|và|hoặc|hay|[到至和或～~]|或者)\s?")
_SCALE_WORDS = {
    "mươi": 10, "chục": 10, "tá": 12, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
    "十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_SCALE = re.compile("|".join(_SCALE_WORDS))
_SCALES = re.compile(rf"(?:(?<![^\W\d_])(?:{_SCALE.pattern})[ \u00a0-]?)+$|[十百千万萬亿億兆]+$")
_LABEL = re.compile(r"\s*[(\[]\d{1,3}[:.]\d{1,3}(?:[-–]\d{1,3})?[)\]]")
_TUPLE = re.compile(r"\d+(?:[,;]\d+)+")
_SIZE = re.compile(r"\d+(?:[x×*]\d+)+")


def matched(
    left: Sequence[Numeral], right: Sequence[Numeral]
) -> tuple[list[tuple[Numeral, Numeral]], list[Numeral], list[Numeral]]:
    """Return the pairs that agree, the closest first, and what is left on each side."""
    pairs = _alike(left, right)
    taken = {id(each) for pair in pairs for each in pair}
    left, right = ([each for each in side if id(each) not in taken] for side in (left, right))
    waiting: dict[tuple[Kind, Value], deque[Numeral]] = defaultdict(deque)
    for other in right:
        if other.kind is not Kind.IDENTIFIER:
            waiting[other.kind, other.value].append(other)
    left_rest = []
    for one in left:
        others = waiting.get((one.kind, one.value)) if one.kind is not Kind.IDENTIFIER else None
        if others and same(one, others[0]):
            taken.add(id(others[0]))
            pairs.append((one, others.popleft()))
        else:
            left_rest.append(one)
    right_rest = [other for other in right if id(other) not in taken]
    for test in (agree, loosely):
        for one in left_rest[:MANY]:
            at = next((i for i, other in enumerate(right_rest[:MANY]) if test(one, other)), None)
            if at is not None:
                left_rest.remove(one)
                pairs.append((one, right_rest.pop(at)))
    return pairs, left_rest, right_rest


def _alike(left: Sequence[Numeral], right: Sequence[Numeral]) -> list[tuple[Numeral, Numeral]]:
    """Return the pairs of ambiguous digits that both texts write alike: 1.000 is no *một*, a thousand or one."""
    ours = [each for each in left if "." in each.text or "," in each.text]
    theirs = [each for each in right if each.ambiguous] if ours else []
    pairs = []
    for other in theirs:
        one = next((each for each in ours if each.text == other.text and agree(each, other)), None)
        if one:
            ours.remove(one)
            pairs.append((one, other))
    return pairs


def with_shared_scale(numerals: list[Numeral], text: str) -> list[Numeral]:
    """Return the numerals, one that shares the scale words of the next read so too: the 2 of *2 to 3 million*.

    Vietnamese joins neighbours without a word: *ba bốn triệu* are three to four million.
    """
    if not any(each.traits & (Trait.SCALED | Trait.WORD) for each in numerals):
        return numerals
    found = list(numerals)
    for k, (one, other) in enumerate(pairwise(numerals)):
        if one.kind is other.kind is Kind.NUMBER and not one.traits & Trait.SCALED:
            between = text[one.span.end : other.span.start]
            joined = bool(_OR.fullmatch(between))
            scales = [
                size for size in _shared(other) if joined or (between in (" ", ", ") and _follows(one, other, size))
            ]
            scaled = [(part * size,) for size in scales for (part,) in one.readings if part and part < size]
            found[k] = replace(one, readings=tuple(dict.fromkeys((*one.readings, *_fit(scaled, other)))))
    return found


def _shared(numeral: Numeral) -> list[int]:
    """Return the factors that a number's last words are, the smallest first: of three hundred thousand, 1,000 too."""
    end = _SCALES.search(numeral.text.lower())
    if not end:
        scale = scale_of(numeral) if numeral.traits & Trait.SCALED else 0
        return [scale] if scale else []
    words = _SCALE.findall(end[0])[::-1]
    return list(accumulate((_SCALE_WORDS[word] for word in words), mul))


def _follows(one: Numeral, other: Numeral, scale: int) -> bool:
    return ((one.value[0] or 0) + 1) * scale == other.value[0]


def _fit(scaled: list[tuple[Fraction]], other: Numeral) -> list[tuple[Fraction]]:
    """Return the readings that a range to the other number may begin with, else the first."""
    return [each for each in scaled if each[0] < (other.value[0] or 0)] or scaled[:1]


def scale_of(numeral: Numeral) -> int:
    """Return the power of ten by which a scale word multiplies, 0 where none is told."""
    value = int(numeral.value[0] or 0)
    return next((scale for scale in (10**12, 10**9, 10**6, 10**4, 10**3, 100) if value >= scale), 0)


def beside_unlabelled(numerals: list[Numeral], text: str, other: str) -> list[Numeral]:
    """Return the numerals, those of a reference before the text, (40:20), as optional where the other text has none."""
    label = _LABEL.match(text)
    if not label or _LABEL.match(other):
        return numerals
    return [
        replace(each, traits=each.traits | Trait.OPTIONAL) if each.span.end <= label.end() else each
        for each in numerals
    ]


def range_ends(left: Sequence[Numeral], right: Sequence[Numeral]) -> list[tuple[Numeral, Numeral]]:
    """Return a range and the number of the other side that is its end, which bears the unit: 10-15, 10 to 15."""
    return [
        (one, other)
        for one in left[:MANY]
        for other in right[:MANY]
        if {one.kind, other.kind} == {Kind.RANGE, Kind.NUMBER} and one.value[-1] == other.value[-1]
    ]


def parted(numerals: Sequence[Numeral], text: str, others: Sequence[Numeral]) -> list[Numeral]:
    """Return the numerals, the members of (3,4) each by itself where the other side does not have it as one number."""
    found = []
    for each in numerals:
        start, end = each.span.start, each.span.end
        if each.kind is Kind.IDENTIFIER and _SIZE.fullmatch(each.name):
            found += [each] if any(agree(each, other) for other in others[:MANY]) else _members(each)
            continue
        enclosed = text[start - 1 : start] in tuple("([{") and text[end : end + 1] in tuple(")]}")
        if not (enclosed and _TUPLE.fullmatch(each.text) and each.kind in (Kind.NUMBER, Kind.IDENTIFIER)):
            found.append(each)
        elif any(other.text == each.text or agree(each, other) for other in others[:MANY]):
            found.append(replace(each, traits=each.traits | Trait.TUPLE))
        else:
            found += _members(each)
    return found


def _members(numeral: Numeral) -> list[Numeral]:
    start = numeral.span.start
    return [
        Numeral(Kind.NUMBER, Span(start + at.start(), start + at.end()), at[0], ((Fraction(int(at[0])),),))
        for at in re.finditer(r"\d+", numeral.text)
    ]


@dataclass(frozen=True, slots=True)
class LoneGroup:
    """Numerals that need no counterpart, but differ where exactly one of the group is left on either side."""

    rule: str
    message: str
    is_error: bool
    holds: Callable[[Numeral], bool]
    is_sure: Callable[[Numeral, Numeral], bool] = lambda one, other: True


def _is_day(numeral: Numeral) -> bool:
    return numeral.kind is Kind.WEEKDAY or bool(numeral.traits & Trait.WEEKDAY)


def _is_month(numeral: Numeral) -> bool:
    return numeral.kind is Kind.DATE and numeral.value[0] is numeral.value[2] is None


def _is_day_time(numeral: Numeral) -> bool:
    return numeral.kind is Kind.TIME and bool(numeral.traits & Trait.UNSURE)


def _is_word(numeral: Numeral) -> bool:
    unsure = Trait.UNSURE | Trait.ROMAN
    hours = numeral.kind is Kind.TIME and numeral.value[1] is None
    plain = (hours or numeral.kind is Kind.NUMBER) and numeral.traits & Trait.OPTIONAL and not numeral.traits & unsure
    return bool(plain and numeral.value[0] and numeral.value[0] > 1)


def _is_fraction(numeral: Numeral) -> bool:
    part = numeral.kind in (Kind.FRACTION, Kind.NUMBER) and bool(numeral.traits & Trait.WORD)
    return part and 0 < (numeral.value[0] or 0) < 1


def _is_half(numeral: Numeral) -> bool:
    """Tell whether a numeral is nửa: *half* may also be a part of a match, which is counted (hiệp hai)."""
    return numeral.kind is Kind.NUMBER and numeral.value == _HALF and bool(numeral.traits & Trait.WORD)


def _is_part(numeral: Numeral) -> bool:
    known = Trait.ROMAN | Trait.WORD
    return numeral.kind is Kind.NUMBER and bool(numeral.traits & known or numeral.text.isdecimal())


LONE = (
    LoneGroup(
        "NUM004",
        "the day of the week differs:",
        True,
        _is_day,
        lambda one, other: Kind.WEEKDAY in (one.kind, other.kind),
    ),
    LoneGroup("NUM004", "the month differs:", True, _is_month),
    LoneGroup("NUM005", "the time differs:", True, _is_day_time),
    LoneGroup("NUM009", "the ordinal differs:", False, lambda one: one.kind is Kind.ORDINAL),
    LoneGroup(
        "NUM009",
        "the ordinal differs:",
        False,
        lambda one: one.kind is Kind.ORDINAL or bool(one.traits & Trait.NTH),
        lambda one, other: bool((one.traits | other.traits) & Trait.NTH) and Kind.ORDINAL in (one.kind, other.kind),
    ),
    LoneGroup("NUM009", "the Roman numeral differs:", True, lambda one: bool(one.traits & Trait.ROMAN)),
    LoneGroup(
        "NUM009",
        "the Roman numeral differs:",
        True,
        _is_part,
        lambda one, other: bool((one.traits | other.traits) & Trait.ROMAN),
    ),
    LoneGroup(
        "NUM009",
        "the Roman numeral differs:",
        False,
        lambda one: _is_part(one) or one.kind is Kind.ORDINAL,
        lambda one, other: Kind.ORDINAL in (one.kind, other.kind) and bool((one.traits | other.traits) & Trait.ROMAN),
    ),
    LoneGroup("NUM006", "the fraction differs:", False, _is_fraction),
    LoneGroup("NUM009", "the number differs:", False, _is_word),
    LoneGroup(
        "NUM006",
        "the fraction differs:",
        False,
        lambda one: _is_half(one) or (_is_word(one) and one.text.isalpha()),
        lambda one, other: _is_half(one) != _is_half(other),
    ),
)
"""The groups, the surest first."""
