"""Sizes of the parts of a split: how many rows each is to have, as a share of all or as a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from songngu.corpus.errors import UsageError

REST = "rest"

_FORM = "train=0.98,dev=0.01,test=0.01 or train=rest,dev=2000,test=2000"
_PART = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9_-]*)\s*=\s*([^\s,]+)\s*")
_COUNT = re.compile(r"[0-9]+")
_SHARE = re.compile(r"(?:[0-9]+\.[0-9]*|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class PartSizes:
    """The parts of a split in order, each with its share of the rows, its number of rows, or None for what is left."""

    parts: tuple[tuple[str, Fraction | int | None], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(name for name, _ in self.parts)

    @property
    def largest(self) -> str:
        """The part that takes what the others leave: the one said to, else the first of the largest share."""
        for name, amount in self.parts:
            if amount is None:
                return name
        return max(self.parts, key=lambda part: Fraction(part[1] or 0))[0]

    def sizes(self, rows: int) -> dict[str, int]:
        """Return the rows of each part, of so many in all; raise UsageError where there are too few."""
        wanted = {name: _rows(amount, rows) for name, amount in self.parts if name != self.largest}
        left = rows - sum(wanted.values())
        if left < 0:
            raise UsageError(f"a split of {sum(wanted.values()):,} rows and more cannot be made of {rows:,}")
        return {name: wanted.get(name, left) for name in self.names}

    def __str__(self) -> str:
        amounts = ((name, REST if amount is None else amount) for name, amount in self.parts)
        return ",".join(f"{name}={float(x) if isinstance(x, Fraction) else x}" for name, x in amounts)


def parse_part_sizes(text: str) -> PartSizes:
    """Read shares such as ``train=0.98,dev=0.01,test=0.01`` or ``train=rest,dev=2000,test=2000``.

    A number with a decimal point is a share, one without a number of rows; one part may have the ``rest``.

    Raises UsageError where the form is another, a name stands twice, shares do not sum to 1, or rows are numbered and
    no part has the rest.
    """
    parts = tuple(_part(item) for item in text.split(","))
    sizes = PartSizes(parts)
    twice = next((name for name in sizes.names if sizes.names.count(name) > 1), None)
    if twice:
        raise UsageError(f"a split has one part named {twice}, not two")
    amounts = [amount for _, amount in parts]
    total = sum((amount for amount in amounts if isinstance(amount, Fraction)), Fraction(0))
    if amounts.count(None) > 1:
        raise UsageError("only one part of a split can have the rest")
    if None in amounts and total >= 1:
        raise UsageError(f"the shares of a split sum to {float(total):g}: nothing is left for the rest")
    if None not in amounts and any(isinstance(amount, int) for amount in amounts):
        raise UsageError("no part of the split has the rows that are left", hint=f"give one {REST}: {_FORM}")
    if None not in amounts and total != 1:
        raise UsageError(f"the shares of a split sum to {float(total):g}, not to 1", hint=f"for example {_FORM}")
    return sizes


def _part(item: str) -> tuple[str, Fraction | int | None]:
    match = _PART.fullmatch(item)
    if not match:
        raise UsageError(f"{item.strip()!r} is no part of a split", hint=f"write NAME=SHARE, as in {_FORM}")
    name, amount = match.groups()
    if amount == REST:
        return name, None
    if _COUNT.fullmatch(amount):
        return name, int(amount)
    if not _SHARE.fullmatch(amount):
        raise UsageError(f"{amount!r} is no share of a split", hint=f"write a share, a number or {REST}, as in {_FORM}")
    return name, Fraction(amount)


def _rows(amount: Fraction | int | None, rows: int) -> int:
    return round(rows * amount) if isinstance(amount, Fraction) else amount or 0
