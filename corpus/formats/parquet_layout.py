"""What a Parquet file says of its counts, sizes and offsets, held against the file before it is read by them.

A reader asks for the memory that a header names. One damaged byte there ends the process, where no exception is caught.
The footer and the headers of pages are structs of Thrift's compact protocol (apache/parquet-format, parquet.thrift).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from songngu.corpus.errors import InputError
from songngu.corpus.formats.compression import is_bomb

_MAGIC = b"PAR1"
_TAIL = 8
_HEADER = 1 << 10
_DEEPEST = 16
_REPEATED = 2
_DATA, _DICTIONARY, _DATA_2 = 5, 7, 8
_INDEX = 1
_ENCODINGS = frozenset(range(10)) - {1}
_PAGES = {0: _DATA, 2: _DICTIONARY, 3: _DATA_2}

Struct = Mapping[int, Any]

_SEEN: dict[tuple[int, int, int, int], None] = {}
"""Files that were found whole in this process, by device, number, size and time of their last change."""
_SEEN_MOST = 4096


class _DamageError(ValueError):
    """What a header says that its file cannot hold."""


def check_layout(file: Path | BinaryIO, path: str | Path) -> None:
    """Raise InputError, of ``path``, where a Parquet file cannot hold the rows, values, pages or bytes that it names.

    Only the footer and the headers of pages are read. A file that did not change since is not looked at again. Raises
    OSError where it cannot be opened.
    """
    if isinstance(file, Path):
        with file.open("rb") as stream:
            check_layout(stream, path)
        return
    known = os.fstat(file.fileno())
    key = known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns
    if key in _SEEN:
        return
    try:
        _check(file, known.st_size)
    except (_DamageError, KeyError, TypeError, AttributeError, IndexError) as error:
        reason = str(error) if isinstance(error, _DamageError) else "its footer lacks what a reader needs"
        raise InputError(f"not a Parquet file that can be read: {reason}", path=str(path)) from error
    finally:
        file.seek(0)
    if len(_SEEN) >= _SEEN_MOST:
        _SEEN.clear()
    _SEEN[key] = None


def _check(file: BinaryIO, size: int) -> None:
    start, footer = _footer(file, size)
    rows, groups = footer[3], footer.get(4, [])
    _hold(rows >= 0 and not is_bomb(rows, size), f"{rows} rows are more than it can hold")
    _hold(sum(group[3] for group in groups) == rows, "its row groups have other rows than it says")
    repeated = {element[4] for element in footer[2] if element.get(3) == _REPEATED}
    names = sum(1 for element in footer[2] if not element.get(5))
    for group in groups:
        _hold(group[3] >= 0, "a row group has fewer rows than none")
        _hold(len(group[1]) == names, "a row group lacks columns")
        for chunk in group[1]:
            _hold(not chunk.get(1), "a column stands in another file")
            _Column(chunk[3], group[3], repeated.isdisjoint(chunk[3][3])).check(file, start, size)


def _footer(file: BinaryIO, size: int) -> tuple[int, Struct]:
    """Return where the footer begins and what it says."""
    _hold(size >= _TAIL + len(_MAGIC), "it is too short")
    file.seek(size - _TAIL)
    tail = file.read(_TAIL)
    _hold(tail[4:] == _MAGIC, "it does not end like one")
    start = size - _TAIL - int.from_bytes(tail[:4], "little")
    _hold(start >= len(_MAGIC), "its footer is longer than the file")
    file.seek(start)
    data = file.read(size - _TAIL - start)
    return start, _Structs(data).struct()


@dataclass(frozen=True, slots=True)
class _Column:
    """The column of a row group: what the footer says of it, the rows of the group, and whether each has one value."""

    said: Struct
    rows: int
    flat: bool

    def check(self, file: BinaryIO, limit: int, size: int) -> None:
        """Raise _DamageError where the pages do not fill the column, or end behind ``limit``."""
        values, expanded, packed = self.said[5], self.said[6], self.said[7]
        _hold(values >= 0 and not is_bomb(values, size), "a column has more values than it can hold")
        _hold(not self.flat or values == self.rows, "a column has other values than its rows")
        _hold(expanded >= 0 and not is_bomb(expanded, size), "a column expands beyond all measure")
        at = min(self.said[9], self.said.get(11) or self.said[9])
        end = at + packed
        _hold(len(_MAGIC) <= at <= end <= limit, "a column stands outside of the file")
        _hold(max(self.said[9], self.said.get(11) or 0) <= end, "a page stands outside of its column")
        found, taken = 0, 0
        while at < end:
            header, length = _page_header(file, at, end)
            _hold(at + length + header[3] <= end, "a page is longer than its column")
            found += self._values(header)
            taken += header[2]
            at += length + header[3]
        _hold(found == values, "the pages of a column have other values than it says")
        _hold(not is_bomb(taken, size), "a column expands beyond all measure")

    def _values(self, header: Struct) -> int:
        """Return how many rows' values a page holds."""
        kind, expanded, packed = header[1], header[2], header[3]
        _hold(min(expanded, packed) >= 0 and not is_bomb(expanded, packed), "a page expands beyond all measure")
        _hold(self.said[4] != 0 or expanded == packed, "a page that is not compressed expands")
        if kind == _INDEX:
            return 0
        _hold(kind in _PAGES, "a page is of no known kind")
        said = header[_PAGES[kind]]
        _hold(said[4 if kind == 3 else 2] in _ENCODINGS, "a page is of no known encoding")
        count: int = said[1]
        _hold(count >= 0, "a page has fewer values than none")
        if kind == 2:
            _hold(count <= 8 * expanded, "a dictionary has more values than it can hold")
            return 0
        if kind == 3:
            _hold(0 <= said[2] <= count and 0 <= said[3] <= count, "a page has more rows than values")
            _hold(min(said[5], said[6]) >= 0 and said[5] + said[6] <= packed, "the levels of a page are longer than it")
        return count


