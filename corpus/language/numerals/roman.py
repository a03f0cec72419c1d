"""Roman numerals up to 39, the ones centuries, quarters and chapters are counted in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.profile import Beside, Reader, Scan

ROMAN = r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}"
"""A pattern for Roman numerals from 1 to 39 in lower case."""

_VALUES = {"i": 1, "v": 5, "x": 10}


def roman(text: str) -> int:
    """Return the value of a Roman numeral in lower case; a smaller letter before a larger one is taken off."""
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


_BEFORE = re.compile(r"([^\W\d_]{3,})[ \u00a0]$")
_NUMERAL = re.compile(rf"(?:{ROMAN})(?!\w|[-‑][^\W\d])")
_AFTER_PART = re.compile(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+)?[ \u00a0](?=[IVX]+(?!\w))")
# The first of a name that is spelt otherwise here: John Paul I.
_FIRST = re.compile(r"(?<!\w)[A-Z][^\W\d_]+[ \u00a0](I)(?=[.,;:!?)”\"]|$)")
_TRAITS = Trait.OPTIONAL | Trait.ROMAN


def roman_starters(parts: str) -> dict[str, tuple[Reader, ...]]:
    """Return the readers of Roman numerals: of two letters and more anywhere, of one behind one of the ``parts``."""
    readers: dict[str, tuple[Reader, ...]] = {name: (_alone,) for name in map(written, range(2, 40)) if len(name) > 1}
    return readers | dict.fromkeys(parts.split(), (_of_part,))


def beside_parts(parts: str, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, Beside]:
    """Return what stands behind the ``parts``: a Roman numeral, a word between at the most, or what ``more`` says."""
    roman = r"(?:[^\W\d_]+ )?[ivx]+(?!\w)"
    return {part: Beside(re.compile(f"{roman}|{more[part]}" if part in more else roman)) for part in parts.split()}


def written(number: int) -> str:
    """Return a number from 1 to 39 as a Roman numeral in lower case."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]


def other_number(numeral: Numeral, text: str, other: str) -> Span | None:
    """Return where ``other`` gives the name before a Roman numeral of ``text`` another: Elizabeth II, Elizabeth I."""
    name = _BEFORE.search(text, 0, numeral.span.start) if numeral.traits & Trait.ROMAN else None
    if not name or not name[1][0].isupper():
        return None
    found = [*re.finditer(rf"(?<!\w){re.escape(name[1])}[ \u00a0]([IVX]+)(?!\w)", other)]
    found = found or [*_FIRST.finditer(other)]
    if not found or any(each[1] == numeral.text for each in found):
        return None
    return Span(*found[0].span(1))


def _alone(scan: Scan, start: int) -> Numeral | None:
    """Read VIII in capitals: in small letters it is a word, or the number of an item."""
    match = _NUMERAL.match(scan.lower, start)
    if not match or not scan.text[start : match.end()].isupper():
        return None
    value = (Fraction(roman(match[0])),)
    return scan.numeral(Kind.NUMBER, start, match.end(), value, traits=_TRAITS)


def _of_part(scan: Scan, start: int) -> Numeral | None:
    """Read the V of chương V and Chapter V."""
    part = _AFTER_PART.match(scan.text, start)
    return part and _alone(scan, part.end())
