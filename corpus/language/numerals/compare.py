"""Comparing the numerals of a text and its translation: by what they stand for, not by their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.agreement import COUNTED, agree, compatible
from songngu.corpus.language.numerals.always import without_always
from songngu.corpus.language.numerals.convention import Convention, default_convention
from songngu.corpus.language.numerals.difference import NumberDifference, difference
from songngu.corpus.language.numerals.figures import plain_figures
from songngu.corpus.language.numerals.kept import without_capitals, without_kept
from songngu.corpus.language.numerals.money import Numerals, Sides, exchanged
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.pairs import (
    LONE,
    MANY,
    beside_unlabelled,
    matched,
    parted,
    range_ends,
    with_shared_scale,
)
from songngu.corpus.language.numerals.phones import without_phones
from songngu.corpus.language.numerals.quantities import quantities
from songngu.corpus.language.numerals.read import read_numerals, reads_words
from songngu.corpus.language.numerals.relation import NumberRelation, NumberSeverity, marks_of, relation_of
from songngu.corpus.language.numerals.sides import NumeralSide, unlike
from songngu.corpus.language.numerals.signs import bound_of, is_relation
from songngu.corpus.language.numerals.unread import beside_unread, without_named
from songngu.corpus.language.numerals.unsaid import fewer, renumbered, unsaid

_ONE = (Fraction(1),)
_NOT_COUNTED = (_ONE, (Fraction(2),))
_ZERO = (Fraction(0),)
_SHARP = {Fraction(0)}
_EXCHANGED = str.maketrans(",.", ".,")
_FEW = 3
_WHOLE = re.compile(r"\d+")


def compare_numerals(
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    source_convention: Convention | None = None,
    target_convention: Convention | None = None,
) -> list[NumberDifference]:
    """Return how the numerals of ``target`` differ in value from those of ``source``, in the order of the texts.

    Conventions are the languages' own unless given (see ``detect_convention``). A numeral is compared with every
    one of the other side; number words up to ten, *first*, *half* and the like need no counterpart.
    """
    source, target = plain_figures(source), plain_figures(target)
    left = read_numerals(source, source_lang, source_convention)
    right = read_numerals(target, target_lang, target_convention)
    if not left and not right:
        return []
    if not (left and right) and all(map(_is_silent, (*left, *right))):
        return []
    left, right = _comparable(left, source, right, target)
    digits_only = not (reads_words(source_lang) and reads_words(target_lang))
    if digits_only:
        left, right = beside_unread(left, right, target_lang), beside_unread(right, left, source_lang)
    pairs, left_rest, right_rest = matched(left, right)
    if digits_only:  # of the name, another script has the number
        left_rest, right_rest = without_named(left_rest, right), without_named(right_rest, left)
    if not (left_rest and right_rest) and all(map(_is_silent, (*left_rest, *right_rest))):
        left_rest, right_rest = [], []  # as in most sentences, where một or one stands on one side
        if not pairs:
            return []
    day_first = target_lang.partition("-")[0].lower() != "en"
    point = (target_convention or default_convention(target_lang)) is Convention.POINT
    found = [slip for pair in pairs for slip in _slips(*pair, left, right, day_first=day_first, point=point)]
    if digits_only:  # *5 pour cent* is a percentage in words
        found = [slip for slip in found if slip.rule != "NUM007" or slip.severity is NumberSeverity.ERROR]
    sides = NumeralSide.of(source, source_lang), NumeralSide.of(target, target_lang)
    found += [difference(*slip) for slip in _measured([*pairs, *range_ends(left_rest, right_rest)], *sides)]
    if left_rest or right_rest:
        found += _remaining((left_rest, right_rest), (left, right), (source, target), sides)
    return sorted(
        found, key=lambda each: (each.source or each.target or Span(0, 0), each.target or Span(0, 0), each.rule)
    )


def _remaining(rest: Numerals, numerals: Numerals, texts: tuple[str, str], sides: Sides) -> Iterator[NumberDifference]:
    """Yield what is wrong with the numerals that agree with none of the other text, if words do not say them."""
    left, right = numerals
    ours, theirs = quantities(left, sides[0]), quantities(right, sides[1])
    left_rest, right_rest = (
        unsaid((rest[0], ours, sides[0]), (rest[1], theirs, sides[1]), right),
        unsaid((rest[1], theirs, sides[1]), (rest[0], ours, sides[0]), left),
    )
    sums = list(exchanged((left_rest, right_rest), numerals, sides))
    yield from (difference("NUM013", NumberSeverity.INFO, *pair, "an amount in another currency:") for pair in sums)
    left_rest = [each for each in left_rest if each not in {one for one, _ in sums}]
    right_rest = [each for each in right_rest if each not in {other for _, other in sums}]
    found = _leftovers(left_rest, right_rest, left, right)
    yield from found
    yield from renumbered(left_rest, texts[0], right_rest, texts[1], {each.source for each in found})
    yield from fewer(left_rest, sides[0], left, sides[1], right, is_source=True)
    yield from fewer(right_rest, sides[1], right, sides[0], left, is_source=False)


def _comparable(
    left: list[Numeral], source: str, right: list[Numeral], target: str
) -> tuple[list[Numeral], list[Numeral]]:
    """Return the numerals as each text alone cannot tell them: names and references aside, scales shared."""
    left, right = without_always(left, right)
    left, right = without_phones(left, source, right, target)
    left, right = without_kept(left, source, right, target)
    left, right = without_capitals(left, source), without_capitals(right, target)
    left, right = with_shared_scale(left, source), with_shared_scale(right, target)
    left, right = parted(left, source, right), parted(right, target, left)
    return beside_unlabelled(left, source, target), beside_unlabelled(right, target, source)


_Slip = tuple[str, NumberSeverity, Numeral, Numeral, str]


def _measured(pairs: Sequence[tuple[Numeral, Numeral]], ours: NumeralSide, theirs: NumeralSide) -> Iterator[_Slip]:
    """Yield the pairs of one value whose unit, currency or sign differs."""
    for one, other in unlike(pairs, ours, theirs):
        money = any(each.is_currency for each in (ours.measure(one), theirs.measure(other)) if each)
        rule, what = ("NUM013", "the currency differs:") if money else ("NUM012", "the unit differs:")
        yield rule, NumberSeverity.ERROR, one, other, what
    for one, other in pairs:
        named = ours.names_version(one) if one.text != other.text else ""
        if named and named == theirs.names_version(other) and not ours.measure(one):  # Python 3.10 is not 3.1
            yield "NUM011", NumberSeverity.WARN, one, other, "the name differs:"
        powers = ours.exponent(one), theirs.exponent(other)
        if all(powers) and powers[0] != powers[1]:
            yield "NUM010", NumberSeverity.ERROR, one, other, "the number differs:"
        below = ours.is_negative(one), theirs.is_negative(other)
        if below[0] != below[1] and {one.kind, other.kind} <= COUNTED:
            unsigned, side = (other, theirs) if below[0] else (one, ours)
            if not side.says_loss(unsigned):
                yield "NUM014", NumberSeverity.ERROR, one, other, "the sign differs:"
            elif ours.says_fall(one) and theirs.says_fall(other):  # fell by −5 %
                yield "NUM014", NumberSeverity.WARN, one, other, "the sign differs:"
        if severity := _sign_slip((one, other), (ours, theirs)):
            yield "NUM015", severity, one, other, "the sign differs:"


def _sign_slip(pair: tuple[Numeral, Numeral], sides: tuple[NumeralSide, NumeralSide]) -> NumberSeverity | None:
    """Return how grave it is that the signs before two numerals differ, or that words do not say what one says."""
    signs = tuple(side.relation_sign(each) for side, each in zip(sides, pair, strict=True))
    if signs[0] == signs[1] or set(signs) == {"+", "−"}:
        return None
    sign = next((each for each in signs if each and is_relation(each)), None)
    if all(signs):
        return NumberSeverity.ERROR
    at = signs.index(None)
    said = sides[at].bounds_said(pair[at]) if sign else None
    if sign is None or said is None or bound_of(sign) in said:
        return None
    return NumberSeverity.ERROR if said - {"around"} else NumberSeverity.WARN


def _slips(
    one: Numeral, other: Numeral, left: Sequence[Numeral], right: Sequence[Numeral], *, day_first: bool, point: bool
) -> list[NumberDifference]:
    """Return what is wrong with two numerals that agree: a mark, an ambiguous date, a lost year or percent sign."""
    found = []
    if other.traits & Trait.FOREIGN_MARK and (point or one.text != other.text) and not other.traits & Trait.TUPLE:
        rule = "NUM007" if other.kind is Kind.PERCENTAGE else "NUM001"
        severity = NumberSeverity.ERROR if point else NumberSeverity.WARN
        found.append(difference(rule, severity, one, other, "decimal mark of the other language in"))
    marked = other.kind in (Kind.NUMBER, Kind.PERCENTAGE) and not other.traits & (Trait.SCALED | Trait.WORD)
    if marked and one.kind in COUNTED and other.value not in one.readings and marks_of(other.text).endswith("000"):
        found.append(difference("NUM003", NumberSeverity.ERROR, one, other, "grouping mark of the other language in"))
    elif marked and one.ambiguous and other.ambiguous and _is_exchanged(marks_of(one.text), marks_of(other.text)):
        message = "grouping and decimal mark may be confused in"
        found.append(difference("NUM003", NumberSeverity.WARN, one, other, message))
    if other.kind is Kind.DATE and other.traits & Trait.NUMERIC_DATE and not day_first:
        second_only = other.ambiguous and not any(compatible(each, other.value) for each in one.readings)
        if other.value[2] is None or second_only:
            found.append(difference("NUM004", NumberSeverity.WARN, one, other, "day and month may be confused in"))
    if one.kind is other.kind is Kind.DATE and (one.value[2] is None) != (other.value[2] is None):
        year = one.value[2] or other.value[2]
        if year not in (_parts(right) if other.value[2] is None else _parts(left)):
            found.append(difference("NUM004", NumberSeverity.WARN, one, other, "the year is on one side only:"))
    named = (other if one.value[:1] == (None,) else one).traits & Trait.OPTIONAL  # a full moon, an eve
    if one.kind is other.kind is Kind.DATE and not named and (one.value[0] is None) != (other.value[0] is None):
        day = one.value[0] or other.value[0]
        if day not in (_parts(right) if other.value[0] is None else _parts(left)):
            found.append(difference("NUM004", NumberSeverity.WARN, one, other, "the day is on one side only:"))
    if {one.kind, other.kind} == {Kind.NUMBER, Kind.PERCENTAGE} and one.value == other.value:
        found.append(difference("NUM007", NumberSeverity.WARN, one, other, "a percentage on one side only:"))
    return found


def _is_exchanged(one: str, other: str) -> bool:
    """Return whether 10,000 became 10.000: no decimals, for there are no three zeros behind a decimal mark."""
    return one != other and one.endswith("000") and one.translate(_EXCHANGED) == other


def _parts(numerals: Sequence[Numeral]) -> set[Fraction]:
    """Return every part of every reading."""
    return {part for each in numerals for reading in each.readings for part in reading if part is not None}


def _leftovers(
    left_rest: list[Numeral], right_rest: list[Numeral], left: Sequence[Numeral], right: Sequence[Numeral]
) -> list[NumberDifference]:
    """Return the differences among numerals without a counterpart: those that belong together first."""
    if not left_rest and not right_rest:
        return []
    whole = left_rest[:MANY], right_rest[:MANY]
    pools = _pool(left), _pool(right)
    left_rest = [each for each in left_rest if not _repeats(each, right[:MANY], pools[1])]
    right_rest = [each for each in right_rest if not _repeats(each, left[:MANY], pools[0])]
    found = []
    paired: set[Numeral] = set()
    for relation, one, other in _sorted([*_related(left_rest[:MANY], right_rest[:MANY]), *_lone(*whole)]):
        if one not in paired and other not in paired:
            paired |= {one, other}
            found.append(difference(relation.rule, relation.severity, one, other, relation.message))
    for side, rest in (("missing:", left_rest), ("added:", right_rest)):
        alone = [each for each in rest if each not in paired and not _free(each)]
        found += [_one_sided(each, side) for each in alone]
    return found


_Candidate = tuple[NumberRelation, Numeral, Numeral]


def _related(left: Sequence[Numeral], right: Sequence[Numeral]) -> list[_Candidate]:
    """Return the pairs that belong together though they do not agree."""
    return [
        (relation, one, other)
        for one in left
        for other in right
        if not (_free(one) and _free(other)) and (relation := relation_of(one, other))
    ]


def _sorted(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the pairs that may belong together, the surest first."""
    return sorted(candidates, key=lambda each: (-each[0].strength, each[1].span, each[2].span))


