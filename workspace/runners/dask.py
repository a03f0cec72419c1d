"""Tasks done on a Dask cluster: Dask hands out single tasks and tells what became of them, nothing more.

At most one task is with each thread of a worker, so that a worker that dies takes along nothing but what it did.
"""

from __future__ import annotations

import logging
import pickle
import secrets
import time
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

import dask

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.files.scratch import scratch_folder
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.runner import TRIES, Done, Task, Value, died

_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio", "bokeh")
dask.config.set({"logging": dict.fromkeys(_LOGGERS, "critical")})  # before distributed is imported, which reads it

from distributed import Client, Future, LocalCluster, get_worker, wait  # noqa: E402
from distributed.scheduler import KilledWorker  # noqa: E402

_CONNECT = 8.0
_PATIENCE = 60.0
_LOOK = 1.0
_MOST_LOSSES = 20
_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1TiB",  # the texts of a task are its graph
}
_ENVIRONMENT = {"POLARS_MAX_THREADS": "1"}
_Passport = tuple[str, tuple[str, ...]]
"""The version that a worker must have, and the marks it must see."""


@contextmanager
def connected(cluster: Cluster) -> Iterator[DaskRunner]:
    """Give a runner of a cluster that runs, or of one that is started for as long; raises UsageError as `opened`."""
    with dask.config.set(_SETTINGS):
        number = cluster.local_workers
        if number is None:
            with _Link(cluster.address) as link, DaskRunner(link) as runner:
                yield runner
            return
        with (
            scratch_folder() as scratch,
            _started(number, cluster.memory, str(scratch)) as started,
            _Link(started.scheduler_address) as link,
            DaskRunner(link) as runner,
        ):
            yield runner


@contextmanager
def _started(workers: int, memory: str | None, scratch: str) -> Iterator[LocalCluster]:
    with _quietly():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0" if _has_dashboard() else None,
            memory_limit=memory or "auto",
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
            scheduler_kwargs={"allowed_failures": 0},
            env=_ENVIRONMENT,
        )
    try:
        yield cluster
    finally:
        cluster.close()


@contextmanager
def _quietly() -> Iterator[None]:
    """Leave out what Dask warns of at its start: versions, slowness, ports. What matters of it is asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _has_dashboard() -> bool:
    from importlib.util import find_spec

    return find_spec("bokeh") is not None


class _Link:
    """The way to a scheduler, found again where it was lost."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = self._reached(_CONNECT)
        self._threads, self._looked = 0, 0.0

    def __enter__(self) -> _Link:
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(Exception):  # a scheduler that is gone needs no farewell
            self.client.close(timeout=5)

    def _reached(self, seconds: float) -> Client:
        try:
            with _quietly():
                return Client(self.address, timeout=seconds, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # of TLS that is not set up too
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            hint = "start one with `dask scheduler`, or let songngu: --cluster local:4"
            raise UsageError(f"no scheduler answers at {self.address}: {said}", hint=hint) from None

    def again(self) -> None:
        """Wait until the scheduler answers; raises UsageError where it does not come back."""
        end = time.monotonic() + _PATIENCE
        while self.client.status != "running":
            if self.client.status == "closed":
                try:
                    self.client = self._reached(_CONNECT)
                except UsageError:
                    if time.monotonic() > end:
                        hint = "the same command goes on where it stopped, once there is one"
                        raise UsageError(f"the scheduler at {self.address} is gone", hint=hint) from None
            time.sleep(0.1)
        self._looked = 0.0

    def threads(self) -> int:
        """Return how many tasks all workers can do at a time, as it was a moment ago."""
        if time.monotonic() - self._looked > _LOOK:
            self._threads = sum(self.client.nthreads().values())
            self._looked = time.monotonic()
        return self._threads


class DaskRunner:
    """The workers of a cluster; each is asked for its version and for the folders it must see before it does a task.

    Raises UsageError where no worker comes within a minute, or where one has another version of songngu.
    """

    leaves_this_machine: ClassVar[bool] = True

    def __init__(self, link: _Link) -> None:
        self._link = link
        self._marks: list[Path] = []
        self._ask_workers()

    def __enter__(self) -> DaskRunner:
        return self

    def __exit__(self, *raised: object) -> None:
        for mark in self._marks:
            mark.unlink(missing_ok=True)

    @property
    def dashboard(self) -> str | None:
        """The address of the page on which Dask shows what its workers do, None where there is none."""
        services = self._link.client.scheduler_info(n_workers=0).get("services", {})
        return str(self._link.client.dashboard_link) if "dashboard" in services else None

    @property
    def threads(self) -> int:
        """How many tasks are done at a time."""
        return self._link.threads()

    def run(
        self, work: Callable[[Any, Task], Value], tasks: Sequence[Task], shared: Any = None
    ) -> Iterator[Done[Value]]:
        """Yield what becomes of each task, as they end; raises what ``work`` raises.

        ``shared`` is held by the scheduler, so that workers who come later get it too. A scheduler that is started
        again gets the tasks once more that have not ended. Raises UsageError where it does not come back within a
        minute, or where all workers are gone for as long.
        """
        call = pickle.dumps((self._passport(), pickle.dumps(work)))
        flight = _Flight(self._link, call, tasks, shared)
        try:
            yield from flight.ended()
        finally:
            flight.stop()

    def share(self, folder: Path) -> None:
        """Leave a mark in a folder that every worker must find before it does a task, and ask those there are."""
        mark = folder.resolve() / f".songngu-{secrets.token_hex(8)}.mark"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mark.write_bytes(b"")
        except OSError as error:
            raise UsageError(f"cannot write into the folder {folder}: {error.strerror or error}") from None
        self._marks.append(mark)
        self._ask_workers()

    def _passport(self) -> _Passport:
        return songngu.__version__, tuple(map(str, self._marks))

    def _ask_workers(self) -> None:
        client, address = self._link.client, self._link.address
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            answers = client.run(_fault_of_worker, *self._passport(), on_error="return")
        except TimeoutError:
            hint = f"start some with `dask worker {address}`"
            raise UsageError(f"the cluster at {address} has no workers", hint=hint) from None
        except OSError as error:
            raise UsageError(f"the workers of {address} do not answer: {error}") from None
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, ModuleNotFoundError | AttributeError):
                hint = f"install songngu[cluster] {songngu.__version__} there"
                raise UsageError(f"the worker {worker} has no songngu, or another version of it", hint=hint)
            if isinstance(answer, BaseException):
                raise UsageError(f"the worker {worker} does not answer: {type(answer).__name__}: {answer}")
            if answer:
                raise UsageError(f"the worker {worker} {answer}")


