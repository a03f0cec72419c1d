"""What a runner is: whatever does many tasks, in this process, in several of this machine or on a cluster."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from songngu.corpus.errors import SongnguError

Task = TypeVar("Task")
Value = TypeVar("Value")

TRIES = 3
"""How often a task is begun whose process dies, before it is given up."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a task took: seconds, seconds of processor, and the bytes its process held at most so far (0: not known)."""

    seconds: float = 0.0
    processor: float = 0.0
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """What became of the task of a number: its value, or the reason why it was given up.

    ``deaths`` are the processes that died while they did it. Neither they nor what was ``spent`` are compared.
    """

    number: int
    value: Value | None
    failure: str | None = None
    spent: Spent = field(default=Spent(), compare=False)
    deaths: int = field(default=0, compare=False)


class Runner(Protocol):
    """Where tasks are done; nothing that hands tasks to one knows how many processes or machines it has."""

    @property
    def leaves_this_machine(self) -> bool:
        """Whether tasks are done by processes that may see other files than this one."""
        ...

    @property
    def workers(self) -> int:
        """How many processes there are, as it was a moment ago."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What is wrong with processes that others stand in for, in words."""
        ...

    def run(
        self, work: Callable[[Any, Task], Value], tasks: Sequence[Task], shared: Any = None
    ) -> Iterator[Done[Value]]:
        """Yield what ``work(shared, task)`` returns for each task, as they end; ``shared`` goes to each process once.

        A process that dies costs its own task alone, which is tried three times. Whatever ``work`` raises is raised
        here. Closing the iterator cancels what has not ended.
        """
        ...

    def share(self, folder: Path) -> None:
        """See to it that all tasks see the folder as this process does; raises UsageError where they do not."""
        ...


def measured(work: Callable[[Any, Any], Any], shared: Any, task: Any) -> tuple[Any, Spent]:
    """Do a task in this process; return its value and what it took."""
    start, used = time.perf_counter(), time.process_time()
    value = work(shared, task)
    return value, Spent(time.perf_counter() - start, time.process_time() - used, peak_memory())


def peak_memory() -> int:
    """Return the bytes this process held at most so far, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # of this program alone: elsewhere a child begins with what its parent held
        return int(status.read_text(encoding="ascii", errors="replace").split("VmHWM:")[1].split()[0]) * 1024
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def died(times: int) -> str:
    """Return the reason why a task was given up whose process died so often."""
    return f"its process died {times} times, perhaps out of memory"


def spread_over(runner: Runner) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]:
    """Return a map that does its items on a runner and keeps their order, for rooms that start no processes.

    What ends before its turn waits for it. Raises SongnguError where an item was given up.
    """

    def spread(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
        return list(in_order(list(runner.run(_applied, list(items), work))))

    return spread


def in_order(ended: Iterable[Done[Value]]) -> Iterator[Value]:
    """Yield the values of tasks by their numbers, each as soon as it and all before it have ended.

    Raises SongnguError at the turn of one that was given up.
    """
    waiting: dict[int, Done[Value]] = {}
    wanted = 0
    for done in ended:
        waiting[done.number] = done
        while wanted in waiting:
            first = waiting.pop(wanted)
            if first.failure:
                raise SongnguError(first.failure)
            yield cast("Value", first.value)
            wanted += 1


def _applied(work: Callable[[Any], Any], item: Any) -> Any:
    return work(item)
