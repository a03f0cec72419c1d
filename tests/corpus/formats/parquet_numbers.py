"""The numbers in the footer and the page headers of a Parquet file, to be made others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from songngu.corpus.formats.parquet_layout import _Structs

_TAIL = 8


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """What a number counts, and its bytes."""

    name: str
    start: int
    end: int


class _Noted(_Structs):
    """A reader that notes where the number of each field of a struct stands."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.numbers: list[tuple[int, int, int]] = []

    def _signed(self) -> int:
        start = self.at
        number = super()._signed()
        self.numbers.append((number, start, self.at))
        return number


def numbers_of(data: bytes) -> Iterator[NumberPlace]:
    """Yield the numbers of a file that is whole, those that name a count, a size or an offset."""
    start = _footer(data)
    noted = _Noted(data[start:-_TAIL])
    footer = noted.struct()
    wanted = {"rows": {footer[3]}}
    for group in footer[4]:
        wanted.setdefault("group rows", set()).add(group[3])
        for chunk in group[1]:
            said = chunk[3]
            for name, field in (("packed", 7), ("offset", 9)):
                wanted.setdefault(name, set()).add(said[field])
            yield from _pages(data, min(said[9], said.get(11) or said[9]), said[7])
    read = Counter(number for number, _, _ in noted.numbers)
    for name, numbers in wanted.items():
        for number, first, end in noted.numbers:
            if number in numbers and read[number] == 1:
                yield NumberPlace(name, start + first, start + end)


def _pages(data: bytes, at: int, length: int) -> Iterator[NumberPlace]:
    end = at + length
    while at < end:
        noted = _Noted(data[at:end])
        header = noted.struct()
        for name, number in (("page uncompressed", 1), ("page packed", 2), ("page values", 3)):
            _, first, last = noted.numbers[number]
            yield NumberPlace(name, at + first, at + last)
        at += noted.at + int(header[3])


def with_number(data: bytes, place: NumberPlace, number: int) -> bytes:
    """Return a file with another number at a place, and the length of its footer as it then is."""
    start = _footer(data)
    changed = data[: place.start] + _zigzag(number) + data[place.end :]
    if place.start < start:
        return changed
    return changed[:-_TAIL] + (len(changed) - _TAIL - start).to_bytes(4, "little") + data[-4:]


def _footer(data: bytes) -> int:
    return len(data) - _TAIL - int.from_bytes(data[-_TAIL:-4], "little")


def _zigzag(number: int) -> bytes:
    left, out = number << 1, b""
    while left > 0x7F:
        out += bytes([left & 0x7F | 0x80])
        left >>= 7
    return out + bytes([left])