def _lone(left: Sequence[Numeral], right: Sequence[Numeral]) -> Iterator[_Candidate]:
    """Yield the numerals that need no counterpart, and differ from as many, a few, that are left on the other side."""
    for group in LONE:
        first, second = ([each for each in rest if group.holds(each)] for rest in (left, right))
        if len(first) != len(second) or len(first) > _FEW or not all(map(group.is_sure, first, second)):
            continue
        severity = NumberSeverity.ERROR if group.is_error and len(first) == 1 else NumberSeverity.WARN
        for one, other in zip(first, second, strict=True):
            yield NumberRelation(2, group.rule, group.message, severity), one, other


def _free(numeral: Numeral) -> bool:
    """Return whether a numeral needs no counterpart."""
    return bool(numeral.traits & Trait.OPTIONAL) or numeral.kind is Kind.WEEKDAY


def _is_silent(numeral: Numeral) -> bool:
    """Return whether a numeral needs no counterpart whatever else the texts say: no king's."""
    return _free(numeral) and not numeral.traits & Trait.ROMAN


def _pool(numerals: Sequence[Numeral]) -> tuple[set[Fraction], set[Fraction]]:
    """Return the parts of all readings, months apart from the rest: the 3 of 3 April is not the 3 of 4 March."""
    rest: set[Fraction] = set()
    months: set[Fraction] = set()
    for each in numerals:
        for reading in each.readings if each.kind is not Kind.IDENTIFIER else ():
            parts = reading
            if each.kind is Kind.FRACTION and "/" in each.text:  # a ratio of 2/3, 2:3
                rest |= {Fraction(int(part)) for part in _WHOLE.findall(each.text)}
            if each.kind is Kind.ORDINAL:  # the fifth month
                months |= {part for part in reading if part is not None}
            if each.kind is Kind.DATE:
                months |= {part for part in reading[1:2] if part is not None}
                parts = (reading[0], reading[2])
            rest |= {part for part in parts if part is not None}
    return rest, months


