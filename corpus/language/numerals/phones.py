"""Telephone numbers: the same with the prefix of the country, and however their digits are grouped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.numeral import Numeral

_PHONE = re.compile(r"(?<![\w.,/+-])(?:\+|\(?0)\d(?:[ .()\u00a0‑-]{0,2}\d){7,13}(?![\w/]|[.,-]\d)")
_LEAST_DIGITS = 8
_LONGEST_PREFIX = 3


def without_phones(
    left: Sequence[Numeral], source: str, right: Sequence[Numeral], target: str
) -> tuple[list[Numeral], list[Numeral]]:
    """Return the numerals of two texts without those of telephone numbers that both have.

    *0912 345 678* and *+84 912 345 678* are one: abroad the prefix of the country stands for the 0.
    """
    ours, theirs = _phones(source), _phones(target)
    kept = [at for number, at in ours if any(_is_same(number, other) for other, _ in theirs)]
    said = [at for number, at in theirs if any(_is_same(number, other) for other, _ in ours)]
    return _outside(left, kept), _outside(right, said)


def _phones(text: str) -> list[tuple[str, Span]]:
    """Return the telephone numbers of a text, a plus or a 0 before the digits, and where they stand."""
    if "0" not in text and "+" not in text:
        return []
    return [(re.sub(r"[^\d+]", "", found[0]), Span(*found.span())) for found in _PHONE.finditer(text)]


def _is_same(one: str, other: str) -> bool:
    abroad, home = (one, other) if one.startswith("+") else (other, one)
    if abroad == home or not abroad.startswith("+") or home.startswith("+"):
        return abroad == home
    own = home[1:]
    prefix = len(abroad) - 1 - len(own)
    return len(own) >= _LEAST_DIGITS and abroad.endswith(own) and 1 <= prefix <= _LONGEST_PREFIX


def _outside(numerals: Sequence[Numeral], spans: Sequence[Span]) -> list[Numeral]:
    return [each for each in numerals if not any(at.start < each.span.end and each.span.start < at.end for at in spans)]
