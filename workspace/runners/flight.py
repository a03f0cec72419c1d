"""A flight: tasks on their way to the workers of a Dask cluster and back.

Each task is given to one worker, which has no more of them than threads. So what a worker did when it died is known,
and no task is blamed for a death that it did not see. Giving out a task takes some ten milliseconds of processor, so
short ones are given out several at a time, until a worker dies with them, which blames none.
"""

from __future__ import annotations

import pickle
import secrets
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from distributed import Client, Future, get_worker, wait
from distributed.scheduler import KilledWorker

import songngu
from songngu.corpus.errors import FullDiskError, UsageError
from songngu.corpus.files.refusal import is_full
from songngu.workspace.runners.allocator import share_freed_memory
from songngu.workspace.runners.blame import Innocence, Trials
from songngu.workspace.runners.runner import Done, died, measured

_LOOK = 1.0
_MOST_LOSSES = 20
_ENOUGH = 0.5
"""Seconds of work that are handed out at a time, at most, of tasks that take less."""
_WORTH = 0.05
"""Seconds of work that are not shared out: giving them to another worker too would take as long."""
_SHORTEST = 0.001

Passport = tuple[str, tuple[str, ...]]
"""The version that a worker must have, and the marks it must see."""


class SchedulerLink(Protocol):
    """The way to a scheduler."""

    @property
    def address(self) -> str:
        """Where the scheduler is."""
        ...

    @property
    def client(self) -> Client:
        """What talks to it."""
        ...

    @property
    def patience(self) -> float:
        """How many seconds workers are waited for."""
        ...

    def refill(self) -> None:
        """Replace workers that do not come back by themselves, if that is ours to do."""
        ...

    def again(self) -> None:
        """Wait until the scheduler answers; raises UsageError where it does not come back."""
        ...


@dataclass(slots=True)
class Workers:
    """The workers of a cluster as they were seen last: how many threads each has, and those that get no more tasks."""

    threads: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    innocence: Innocence = field(default_factory=Innocence)
    single: bool = True
    looked: float = 0.0

    @property
    def able(self) -> set[str]:
        """Those that get tasks."""
        return self.threads.keys() - self.left_out.keys()

    def look(self, link: SchedulerLink, busy: set[str]) -> set[str]:
        """Ask the scheduler which workers there are, if that is some time ago; return the busy ones that are gone."""
        if time.monotonic() - self.looked > _LOOK:
            link.refill()
            before, self.threads = self.threads, link.client.nthreads()
            self.looked = time.monotonic()
            self.single &= all(most == 1 for most in self.threads.values())
            self.innocence.deaths += len(before.keys() - self.threads.keys() - busy - self.left_out.keys())
        return busy - self.threads.keys()

    def free(self, busy: Counter[str]) -> str | None:
        """Return a worker that can do a task more, of those the one that does the fewest."""
        free = [each for each in self.able if busy[each] < self.threads[each]]
        return min(free, key=lambda each: (busy[each], each), default=None)

    def forget(self, address: str) -> bool:
        """Take note that a worker died of one of its tasks; tell whether it had no more than one."""
        self.threads.pop(address, None)
        return self.single

    def leave_out(self, address: str, reason: str) -> None:
        """Give a worker no more tasks. Raises FullDiskError where none is left."""
        self.left_out[address] = reason
        if not self.able:
            raise FullDiskError(reason, hint="free some space: the same command goes on where it stopped")