def _repeats(numeral: Numeral, others: Sequence[Numeral], pool: tuple[set[Fraction], set[Fraction]]) -> bool:
    """Return whether the other side says it too: again, or in parts (from 3 to 9; September 23 and 24)."""
    if any(agree(numeral, other) for other in others):
        return True
    rest, months = pool
    if numeral.kind is Kind.TIME:  # 5h 34' 28", 9h-11h
        return any(set(reading) - {None} <= rest | _SHARP for reading in numeral.readings)
    if numeral.kind is Kind.IDENTIFIER:
        return False
    if numeral.kind is Kind.FRACTION and "/" in numeral.text:  # nine out of ten
        return {Fraction(int(part)) for part in _WHOLE.findall(numeral.text)} <= rest
    if numeral.kind is Kind.DATE:
        day, month, year = numeral.value
        return {day, year} - {None} <= rest and {month} - {None} <= months
    return any(set(reading) - {None} <= rest for reading in numeral.readings)


def _one_sided(numeral: Numeral, message: str) -> NumberDifference:
    """Return the difference of a numeral that the other side does not have.

    A number in words, a month, a name, 1 or 2 (both) may be left out or said otherwise; other digits may not.
    """
    name = numeral.kind is Kind.IDENTIFIER
    month = numeral.kind is Kind.DATE and numeral.value[0] is None
    loose = name or month or bool(numeral.traits & Trait.WORD) or numeral.value in _NOT_COUNTED
    source, target = (numeral, None) if message == "missing:" else (None, numeral)
    severity = NumberSeverity.WARN if loose else NumberSeverity.ERROR
    return difference("NUM011" if name else "NUM010", severity, source, target, message)