def _page_header(file: BinaryIO, at: int, end: int) -> tuple[Struct, int]:
    """Return the header of the page at an offset, and its length in bytes."""
    length = _HEADER
    while True:
        file.seek(at)
        reader = _Structs(file.read(min(length, end - at)))
        with suppress(IndexError):
            return reader.struct(), reader.at
        _hold(length < end - at, "the header of a page has no end")
        length *= 16


def _hold(condition: bool, damage: str) -> None:
    if not condition:
        raise _DamageError(damage)


class _Structs:
    """Structs of Thrift's compact protocol in ``data``; fields are told by their numbers.

    Raises IndexError where the data end too early, _DamageError for what is none.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """Return the fields of the struct that begins here."""
        _hold(depth < _DEEPEST, "its headers are nested too deep")
        fields: dict[int, Any] = {}
        number = 0
        while byte := self._byte():
            number = number + (byte >> 4) if byte >> 4 else self._signed()
            kind = byte & 15
            fields[number] = kind == 1 if kind in (1, 2) else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (1, 2, 3):
            return self._byte()
        if kind in (4, 5, 6):
            return self._signed()
        if kind in (7, 8):
            return self._bytes(8 if kind == 7 else self._unsigned())
        if kind in (9, 10):
            return self._list(depth)
        if kind == 12:
            return self.struct(depth + 1)
        raise _DamageError("a header has a field of no known type")

    def _list(self, depth: int) -> Sequence[Any]:
        byte = self._byte()
        count = byte >> 4 if byte >> 4 < 15 else self._unsigned()
        self._left(count)
        _hold(depth < _DEEPEST, "its headers are nested too deep")
        return [self._value(byte & 15, depth + 1) for _ in range(count)]

    def _byte(self) -> int:
        byte = self.data[self.at]
        self.at += 1
        return byte

    def _bytes(self, length: int) -> bytes:
        self._left(length)
        self.at += length
        return self.data[self.at - length : self.at]

    def _left(self, length: int) -> None:
        if length > len(self.data) - self.at:
            raise IndexError(length)

    def _signed(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)

    def _unsigned(self) -> int:
        number = shift = 0
        while (byte := self._byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
            _hold(shift < 70, "a number in a header has no end")
        return number | byte << shift