class _Flight:
    """Tasks on their way: those that wait, and those that are with a worker."""

    def __init__(self, link: _Link, call: bytes, tasks: Sequence[Any], shared: Any) -> None:
        self._link, self._call, self._tasks = link, call, tasks
        self._packed = pickle.dumps(shared)
        self._waiting = deque(range(len(tasks)))
        self._open: dict[Future[Any], int] = {}
        self._shared: Future[Any] | None = None
        self._deaths: Counter[int] = Counter()
        self._losses = 0
        self._left_alone: float | None = None

    def ended(self) -> Iterator[Done[Any]]:
        """Yield what became of the tasks, as they end."""
        while self._waiting or self._open:
            try:
                self._send()
                outcomes = self._landed()
            except (CancelledError, OSError, RuntimeError) as error:
                self._lose(error)
                continue
            for outcome in outcomes:
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome

    def stop(self) -> None:
        """Begin no further task; what the workers still do is not waited for."""
        with suppress(Exception):  # a scheduler that is gone has forgotten them
            self._link.client.cancel([*self._open, *([self._shared] if self._shared else [])], force=True)
        self._open.clear()
        self._shared = None

    def _send(self) -> None:
        """Give a task to each thread that has none."""
        client, room = self._link.client, self._room()
        if self._shared is None:
            self._shared = client.submit(_Held, self._packed, key=f"shared-{secrets.token_hex(8)}")
        while self._waiting and len(self._open) < room:
            number = self._waiting[0]
            packed = pickle.dumps(self._tasks[number])
            key = f"task-{number}-{secrets.token_hex(8)}"
            self._open[client.submit(_done_there, self._call, self._shared, packed, key=key)] = number
            self._waiting.popleft()

    def _room(self) -> int:
        """Return how many tasks may be with workers; raises UsageError where there have long been no workers."""
        threads = self._link.threads()
        if threads:
            self._left_alone = None
        elif self._left_alone is None:
            self._left_alone = time.monotonic()
        elif time.monotonic() - self._left_alone > _PATIENCE:
            hint = "the same command goes on where it stopped, once there are some"
            raise UsageError(f"all workers of {self._link.address} are gone", hint=hint)
        return max(1, threads)

    def _landed(self) -> list[Done[Any] | BaseException]:
        """Wait a moment for tasks to end, and return what became of those that did."""
        try:
            with self._link.client.as_current():
                ended = wait(list(self._open), timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return []
        outcomes = [outcome for future in ended if (outcome := self._outcome(future)) is not None]
        self._losses = 0
        return outcomes

    def _outcome(self, future: Future[Any]) -> Done[Any] | BaseException | None:
        """Return what became of a task or what it raised, None where it is to be begun again."""
        number = self._open[future]
        if future.status == "finished":
            value = future.result()
            del self._open[future]
            return Done(number, value)
        if future.status != "error":
            raise CancelledError
        error = future.exception()
        del self._open[future]
        if not isinstance(error, KilledWorker):
            return error  # type: ignore[no-any-return]
        self._deaths[number] += error.allowed_failures + 1
        if self._deaths[number] >= TRIES:
            return Done(number, None, died(self._deaths[number]))
        self._waiting.append(number)
        return None

    def _lose(self, error: BaseException) -> None:
        """Begin again what was with a scheduler that has forgotten it."""
        self._losses += 1
        if self._losses > _MOST_LOSSES:
            raise UsageError(f"the scheduler at {self._link.address} loses all tasks: {error}")
        self._waiting.extendleft(sorted(self._open.values(), reverse=True))
        self.stop()
        self._link.again()


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


def _done_there(call: bytes, shared: _Held, packed: bytes) -> Any:
    """Do a task, on a worker that is fit for it."""
    passport, work = pickle.loads(call)
    fault = _fault_here(passport)
    if fault:
        raise UsageError(f"the worker {get_worker().address} {fault}")
    return pickle.loads(work)(shared.value, pickle.loads(packed))


@cache
def _fault_here(passport: _Passport) -> str | None:
    return _fault_of_worker(*passport)


def _fault_of_worker(version: str, marks: tuple[str, ...]) -> str | None:
    """Tell what makes a worker unfit: another version, or a folder that it does not see."""
    if songngu.__version__ != version:
        return f"has songngu {songngu.__version__}, this is {version}"
    for mark in map(Path, marks):
        if not mark.exists():
            return f"does not see the folder {mark.parent}: it must be on storage that all share"
    return None
