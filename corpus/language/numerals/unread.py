"""Numerals beside a language of which only digits are read: *3 mai*, *15 h 30*, *deux*, *2 millions* in French."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from songngu.corpus.language.numerals.agreement import agree, loosely
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.tags import base_language

# Numbers up to the first are mostly written in words somewhere, up to the second often.
_SMALL, _TWO_DIGITS = 20, 100
_QUARTER = re.compile(r"[qt][1-4]")
_WORD_AND_NUMBER = re.compile(r"[^\W\d_]{4,}-(\d+)")
# By what scale words may stand for: thousands and millions, in India hundreds of thousands and tens of millions.
_SAID = range(1, _SMALL + 1)
_STEPS = (10**3, 10**6, 10**9, 10**12)
_INDIAN_STEPS = (10**3, 10**5, 10**6, 10**7, 10**9)
_INDIAN = frozenset(("bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "si", "ta", "te", "ur"))
# 1990er is a decade, 19e an ordinal, 3D has three dimensions; 5G is a name.
_COUNTED = re.compile(r"(\d+)(?:ers?|es?|ème|ste|te|[ºª]|(?<=(?<!\d)[1-9])[dD])")


def beside_unread(numerals: Sequence[Numeral], others: Sequence[Numeral], lang: str) -> list[Numeral]:
    """Return the numerals as far as ``others``, of a text in ``lang`` of which only digits are read, can bear them out.

    The name of a month, a part of the day, a scale word and a number in words are not read there: dates and times that
    have no equal are their digits, scaled numbers also the number before the scale, and words need no counterpart.
    """
    return [part for each in numerals for part in _parts(each, others, lang)]


def without_named(rest: Sequence[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """Return what is left of a text without the names whose number ``others`` have: Web3 where they have 웹3."""
    return [
        each
        for each in rest
        if each.kind is not Kind.IDENTIFIER or not any(_is_rendered(each, other) for other in others[:MANY])
    ]


def _is_rendered(name: Numeral, other: Numeral) -> bool:
    """Return whether a name with a number may be rendered: Web3 by 웹3, Layer-2 by Lapisan-2, Q1 by T1."""
    if other.kind is Kind.QUARTER:
        return bool(_QUARTER.fullmatch(name.name)) and other.value[0] == int(name.name[1])
    one, two = _WORD_AND_NUMBER.fullmatch(name.name), _WORD_AND_NUMBER.fullmatch(other.name)
    if other.kind is Kind.IDENTIFIER:
        return bool(one and two and one[1] == two[1])
    return loosely(name, other)


def _parts(numeral: Numeral, others: Sequence[Numeral], lang: str) -> Iterator[Numeral]:
    alike = any(agree(numeral, other) for other in others[:MANY])
    if alike:
        yield numeral
    elif numeral.kind is Kind.IDENTIFIER:
        counted = _COUNTED.fullmatch(numeral.text)
        yield _number(numeral, (Fraction(int(counted[1])),), lang) if counted else numeral
    elif numeral.kind is Kind.DATE and numeral.value[1] is not None:
        day, _, year = numeral.value
        yield from (_number(numeral, (part,), lang) for part in (day, year) if part is not None)
    elif numeral.kind is Kind.TIME:
        hours = tuple(dict.fromkeys(hour for reading in numeral.readings for hour in _hours(reading[0])))
        yield _number(numeral, hours, lang)
        yield from (_number(numeral, (minute,), lang) for minute in [numeral.value[1]] if minute)
    else:
        yield _loose(numeral, lang)


def _hours(hour: Fraction | None) -> tuple[Fraction, ...]:
    known = hour or Fraction(0)
    return known, (known + 12) % 24


def _number(numeral: Numeral, values: Sequence[Fraction], lang: str) -> Numeral:
    traits = numeral.traits & (Trait.WORD | Trait.OPTIONAL)
    return _loose(Numeral(Kind.NUMBER, numeral.span, numeral.text, tuple((value,) for value in values), traits), lang)


def _loose(numeral: Numeral, lang: str) -> Numeral:
    """Return a numeral that may stand in words on the other side as one that needs no counterpart."""
    value = numeral.value[0] if numeral.value else None
    traits = numeral.traits
    whole = numeral.kind in (Kind.NUMBER, Kind.ORDINAL) and value is not None and value.denominator == 1
    if numeral.traits & Trait.WORD or numeral.kind in (Kind.CENTURY, Kind.DECADE, Kind.QUARTER):
        traits |= Trait.OPTIONAL
    elif whole and value is not None and value <= _TWO_DIGITS:
        traits |= Trait.WORD | (Trait.OPTIONAL if value <= _SMALL else Trait.NONE)
    readings = numeral.readings
    if numeral.traits & Trait.SCALED and numeral.kind in (Kind.NUMBER, Kind.RANGE) and value is not None:
        steps = [step for step in (_INDIAN_STEPS if base_language(lang) in _INDIAN else _STEPS) if step <= value]
        readings += tuple(tuple(part and part / step for part in numeral.value) for step in steps)
        if numeral.kind is Kind.NUMBER and any(value / step in _SAID for step in steps):
            traits |= Trait.WORD  # two million are *deux millions*, a million *un millón*
            traits |= Trait.OPTIONAL if value in steps else Trait.NONE
    return replace(numeral, readings=readings, traits=traits)