class Flight:
    """Tasks on their way: those that wait, and those that are with a worker."""

    def __init__(self, link: SchedulerLink, workers: Workers, call: bytes, tasks: Sequence[Any], shared: Any) -> None:
        self._link, self._workers, self._call, self._tasks = link, workers, call, tasks
        self._packed = pickle.dumps(shared)
        self._trials = Trials(len(tasks), workers.innocence)
        self._open: dict[Future[Any], tuple[list[int], str]] = {}
        self._tempo = Tempo()
        self._ready: list[Done[Any]] = []
        self._shared: Future[Any] | None = None
        self._losses = 0
        self._left_alone: float | None = None

    def ended(self) -> Iterator[Done[Any]]:
        """Yield what became of the tasks, as they end; raise what one of them raises."""
        while self._trials.left or self._open:
            try:
                self._send()
                self._land()
                self._bury()
            except (CancelledError, OSError, RuntimeError) as error:
                self._lose(error)
            except _RaisedError as raised:
                raise raised.error from None
            ready, self._ready = self._ready, []
            yield from ready

    def stop(self) -> None:
        """Begin no further task; what the workers still do is not waited for."""
        with suppress(Exception):  # a scheduler that is gone has forgotten them
            self._link.client.cancel([*self._open, *([self._shared] if self._shared else [])], force=True)
        self._open.clear()
        self._shared = None

    def _busy(self) -> Counter[str]:
        return Counter(worker for _, worker in self._open.values())

    def _send(self) -> None:
        """Give a task to each thread that has none."""
        self._workers.look(self._link, set(self._busy()))
        self._check_company()
        client = self._link.client
        if self._shared is None:
            self._shared = client.submit(_Held, self._packed, key=f"shared-{secrets.token_hex(8)}")
        busy = self._busy()
        while (worker := self._workers.free(busy)) and (numbers := self._next()):
            packed = pickle.dumps([self._tasks[number] for number in numbers])
            key = f"task-{numbers[0]}-{secrets.token_hex(8)}"
            sent = client.submit(_done_there, self._call, self._shared, packed, key=key, workers=[worker])
            self._open[sent] = numbers, worker
            busy[worker] += 1

    def _next(self) -> list[int]:
        """Return the tasks to begin, none where none may be: one, or some that take little time."""
        first = self._trials.next(len(self._open))
        if first is None:
            return []
        most = self._tempo.together(self._trials.waiting + 1, len(self._workers.able))
        more = (self._trials.next(1) for _ in range(min(most - 1, self._trials.waiting)))
        return [first, *(number for number in more if number is not None)]

    def _check_company(self) -> None:
        """Raise UsageError where there have long been no workers."""
        if self._workers.able:
            self._left_alone = None
        elif self._left_alone is None:
            self._left_alone = time.monotonic()
        elif time.monotonic() - self._left_alone > self._link.patience:
            hint = "the same command goes on where it stopped, once there are some"
            raise UsageError(f"all workers of {self._link.address} are gone", hint=hint)

    def _land(self) -> None:
        """Wait a moment for tasks to end, and take what became of those that did."""
        if not self._open:
            time.sleep(_LOOK / 10)
            return
        try:
            with self._link.client.as_current():
                ended = wait(list(self._open), timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return
        for future in ended:
            self._take(future)
        self._losses = 0

    def _take(self, future: Future[Any]) -> None:
        """Take the value of a task that ended, or what it raised: a death is one too, of the worker."""
        numbers, worker = self._open[future]
        if future.status == "finished":
            self._settle(numbers, worker, self._fetched(future, worker))
            del self._open[future]
            return
        if future.status != "error":
            raise CancelledError
        error = future.exception()
        del self._open[future]
        if not isinstance(error, KilledWorker):
            raise _RaisedError(error)
        if error.task != future.key:  # what all share was on its way to a worker that died
            self._trials.again(numbers)
            raise CancelledError
        self._mourn(numbers, worker, error.allowed_failures + 1)

    def _fetched(self, future: Future[Any], worker: str) -> Any:
        """Return the value of a task, None where the worker died with it."""
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if worker in self._workers.look(self._link, set(self._busy())):
                    return None

    def _settle(self, numbers: list[int], worker: str, results: list[Any] | None) -> None:
        results = results or []
        refused = results.pop() if results and isinstance(results[-1], _Refused) else None
        for number, (value, spent) in zip(numbers, results, strict=False):
            self._tempo.add(spent.seconds)
            self._ready.append(Done(number, value, spent=spent, deaths=self._trials.ended(number)))
        self._trials.again(numbers[len(results) :])
        if refused:
            self._workers.leave_out(worker, refused.reason)

    def _bury(self) -> None:
        """Take back the tasks whose worker is gone: the scheduler keeps them for it."""
        gone = self._workers.look(self._link, set(self._busy()))
        for future, (numbers, worker) in list(self._open.items()):
            if worker in gone and not future.done():
                del self._open[future]
                self._link.client.cancel([future], force=True)
                self._mourn(numbers, worker, 1)

    def _mourn(self, numbers: list[int], worker: str, times: int) -> None:
        alone = self._workers.forget(worker)
        if len(numbers) > 1:
            self._tempo.apart = True
            self._trials.again(numbers)
            return
        deaths = self._trials.died(numbers[0], times, alone=alone)
        if deaths is not None:
            self._ready.append(Done(numbers[0], None, died(deaths), deaths=deaths))

    def _lose(self, error: BaseException) -> None:
        """Begin again what was with a scheduler that has forgotten it."""
        self._losses += 1
        if self._losses > _MOST_LOSSES:
            raise UsageError(f"the scheduler at {self._link.address} loses all tasks: {error}")
        self._trials.again([number for numbers, _ in self._open.values() for number in numbers])
        self.stop()
        self._link.again()
        self._workers.threads, self._workers.looked = {}, 0.0


@dataclass(slots=True)
class Tempo:
    """How long the tasks of a flight take; ``apart`` are they given out one by one."""

    tasks: int = 0
    seconds: float = 0.0
    apart: bool = False

    def add(self, seconds: float) -> None:
        """Take note of a task."""
        self.tasks += 1
        self.seconds += seconds

    def together(self, left: int, workers: int) -> int:
        """Return how many tasks to give out at a time: of what is left, half the share of a worker at most, but no less
        than is worth the giving.
        """
        if self.apart or not self.tasks:
            return 1
        mean = max(self.seconds / self.tasks, _SHORTEST)
        share = max(left // (2 * max(1, workers)), int(_WORTH / mean))
        return max(1, min(int(_ENOUGH / mean), share, left))


class _RaisedError(Exception):
    """Holds what a task raised, which may be of the kind that a lost scheduler brings about."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error


class _Held:
    """What all tasks share, as a worker holds it: opened once."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def __reduce__(self) -> tuple[type[_Held], tuple[bytes]]:
        return _Held, (self.packed,)

    @cached_property
    def value(self) -> Any:
        """What is shared."""
        return pickle.loads(self.packed)


@dataclass(frozen=True, slots=True)
class _Refused:
    """A task that its worker has no room for, and what it said."""

    reason: str


def _done_there(call: bytes, shared: _Held, packed: bytes) -> list[Any]:
    """Do tasks, on a worker that is fit for them; return the value of each and what it took.

    A worker without room stops at the task that needs it, and says so at its place.
    """
    passport, work = pickle.loads(call)
    fault = _fault_here(passport)
    if fault:
        raise UsageError(f"the worker {get_worker().address} {fault}")
    return list(_results(pickle.loads(work), shared.value, pickle.loads(packed)))


def _results(work: Any, shared: Any, tasks: Sequence[Any]) -> Iterator[Any]:
    for task in tasks:
        try:
            yield measured(work, shared, task)
        except Exception as error:
            if not is_full(error):
                raise
            yield _Refused(f"the worker {get_worker().address} has no room: {error}")
            return


@cache
def _fault_here(passport: Passport) -> str | None:
    return fault_of_worker(*passport)


def fault_of_worker(version: str, marks: tuple[str, ...]) -> str | None:
    """Tell what makes a worker unfit: another version, or a folder that it does not see; make ready one that is fit.

    Dask has the allocator give back every large array at once, which is then asked for again.
    """
    share_freed_memory()
    if songngu.__version__ != version:
        return f"has songngu {songngu.__version__}, this is {version}"
    for mark in map(Path, marks):
        if not mark.exists():
            return f"does not see the folder {mark.parent}: it must be on storage that all share"
    return None
