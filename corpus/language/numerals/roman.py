"""Roman numerals up to 39, the ones centuries, quarters and chapters are counted in."""

from __future__ import annotations

ROMAN = r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}"
"""A pattern for Roman numerals from 1 to 39 in lower case."""

_VALUES = {"i": 1, "v": 5, "x": 10}


def roman(text: str) -> int:
    """Return the value of a Roman numeral in lower case; a smaller letter before a larger one is taken off."""
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
