"""Numerals as Chinese, Japanese and Korean write them, read to figures: 三百二十, 二〇二四, 2,500万, 5억 2천만.

They count in myriads: 万 (만) is ten thousand, 亿 (億, 억) a hundred million, 兆 (조) a million million; before each
stand up to four places, as figures or with 千 百 十.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_SIGNS = ("〇零", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_SIGNS) for sign in signs}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "백": 100, "千": 1000, "仟": 1000, "천": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
_THOUSANDS = (10**12, 10**9, 10**6)

_FIGURES = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PLACE, _MYRIAD, _HAN = ("[" + "".join(signs) + "]" for signs in (_PLACES, _MYRIADS, _DIGITS))
_COUNTED = rf"(?:{_FIGURES}{_PLACE}?)+{_MYRIAD}|{_FIGURES}{_PLACE}"
# A numeral begins with a digit or with 十: 万一, 千万 and 百 alone are words of their own, as one sign alone may be.
_NUMERAL = re.compile(
    rf"(?:{_COUNTED})(?:\s?(?:{_COUNTED}))*(?:{_FIGURES})?|(?:{_HAN}|[十拾])(?:{_HAN}|[十拾百佰千仟万萬亿億兆])+"
)
_PART = re.compile(rf"(?P<figures>{_FIGURES})|(?P<han>{_HAN}+)|(?P<place>{_PLACE})|(?P<myriad>{_MYRIAD})")


def in_thousands(text: str) -> str:
    """Return ``text`` with its numerals of more than one sign as languages that count in thousands write the figures.

    三百二十 is 320, 45万 is 450000, 2,500万 is 25 as in *25 million*: a view to compare by, not a text to show.
    """
    return _NUMERAL.sub(lambda found: _figures(found[0]), text)


def _figures(numeral: str) -> str:
    if all(sign in _DIGITS for sign in numeral):
        return _positional(numeral)
    value = sum(_sections(numeral), Decimal(0))
    unit = next((unit for unit in _THOUSANDS if value >= unit), 1)
    return f"{(value / unit).normalize():f}"


def _positional(signs: str) -> str:
    return "".join(str(_DIGITS[sign]) for sign in signs)


def _sections(numeral: str) -> Iterator[Decimal]:
    """Yield the value of each part that ends with a sign for myriads, and of the rest."""
    section, digits = Decimal(0), None
    for part in _PART.finditer(numeral):
        if part["figures"]:
            digits = Decimal(part[0].replace(",", ""))
        elif part["han"]:
            digits = Decimal(_positional(part[0]))
        elif part["place"]:
            section, digits = section + (1 if digits is None else digits) * _PLACES[part[0]], None
        else:
            yield (section + (digits or 0) or Decimal(1)) * _MYRIADS[part[0]]
            section, digits = Decimal(0), None
    yield section + (digits or 0)
