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
_KEPT = 1 << 19
_LONG = 64
_SPACE = 32


class Chunks:
    """Numbers the chunks of texts from 1 on; ``learn`` is called with the first of some new numbers and the chunks."""

    def __init__(self, learn: Callable[[int, list[str]], None]) -> None:
        self._learn = learn
        self._count = 0
        self._long: dict[str, int] = {}
        self._hashes = np.zeros(1024, np.uint64)  # by number
        self._slots = np.zeros(1 << 16, np.int32)  # open addressing, linear probing; 0 is free
        self._forward, self._back = _powers(1)

    def __len__(self) -> int:
        return self._count

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
            new, first, again = np.unique(hashes[unknown], return_index=True, return_inverse=True)
            places = unknown[first]
            chunks = [
                text[start:end] for start, end in zip(starts[places].tolist(), ends[places].tolist(), strict=True)
            ]
            numbers[unknown] = self._add(chunks, new)[again]
        for place in np.flatnonzero(long).tolist():
            chunk = text[starts[place] : ends[place]]
            if chunk not in self._long:
                self._long[chunk] = int(self._add([chunk])[0])
            numbers[place] = self._long[chunk]
        return numbers, starts

    def _add(self, chunks: list[str], hashes: Hashes | None = None) -> Ints:
        """Return the numbers given to new chunks; those with ``hashes`` are found by them from now on."""
        first = self._count + 1
        self._count += len(chunks)
        numbers = np.arange(first, self._count + 1, dtype=np.int32)
        self._learn(first, chunks)
        while self._count >= len(self._hashes):
            self._hashes = np.concatenate((self._hashes, np.zeros_like(self._hashes)))
        if hashes is not None:
            self._hashes[numbers] = hashes
            self._enter(numbers)
        return numbers

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

    def _enter(self, numbers: Ints) -> None:
        """Give each of the numbers the first free slot from its home on."""
        if 4 * self._count > len(self._slots):
            numbers = np.append(self._slots[self._slots > 0], numbers)
            while 4 * self._count > len(self._slots):
                self._slots = np.zeros(4 * len(self._slots), np.int32)
        slots = self._home(self._hashes[numbers])
        while numbers.size:
            free = self._slots[slots] == 0
            self._slots[slots[free]] = numbers[free]  # of several that want one slot the last gets it
            left = self._slots[slots] != numbers
            numbers, slots = numbers[left], (slots[left] + 1) & (len(self._slots) - 1)


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the first ``size`` powers of the base and of its inverse, modulo 2⁶⁴."""
    tables = np.ones((2, size), np.uint64)
    tables[0, 1:], tables[1, 1:] = _BASE, _INVERSE
    forward, back = np.multiply.accumulate(tables, axis=1)
    return forward, back
