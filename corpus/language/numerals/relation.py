"""Numerals that do not agree and yet belong together: what differs between them, and how sure that is a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from songngu.corpus.language.numerals.agreement import COUNTED
from songngu.corpus.language.numerals.convention import Convention, parse_digits
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait


class NumberSeverity(StrEnum):
    """How sure it is that a difference is a slip."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class NumberRelation:
    """Why two numerals that differ may still belong together; the strongest is paired first."""

    strength: int
    rule: str
    message: str
    severity: NumberSeverity = NumberSeverity.ERROR


_ONE = (Fraction(1),)
_RULES = {
    Kind.DATE: "NUM004",
    Kind.QUARTER: "NUM004",
    Kind.DECADE: "NUM004",
    Kind.CENTURY: "NUM009",
    Kind.TIME: "NUM005",
    Kind.FRACTION: "NUM006",
    Kind.PERCENTAGE: "NUM007",
    Kind.RANGE: "NUM008",
    Kind.ORDINAL: "NUM009",
    Kind.IDENTIFIER: "NUM011",
}
_DIFFERS = {
    Kind.DATE: "the date differs:",
    Kind.QUARTER: "the quarter differs:",
    Kind.DECADE: "the decade differs:",
    Kind.TIME: "the time differs:",
    Kind.RANGE: "the range differs:",
}


def relation_of(one: Numeral, other: Numeral) -> NumberRelation | None:
    """Return how two numerals that do not agree may belong together, or None."""
    kinds, traits = {one.kind, other.kind}, one.traits | other.traits
    if Kind.IDENTIFIER in kinds:
        return _name_relation(one, other)
    if any(each.traits & Trait.OPTIONAL and each.value == _ONE for each in (one, other)):
        return None
    if kinds == {Kind.RANGE, Kind.NUMBER} and not traits & Trait.OPTIONAL:
        return NumberRelation(3 + (_digits(one) == _digits(other)), "NUM008", "a range on one side only:")
    if kinds <= COUNTED:
        return _number_relation(one, other)
    if one.kind is other.kind and one.kind in _DIFFERS:
        return NumberRelation(3, _RULES[one.kind], _DIFFERS[one.kind])
    return None


def _name_relation(one: Numeral, other: Numeral) -> NumberRelation | None:
    """Return the relation of names that share letters or digits (GPT-4, GPT-3; A100, H100)."""
    if one.kind is not other.kind:
        return None
    letters = [{letter for letter in each.name if letter.isalpha()} for each in (one, other)]
    if _digits(one) == _digits(other) or letters[0] == letters[1]:
        return NumberRelation(4, "NUM011", "the name differs:")
    return None


def _number_relation(one: Numeral, other: Numeral) -> NumberRelation | None:
    """Return the relation of two amounts: another mark, another scale, other digits."""
    first, second = one.value[0], other.value[0]
    if not first or not second:
        return NumberRelation(1, "NUM010", "the number differs:")
    if _digits(one) == _digits(other):
        rule = _mark_rule(one, other)
        if one.text == other.text and first.denominator > 1 and not one.traits & Trait.SCALED:
            return NumberRelation(5, rule, "grouping and decimal mark may be confused in", NumberSeverity.WARN)
        if _may_be_equal(one, other):
            message = "grouping and decimal mark may be confused in"
            return NumberRelation(5, "NUM003", message, NumberSeverity.WARN)
        message = "scale word differs:" if rule == "NUM002" else "decimal or grouping mark differs:"
        return NumberRelation(5, rule, message)
    ratio = first / second if first > second else second / first
    whole = Kind.FRACTION not in (one.kind, other.kind)
    if (
        whole
        and ratio.denominator == 1
        and ratio > 1
        and set(str(ratio.numerator)[1:]) == {"0"}
        and str(ratio)[0] == "1"
    ):
        scaled = (one.traits | other.traits) & Trait.SCALED
        return NumberRelation(4, "NUM002" if scaled else "NUM003", "the numbers differ by powers of ten:")
    rule = next((_RULES[each.kind] for each in (one, other) if each.kind in _RULES), "NUM010")
    if rule == "NUM010" and (one.traits | other.traits) & Trait.WORD:
        rule = "NUM009"
    return NumberRelation(2 if one.kind is other.kind else 1, rule, "the number differs:")


_EXCHANGED = str.maketrans(",.", ".,")
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")


def _may_be_equal(one: Numeral, other: Numeral) -> bool:
    """Return whether 3.200 stands beside 3,200, or 3,200 of the source beside 3200, by a mark unusual in its text."""
    if (one.traits | other.traits) & Trait.SCALED or not _GROUPED.fullmatch(marks_of(one.text)):
        return False
    return marks_of(other.text) == marks_of(one.text).translate(_EXCHANGED) or other.text.isdecimal()


def _mark_rule(one: Numeral, other: Numeral) -> str:
    """Return the rule for equal digits with unequal values: the scale word's where the marks agree, else theirs."""
    if one.kind is Kind.FRACTION or other.kind is Kind.FRACTION:
        return "NUM006"
    values = [parse_digits(marks_of(each.text), Convention.POINT)[0] for each in (one, other)]
    commas = [parse_digits(marks_of(each.text), Convention.COMMA)[0] for each in (one, other)]
    if marks_of(one.text) != marks_of(other.text) and values[1] == commas[0] != ():
        return "NUM002"
    if not any(mark in marks_of(one.text) + marks_of(other.text) for mark in ".,"):
        return "NUM002"
    return "NUM003" if one.value[0] and one.value[0].denominator == 1 and not one.traits & Trait.SCALED else "NUM001"


def marks_of(text: str) -> str:
    """Return the digits and marks of a numeral's text."""
    return "".join(letter for letter in text if letter.isdigit() or letter in ".,").strip(".,") or "0"


def _digits(numeral: Numeral) -> str:
    return "".join(letter for letter in numeral.text if letter.isdigit()) or numeral.text.lower()
