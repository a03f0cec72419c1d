"""Round the clock, which languages put into other figures: 24/7, 24h/24 et 7j/7, 7/24, 24時間365日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from songngu.corpus.language.numerals.numeral import Kind, Numeral

_ALWAYS = re.compile(r"24/(?:7|24)")
_PARTS = frozenset(map(Fraction, (24, 7, 365, 1))) | {Fraction(24, 7), Fraction(7, 24)}
_NAMES = frozenset(("24h", "7j", "7d", "365j", "365d"))


def without_always(left: Sequence[Numeral], right: Sequence[Numeral]) -> tuple[list[Numeral], list[Numeral]]:
    """Return the numerals of two texts; without those that say round the clock where only one has 24/7 for it."""
    says = [any(map(_is_always, side)) for side in (left, right)]
    if says[0] == says[1]:
        return list(left), list(right)
    return [each for each in left if not _is_part(each)], [each for each in right if not _is_part(each)]


def _is_always(numeral: Numeral) -> bool:
    return numeral.kind is Kind.FRACTION and bool(_ALWAYS.fullmatch(numeral.text))


def _is_part(numeral: Numeral) -> bool:
    if numeral.kind is Kind.IDENTIFIER:
        return numeral.name in _NAMES
    return numeral.kind in (Kind.NUMBER, Kind.FRACTION, Kind.TIME) and numeral.value[0] in _PARTS
