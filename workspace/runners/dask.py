"""Tasks done on a Dask cluster: Dask hands out single tasks and tells what became of them, nothing more.

At most one task is with each thread of a worker, so that a worker that dies takes along nothing but what it did.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import secrets
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

import dask

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.files.refusal import is_full
from songngu.corpus.files.scratch import scratch_folder
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.runner import TRIES, Done, Task, Value

_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio", "bokeh")
dask.config.set({"logging": dict.fromkeys(_LOGGERS, "critical")})  # before distributed is imported, which reads it

from distributed import Client, LocalCluster, Security  # noqa: E402
from distributed.comm.core import connect  # noqa: E402
from distributed.core import Status  # noqa: E402

from songngu.workspace.runners.flight import Flight, Passport, Workers, fault_of_worker  # noqa: E402

_CONNECT = 5.0
_AGAIN = 0.2
_PATIENCE = 60.0
_SETTINGS = {
    "distributed.deploy.lost-worker-timeout": "1h",  # a worker that starts again slowly is not lost
    "distributed.admin.large-graph-warning-threshold": "1TiB",  # the texts of a task are its graph
    # What Dask watches all the time costs a tenth of a processor, as long as the run takes.
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.cycle": "2s",
    "distributed.admin.system-monitor.interval": "2s",
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.work-stealing": False,  # each task is for one worker
    "distributed.worker.memory.monitor-interval": "250ms",
    "distributed.worker.profile.enabled": False,
}
_ENVIRONMENT = {"POLARS_MAX_THREADS": "1"}


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
            _LocalLink(started) as link,
            DaskRunner(link) as runner,
        ):
            yield runner


@contextmanager
def _started(workers: int, memory: str | None, scratch: str) -> Iterator[LocalCluster]:
    with _quietly():
        cluster = _local_cluster(workers, memory, scratch)
    try:
        yield cluster
    finally:
        cluster.close()


def _local_cluster(workers: int, memory: str | None, scratch: str) -> LocalCluster:
    """Start workers; one that dies while it starts costs another start, three times at most."""
    for left in reversed(range(TRIES)):
        try:
            return LocalCluster(
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
        except (RuntimeError, OSError) as error:
            if is_full(error):
                raise
            if not left:
                raise UsageError(f"the workers do not start: {error}") from None
    raise AssertionError


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

    patience = _PATIENCE

    def __init__(self, address: str, seconds: float | None = None) -> None:
        self.address = address
        self.client = self._reached(seconds or _CONNECT)

    def __enter__(self) -> _Link:
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(Exception):  # a scheduler that is gone needs no farewell
            self.client.close(timeout=5)

    def _reached(self, seconds: float) -> Client:
        hint = "start one with `dask scheduler`, or let songngu: --cluster local:4"
        if self.address.startswith("tls"):
            _check_certificates(self.address)
            hint = "has it begun, with the certificates that are named here? see docs/cluster.md"
        try:
            with _quietly():
                asyncio.run(asyncio.wait_for(_greet(self.address), seconds))
                return Client(self.address, timeout=seconds, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"no scheduler answers at {self.address}: {_said(error)}", hint=hint) from None
        except Exception:  # what others say is no message of Dask
            raise UsageError(f"no scheduler answers at {self.address}: something else does", hint=hint) from None

    def refill(self) -> None:
        """Leave workers to those who started them."""

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


class _LocalLink(_Link):
    """The way to a cluster of this machine, whose workers are ours to start again."""

    patience = 10 * _PATIENCE  # they are on their way, however slow the machine is

    def __init__(self, cluster: LocalCluster) -> None:
        self._cluster = cluster
        self._workers = len(cluster.workers)
        super().__init__(cluster.scheduler_address, self.patience)

    def refill(self) -> None:
        """Start workers in the place of those that died while they started, which Dask leaves dead."""
        if self._cluster.loop:
            self._cluster.loop.add_callback(self._refill)

    def _refill(self) -> None:
        held = self._cluster.workers
        gone = [name for name, worker in held.items() if worker.status in (Status.closed, Status.failed)]
        for name in gone:
            del held[name]
        if gone:
            self._cluster.scale(self._workers)


async def _greet(address: str) -> None:
    """Ask a scheduler who it is: a client would wait forever for the answer of a server of another kind."""
    comm = await connect(address, **Security().get_connection_args("client"))
    try:
        await comm.write({"op": "identity", "reply": True})
        answer = await comm.read()
        if not isinstance(answer, dict) or answer.get("type") != "Scheduler":
            raise ValueError("it is something else")
    finally:
        comm.abort()


def _check_certificates(address: str) -> None:
    """Raise UsageError where no certificates are named to reach a scheduler by TLS, or where they cannot be read."""
    try:
        named = Security().get_connection_args("client")["ssl_context"] is not None
    except (OSError, ValueError, TypeError) as error:  # of ssl too
        raise UsageError(f"the certificates for {address} cannot be read: {_said(error)}") from None
    if not named:
        hint = "name them by DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …CLIENT__CERT and …CLIENT__KEY: see docs/cluster.md"
        raise UsageError(f"no certificates are named for {address}", hint=hint)


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError) and not str(error):
        return "nobody did in time"
    return str(error).splitlines()[0] if str(error) else type(error).__name__


class DaskRunner:
    """The workers of a cluster; each is asked for its version and for the folders it must see before it does a task.

    Raises UsageError where no worker comes within a minute, or where one has another version of songngu.
    """

    leaves_this_machine: ClassVar[bool] = True

    def __init__(self, link: _Link) -> None:
        self._link = link
        self._marks: list[Path] = []
        self._workers = Workers()
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
    def workers(self) -> int:
        """How many workers there are, as it was a moment ago."""
        return len(self._workers.threads)

    @property
    def notes(self) -> Sequence[str]:
        """Why workers get no more tasks."""
        return list(self._workers.left_out.values())

    def run(
        self, work: Callable[[Any, Task], Value], tasks: Sequence[Task], shared: Any = None
    ) -> Iterator[Done[Value]]:
        """Yield what becomes of each task, as they end; raises what ``work`` raises.

        ``shared`` is held by the scheduler, so that workers who come later get it too. A scheduler that is started
        again gets the tasks once more that have not ended. Raises UsageError where it does not come back within a
        minute, or where all workers are gone for as long.
        """
        call = pickle.dumps((self._passport(), pickle.dumps(work)))
        flight = Flight(self._link, self._workers, call, tasks, shared)
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
        self._marks = [*(each for each in self._marks if each.parent.exists()), mark]
        self._ask_workers()

    def _passport(self) -> Passport:
        return songngu.__version__, tuple(map(str, self._marks))

    def _ask_workers(self) -> None:
        for worker, answer in sorted(self._answers().items()):
            if isinstance(answer, ModuleNotFoundError | AttributeError):
                hint = f"install songngu[cluster] {songngu.__version__} there"
                raise UsageError(f"the worker {worker} has no songngu, or another version of it", hint=hint)
            if isinstance(answer, BaseException):
                raise UsageError(f"the worker {worker} does not answer: {type(answer).__name__}: {answer}")
            if answer:
                raise UsageError(f"the worker {worker} {answer}")
        self._workers.look(self._link, set())

    def _answers(self) -> dict[str, Any]:
        """Return what each worker says of itself; one that dies while it is asked is asked again when it is back."""
        client, address = self._link.client, self._link.address
        end = time.monotonic() + self._link.patience
        while True:
            self._link.refill()
            try:
                client.wait_for_workers(1, timeout=_CONNECT)
                answers: dict[str, Any] = client.run(fault_of_worker, *self._passport(), on_error="return")
                silent = {worker for worker, answer in answers.items() if isinstance(answer, OSError)}
                if answers and (not silent or time.monotonic() > end):
                    return answers
            except TimeoutError:
                if time.monotonic() > end:
                    hint = f"start some with `dask worker {address}`"
                    raise UsageError(f"the cluster at {address} has no workers", hint=hint) from None
            except OSError as error:
                raise UsageError(f"the workers of {address} do not answer: {error}") from None
            time.sleep(_AGAIN)
