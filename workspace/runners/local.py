"""Tasks done on this machine: one after the other here, or side by side in processes of their own."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, ClassVar

from songngu.workspace.runners.allocator import share_freed_memory
from songngu.workspace.runners.runner import TRIES, Done, Spent, Task, Value, died, measured


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class LocalRunner:
    """So many processes of this machine; fewer than two are none but this one."""

    workers: int = 1
    leaves_this_machine: ClassVar[bool] = False
    notes: ClassVar[Sequence[str]] = ()

    def run(
        self, work: Callable[[Any, Task], Value], tasks: Sequence[Task], shared: Any = None
    ) -> Iterator[Done[Value]]:
        """Yield what becomes of each task, as they end; raises what ``work`` raises.

        With more than one worker, the calling script must guard its main part by ``if __name__ == "__main__"``.
        """
        if self.workers < 2 or len(tasks) < 2:
            for number, task in enumerate(tasks):
                value, spent = measured(work, shared, task)
                yield Done(number, value, spent=spent)
            return
        waiting: SimpleQueue[int] = SimpleQueue()
        ended: SimpleQueue[Done[Value] | BaseException] = SimpleQueue()
        for number in range(len(tasks)):
            waiting.put(number)
        lanes = [_Lane(work, tasks, shared, waiting, ended) for _ in range(min(self.workers, len(tasks)))]
        for lane in lanes:
            lane.start()
        try:
            for _ in tasks:
                done = ended.get()
                if isinstance(done, BaseException):
                    raise done
                yield done
            for lane in lanes:
                lane.join()
        finally:
            for lane in lanes:
                lane.stop()

    def share(self, folder: Path) -> None:
        """Do nothing: all processes of a machine see the same files."""


class _Lane(threading.Thread):
    """One process and the thread that hands it a task at a time; a process that died is replaced."""

    def __init__(
        self,
        work: Callable[[Any, Any], Any],
        tasks: Sequence[Any],
        shared: Any,
        waiting: SimpleQueue[int],
        ended: SimpleQueue[Any],
    ) -> None:
        super().__init__(daemon=True)
        self._work, self._tasks, self._shared, self._waiting, self._ended = work, tasks, shared, waiting, ended
        self._stopped = False
        self._pool = self._process()

    def _process(self) -> ProcessPoolExecutor:
        # Forked processes can inherit a lock that a thread of Polars holds, and wait for it forever.
        return ProcessPoolExecutor(1, get_context("spawn"), _begin, (self._work, self._shared))

    def run(self) -> None:
        """Do the tasks that wait until there are none."""
        while not self._stopped:
            try:
                number = self._waiting.get_nowait()
            except Empty:
                break
            try:
                self._ended.put(self._done(number))
            except BaseException as error:
                self._ended.put(error)
        self._pool.shutdown(wait=not self._stopped)

    def _done(self, number: int) -> Done[Any]:
        for deaths in range(TRIES):
            try:
                value, spent = self._pool.submit(_work_here, self._tasks[number]).result()
                return Done(number, value, spent=spent, deaths=deaths)
            except BrokenProcessPool:
                self._pool.shutdown(wait=False)
                self._pool = self._process()
        return Done(number, None, died(TRIES), deaths=TRIES)

    def stop(self) -> None:
        """Begin no further task; what the process still does is not waited for."""
        self._stopped = True
        self._pool.shutdown(wait=False, cancel_futures=True)


# A task makes many objects that live to its end, and hardly a circle: to search for circles among each 700 new ones, as
# Python does, takes a twelfth of the time of a check.
_NEW_OBJECTS, _YOUNGER = 100_000, 20

_here: list[tuple[Callable[[Any, Any], Any], Any]] = []


def _begin(work: Callable[[Any, Any], Any], shared: Any) -> None:
    """Keep what all tasks of a process share, and see to it that the process ends with its parent."""
    share_freed_memory()
    gc.set_threshold(_NEW_OBJECTS, _YOUNGER, _YOUNGER)
    _here.append((work, shared))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_here(task: Any) -> tuple[Any, Spent]:
    work, shared = _here[-1]
    return measured(work, shared, task)
