"""The pattern of the most frequent units: two texts with attributes, properties, notes, and codes that hold none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Of bytes, as all that parts a unit is ASCII: nothing is decoded but what becomes a column.
SPACE = r"[ \n\t]*+"
_INSIDE = r"[^<>]*+"
_META = rf"((?:<(?:prop|note){_INSIDE}>[^<]*+</(?:prop|note)>{SPACE})*+)"
CODES = r"(?:<(?:bpt|ept|it|ph|ut)[^<>]*+>(?:[^<]*+</(?:bpt|ept|it|ph|ut)>)?+[^<]*+)*+"
_VARIANT = rf"<tuv({_INSIDE})>{SPACE}{_META}<seg>([^<]*+{CODES})</seg>{SPACE}</tuv>{SPACE}"
UNIT = re.compile(rf"(<tu({_INSIDE})>{SPACE}{_META}{_VARIANT}{_VARIANT}</tu>){SPACE}".encode())
SIDES = ("first", "second")
GROUPS = ("attributes", "meta", *(f"{side}{part}" for side in SIDES for part in ("_attributes", "_meta", "")))
COLUMNS = ("unit", *GROUPS)
"""What the pattern finds of a unit: itself, and what it parts one into."""

_WIDTH = len(COLUMNS) + 1
_BETWEEN = re.compile(rb"(?=<tu[ \n\t>])")
_END = re.compile(rb"</body>\s*</tmx>\s*")
_TAIL = b"</body>"
END = b"</body></tmx>"
"""What closes a file whose units can be told from their tags."""

MARK = b"\0"
"""What parts units that are told apart; none holds it."""

_MARKED = re.compile(MARK + UNIT.pattern + rb"(?=\0)")


@dataclass(frozen=True, slots=True)
class FoundUnits:
    """Units as they are written: those that the pattern admits as ``columns`` of bytes, ``unit`` and what it parts one
    into, null at the places of the ``others``.
    """

    columns: dict[str, list[bytes | None]]
    others: dict[int, bytes]

    def unit(self, place: int) -> bytes:
        """Return a unit as it is written."""
        return self.columns["unit"][place] or self.others[place]


def without_end(data: bytes) -> bytes | None:
    """Return the units of the last part of a file, None where more than the end of their elements stands behind."""
    end = max(data.rfind(_TAIL), 0)
    return data[:end] if _END.fullmatch(data, end) else None


def find_units(data: bytes) -> FoundUnits | None:
    """Return the units of a part of a file, one after the other; None where that cannot be told from their tags.

    Lines must end with a line feed alone. What is in a comment may be told too: where no unit that is not alike holds
    one, none does.
    """
    found = UNIT.split(data)
    between = {place: _BETWEEN.split(text) for place, text in enumerate(found[::_WIDTH]) if text.strip()}
    if any(before.strip() for before, *_ in between.values()):
        return None
    return _placed(found, {place: units for place, (_, *units) in between.items()})


def units_in_turn(units: Sequence[bytes]) -> FoundUnits:
    """Return units that are told apart, each whatever it may be; none holds the character 0."""
    found = _MARKED.split(b"".join(MARK + unit for unit in units) + MARK)
    found[-1] = found[-1].removesuffix(MARK)
    between = {place: text.split(MARK)[1:] for place, text in enumerate(found[::_WIDTH]) if text}
    return _placed(found, between)


def _placed(found: list[bytes], between: dict[int, list[bytes]]) -> FoundUnits:
    """Lay out what the pattern split, and what is ``between`` the units it admits, by the number of those before."""
    columns: dict[str, list[bytes | None]] = {name: [] for name in COLUMNS}
    others: dict[int, bytes] = {}
    start = 0
    for place, odd in [*between.items(), (len(found) // _WIDTH, [])]:
        others |= enumerate(odd, len(columns["unit"]) + place - start)
        for number, column in enumerate(columns.values(), 1):
            column.extend(found[start * _WIDTH + number : place * _WIDTH : _WIDTH])
            column.extend([None] * len(odd))
        start = place
    return FoundUnits(columns, others)


def holds_more(unit: bytes) -> bool:
    """Tell whether a unit that is not alike holds a comment, an instruction or a section of characters."""
    return b"<!" in unit or b"<?" in unit
