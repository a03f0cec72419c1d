"""Stages: long work cut into tasks that write files, each done once, however often the work is begun and by whomever.

A task writes one file under its own name and then a mark that says so. What has no mark is not done, whatever stands
there; what has one is not done again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import SongnguError

Task = TypeVar("Task")
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""A map that keeps the order, and does its items wherever it likes."""

_HEAD = 8
STAGE_ROWS = 65_536
"""Rows of a task."""


class StageOutput(NamedTuple):
    """The file that a task wrote, and what it said of it: whole numbers."""

    path: Path
    told: list[int]


@dataclass(frozen=True, slots=True)
class Stages:
    """Where tasks are done and write to: a folder that whoever does them sees, and ``rows`` for each.

    ``tell`` is told each stage as it begins: its name, how many of its tasks were done before, how many it has, and how
    many rows they hold together.
    """

    folder: Path
    spread: Spread = map
    rows: int = STAGE_ROWS
    tell: Callable[[str, int, int, int], None] = lambda stage, done, tasks, rows: None

    def run(
        self, name: str, work: Callable[[Path, Task], Sequence[int]], tasks: Sequence[Task], rows: int = 0
    ) -> list[StageOutput]:
        """Do ``work(path, task)`` for the tasks of a stage that have no mark; return what all wrote, in order.

        ``work`` writes the file ``path`` and returns what there is to say of it; ``rows`` are those of all tasks.
        """
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        todo = [(number, task) for number, task in enumerate(tasks) if not _mark(folder, number).is_file()]
        self.tell(name, len(tasks) - len(todo), len(tasks), rows)
        for _ in self.spread(partial(_do, work, folder), todo):
            pass
        return [
            StageOutput(_file(folder, number), json.loads(_mark(folder, number).read_text(encoding="utf-8")))
            for number in range(len(tasks))
        ]

    def ranges(self, count: int) -> list[tuple[int, int]]:
        """Return the first row and the end of each task over so many rows; one of no rows where there are none."""
        return [(start, min(start + self.rows, count)) for start in range(0, max(count, 1), self.rows)]


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array to a file, whole or not at all."""
    temporary = temporary_of(path)
    with temporary.open("wb") as stream:
        np.save(stream, values, allow_pickle=False)
    temporary.replace(path)


def read_array(path: Path, low: int = 0, high: int | None = None) -> NDArray[Any]:
    """Return a stretch of an array in a file; no more of it is read."""
    if not (low or high is not None):
        return np.load(path, allow_pickle=False)  # type: ignore[no-any-return]
    return np.array(np.load(path, mmap_mode="r", allow_pickle=False)[low:high])


def write_rows(path: Path, rows: NDArray[Any]) -> None:
    """Write the rows of a table to a file, whole or not at all: how many they are, and they as they lie in memory."""
    temporary = temporary_of(path)
    with temporary.open("wb") as stream:
        stream.write(len(rows).to_bytes(_HEAD, "little"))
        stream.write(np.ascontiguousarray(rows).data)
    temporary.replace(path)


def read_rows(path: Path, kind: np.dtype[Any], low: int = 0, high: int | None = None) -> NDArray[Any]:
    """Return a stretch of the rows in a file of `write_rows`; no more of it is read.

    It opens a file, reads and closes it, which of very many stretches is what counts. Raises SongnguError where the
    file does not hold them.
    """
    with path.open("rb", buffering=0) as stream:
        head = stream.read(_HEAD)
        high = int.from_bytes(head, "little") if high is None else high
        stream.seek(_HEAD + low * kind.itemsize)
        data = bytearray(stream.read((high - low) * kind.itemsize))
    if len(head) < _HEAD or len(data) < (high - low) * kind.itemsize:
        raise SongnguError(f"{path} is cut off", hint="delete its folder: the same command makes it again")
    return np.frombuffer(data, kind)


def temporary_of(path: Path) -> Path:
    """Return a name beside ``path`` that no other task writes to."""
    return path.with_name(f".{path.name}-{secrets.token_hex(8)}.tmp")


def _do(work: Callable[[Path, Any], Sequence[int]], folder: Path, numbered: tuple[int, Any]) -> None:
    number, task = numbered
    told = json.dumps([int(each) for each in work(_file(folder, number), task)])
    mark = _mark(folder, number)
    temporary = temporary_of(mark)
    temporary.write_text(told, encoding="utf-8")
    temporary.replace(mark)


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:06}"


def _mark(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.done"
