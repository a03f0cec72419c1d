"""Chunks, the stretches of a text between two spaces, numbered by a rolling hash of the whole text at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

# The hash of code points c0, c1 … is the sum of (ci + 1)·Bⁱ modulo 2⁶⁴ (Karp and Rabin 1987): a difference of two
# prefix sums, times a power of the inverse of B.
_BASE = 0xD1342543DE82EF95
_INVERSE = pow(_BASE, -1, 1 << 64)
_MULTIPLIER = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_KEPT = 1 << 19
_LONG = 64
_SPACE = 32


class Chunks:
    """Numbers the chunks of texts from 1 on; ``learn`` is called once with each new number and chunk."""

    def __init__(self, learn: Callable[[int, str], None]) -> None:
        self._learn = learn
        self._numbers: dict[str, int] = {}
        self._hashes = np.zeros(1024, np.uint64)  # by number
        self._slots = np.zeros(1 << 16, np.int32)  # open addressing, linear probing; 0 is free
        self._forward, self._back = _powers(1)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, text: str) -> tuple[Ints, Places]:
        """Return the number of every chunk of ``text``, and where it starts."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
        spaces = np.flatnonzero(codes == _SPACE)
        starts = np.concatenate((np.zeros(1, np.intp), spaces + 1))
        ends = np.append(spaces, len(codes))
        hashes = self._hash(codes, starts, ends)
        numbers = self._look_up(hashes)
        long = ends - starts > _LONG  # compared letter by letter: long chunks of one hash can be contrived
        unknown = np.flatnonzero((numbers == 0) & ~long)
        if unknown.size:
            _, first, again = np.unique(hashes[unknown], return_index=True, return_inverse=True)
            numbers[unknown] = np.array(self._numbers_at(text, starts, ends, hashes, unknown[first]), np.int32)[again]
        if long.any():
            numbers[long] = self._numbers_at(text, starts, ends, hashes, np.flatnonzero(long))
        return numbers, starts

    def _numbers_at(self, text: str, starts: Places, ends: Places, hashes: Hashes, which: Places) -> list[int]:
        places = zip(starts[which].tolist(), ends[which].tolist(), hashes[which].tolist(), strict=True)
        return [self._number(text[start:end], value) for start, end, value in places]

    def _hash(self, codes: NDArray[np.uint32], starts: Places, ends: Places) -> Hashes:
        size = len(codes) + 1
        forward, back = self._forward, self._back
        if len(forward) < size:
            forward, back = _powers(size if size > _KEPT else 1 << size.bit_length())
            if size <= _KEPT:
                self._forward, self._back = forward, back
        sums = np.zeros(size, np.uint64)
        np.cumsum((codes + np.uint32(1)) * forward[: size - 1], out=sums[1:])
        return (sums[ends] - sums[starts]) * back[starts]

    def _look_up(self, hashes: Hashes) -> Ints:
        """Return the numbers of known hashes, 0 for the others."""
        slots = self._home(hashes)
        numbers = self._slots[slots]
        astray = np.flatnonzero((numbers != 0) & (self._hashes[numbers] != hashes))
        while astray.size:
            slots[astray] = (slots[astray] + 1) & (len(self._slots) - 1)
            numbers[astray] = self._slots[slots[astray]]
            found = numbers[astray]
            astray = astray[(found != 0) & (self._hashes[found] != hashes[astray])]
        return numbers

    def _home(self, hashes: Hashes) -> NDArray[np.int64]:
        """Return the slots where the search for the hashes begins (Knuth, TAOCP 3, 6.4)."""
        return ((hashes * np.uint64(_MULTIPLIER)) >> np.uint64(self._shift)).view(np.int64)

    @property
    def _shift(self) -> int:
        return 65 - len(self._slots).bit_length()

    def _number(self, chunk: str, value: int) -> int:
        number = self._numbers.get(chunk)
        if number is None:
            number = self._numbers[chunk] = len(self._numbers) + 1
            self._learn(number, chunk)
            if number >= len(self._hashes):
                self._hashes = np.concatenate((self._hashes, np.zeros_like(self._hashes)))
            self._hashes[number] = value
            if len(chunk) <= _LONG:
                self._enter(number, value)
        return number

    def _enter(self, number: int, value: int) -> None:
        if 4 * number > len(self._slots):
            entered = self._slots[self._slots > 0]
            self._slots = np.zeros(4 * len(self._slots), np.int32)
            for other, its in zip(entered.tolist(), self._hashes[entered].tolist(), strict=True):
                self._put(other, its)
        self._put(number, value)

    def _put(self, number: int, value: int) -> None:
        slot = (value * _MULTIPLIER & _MASK) >> self._shift
        while self._slots[slot]:
            slot = (slot + 1) & (len(self._slots) - 1)
        self._slots[slot] = number


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the first ``size`` powers of the base and of its inverse, modulo 2⁶⁴."""
    tables = np.ones((2, size), np.uint64)
    tables[0, 1:], tables[1, 1:] = _BASE, _INVERSE
    forward, back = np.multiply.accumulate(tables, axis=1)
    return forward, back
