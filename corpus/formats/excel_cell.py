"""The text of a cell of Excel: what XML cannot hold is written in codes, and a cell holds so many characters.

A code stands for a character that XML cannot hold, and for the beginning of a code (ST_Xstring, ECMA-376 part 1,
22.9.2.19). Excel counts UTF-16 units, those of codes included.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from songngu.corpus.formats.fields import FORBIDDEN

LENGTH = 32_767
"""The characters that a cell holds."""

_CODE = re.compile(r"_x((?![dD][89A-Fa-f])[0-9A-Fa-f]{4})_")
_CODED = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}_)|\r|{FORBIDDEN}")
_CODE_LENGTH = 7


def coded(text: str) -> str:
    """Return a text as a cell has it."""
    return _CODED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def decoded(text: str) -> str:
    """Return the text that a cell stands for."""
    return _CODE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def fitting(text: str) -> str:
    """Return the text or, where a cell cannot hold it, as much of its beginning as it can."""
    if len(text) <= LENGTH // _CODE_LENGTH or _units(text) <= LENGTH:
        return text
    return text[: bisect_right(range(len(text) + 1), LENGTH, key=lambda end: _units(text[:end])) - 1]


def fills_cell(text: str) -> bool:
    """Tell whether a text is as long as those that are cut, so that nobody can say whether it was."""
    return len(text) > LENGTH // _CODE_LENGTH - 1 and _units(text) > LENGTH - _CODE_LENGTH


def _units(text: str) -> int:
    return len(coded(text).encode("utf-16-le")) // 2
