"""Columns on disk: arrays longer than memory, appended to and read piece by piece."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_STRETCH = 1 << 18

Scalar = TypeVar("Scalar", bound=np.generic)


class DiskColumn(Generic[Scalar]):
    """An array in a file: grows at its end, is read by stretches. No page of it stays in the memory of the process."""

    def __init__(self, path: Path, kind: type[Scalar]) -> None:
        self._path = path
        self._kind = np.dtype(kind)
        self.length = 0

    def __len__(self) -> int:
        return self.length

    def append(self, values: NDArray[Any]) -> None:
        """Add ``values`` at the end, cast to the type of the column."""
        if len(values):
            with self._path.open("ab") as file:
                file.write(np.ascontiguousarray(values, dtype=self._kind).data)
            self.length += len(values)

    def read(self, start: int = 0, end: int | None = None) -> NDArray[Scalar]:
        """Return the values from ``start`` to ``end``."""
        end = self.length if end is None else min(end, self.length)
        if end <= start:
            return np.empty(0, self._kind)
        return np.fromfile(self._path, self._kind, end - start, offset=start * self._kind.itemsize)

    def blocks(self, size: int) -> Iterator[tuple[int, NDArray[Scalar]]]:
        """Yield the column in stretches of ``size`` values, each with the place of its first."""
        for start in range(0, self.length, size):
            yield start, self.read(start, start + size)

    def at(self, places: NDArray[np.integer[Any]]) -> NDArray[Scalar]:
        """Return the values at places in any order; the column is read a stretch at a time."""
        found = np.empty(len(places), self._kind)
        order = np.argsort(places, kind="stable")
        ordered = places[order]
        for start, values in self.blocks(_STRETCH) if len(places) else ():
            low, high = np.searchsorted(ordered, [start, start + len(values)])
            found[order[low:high]] = values[ordered[low:high] - start]
        return found

    @contextmanager
    def mapped(self) -> Iterator[mmap | bytes]:
        """Give the bytes of the column as if they were in memory, where the pages that are touched are meanwhile."""
        if not self.length:
            yield b""
            return
        with self._path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as pages:
            yield pages

    def gather(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[Scalar]:
        """Return several stretches one after the other. Stretches that touch are read at once."""
        if not lengths.any():
            return np.empty(0, self._kind)
        heads = np.flatnonzero(np.append(True, starts[1:] != starts[:-1] + lengths[:-1]))
        sizes = np.add.reduceat(lengths, heads) * self._kind.itemsize
        parts = []
        with self._path.open("rb", buffering=0) as file:
            for place, size in zip((starts[heads] * self._kind.itemsize).tolist(), sizes.tolist(), strict=True):
                file.seek(place, os.SEEK_SET)
                parts.append(file.read(size))
        return np.frombuffer(b"".join(parts), self._kind)


class DiskTexts:
    """Texts in a file, read by their numbers: of each there is in memory only where it ends."""

    def __init__(self, path: Path, ends: NDArray[np.int64] | None = None) -> None:
        """Take what stands at ``path`` for texts with such ``ends``, or nothing."""
        self._letters = DiskColumn(path, np.uint8)
        self.ends = np.zeros(1, np.int64) if ends is None else ends
        """Where the texts end in the file, after the end of none, which is 0."""
        self._letters.length = int(self.ends[-1])

    def append(self, texts: Sequence[str]) -> None:
        """Add texts at the end."""
        encoded = [text.encode() for text in texts]
        self._letters.append(np.frombuffer(b"".join(encoded), np.uint8))
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        self.ends = np.concatenate([self.ends, self.ends[-1] + np.cumsum(lengths)])

    def at(self, numbers: NDArray[np.integer[Any]]) -> list[str]:
        """Return the texts of some numbers, in any order."""
        places = zip(self.ends[numbers].tolist(), self.ends[numbers + 1].tolist(), strict=True)
        with self._letters.mapped() as letters:
            return [letters[start:end].decode() for start, end in places]


class Partitions(Generic[Scalar]):
    """Columns of one type, each value in the column its partition number names."""

    def __init__(self, folder: Path, name: str, kinds: Sequence[type[Scalar]], count: int) -> None:
        self.columns = [
            tuple(DiskColumn(folder / f"{name}-{number}-{i}", kind) for i, kind in enumerate(kinds))
            for number in range(count)
        ]

    def append(self, numbers: NDArray[np.int64], *values: NDArray[Any]) -> None:
        """Add each row of ``values`` to its partition, in order."""
        if len(self.columns) == 1:
            for column, part in zip(self.columns[0], values, strict=True):
                column.append(part)
            return
        order = np.argsort(numbers, kind="stable")
        edges = np.searchsorted(numbers[order], np.arange(len(self.columns) + 1))
        for number, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
            for column, part in zip(self.columns[number], values, strict=True):
                column.append(part[order[low:high]])

    def __iter__(self) -> Iterator[tuple[NDArray[Any], ...]]:
        for columns in self.columns:
            yield tuple(column.read() for column in columns)
