"""Text on a terminal: how many columns it takes, cut and filled to a width, and without what steers the terminal."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from songngu.corpus.files.copy_name import url_of

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_UNICODE = "latest"
"""The tables of widths, whatever the environment says of the terminal."""
_SEPARATORS = range(0x1C, 0x20)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def quantity(count: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: ``1 row``, ``1,204 rows``; ``many`` is a plural that is not regular."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def floored(share: float, digits: int = 2) -> str:
    """Return a probability or a share with so many digits after the point, rounded down: only what is 1 shows as 1."""
    scale = 10**digits
    return f"{math.floor(share * scale + 1e-7) / scale:.{digits}f}"


def display_width(text: str) -> int:
    """Return the columns ``text`` takes on a terminal: combining and invisible characters none, wide ones two, and
    characters that are shown as one sign those of the sign.
    """
    from rich.cells import cell_len

    return cell_len(text, _UNICODE)


def character_width(character: str) -> int:
    """Return the columns one character takes: 0, 1 or 2."""
    from rich.cells import get_character_cell_size

    return get_character_cell_size(character, _UNICODE)


def printable(text: str) -> str:
    """Return ``text`` with a sign for each character that would steer the terminal, a space for white space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or (unicodedata.category(c) == "Cf" and c not in _BIDI) else _sign(c) for c in text
    )


def _sign(character: str) -> str:
    code = ord(character)
    if character.isspace() and code not in _SEPARATORS:
        return " "
    return "␡" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "�"


def escaped(json: str) -> str:
    """Return JSON with what steers a terminal, or turns the direction of a text, as escapes that mean the same."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def fitted(text: str, columns: int) -> str:
    """Return ``text`` cut, with an ellipsis, or filled with spaces to exactly ``columns`` columns."""
    from rich.cells import set_cell_size

    if display_width(text) <= columns:
        return set_cell_size(text, columns, _UNICODE)
    cut = set_cell_size(text, columns - 1, _UNICODE)
    kept = cut.rstrip(" ") if not text.startswith(cut) else cut  # half of a wide character was left out
    return kept + "…" + " " * (columns - 1 - display_width(kept))


def shortened(messages: Sequence[str], most: int) -> list[str]:
    """Return the first of some messages and, where there are more than ``most``, how many those are."""
    more = len(messages) - most
    return [*messages[:most], *([f"{more} more like the last"] if more > 0 else [])]


def shown_path(path: str) -> str:
    """Return a path as it was given, of one from the root of the machine only the name, of a copy its URL."""
    if url := url_of(path):
        return url
    return Path(path).name if Path(path).is_absolute() else Path(path).as_posix()
