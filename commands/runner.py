"""Where a command has its tasks done: in processes of this machine, or on the cluster it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from songngu.commands.console import say, warn

if TYPE_CHECKING:
    from songngu.workspace.configuration import Workspace
    from songngu.workspace.run_report import RunFacts
    from songngu.workspace.runners.account import Account, AccountedRunner
    from songngu.workspace.runners.cluster import Cluster

ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Do it on a Dask cluster: tcp://HOST:8786, tls://HOST:8786, or local:4 (extra `cluster`).",
    ),
]
WorkerMemory = Annotated[
    str | None,
    typer.Option("--worker-memory", metavar="SIZE", help="Of local:N, the most a worker may hold, such as 2GB."),
]
InsecureCluster = Annotated[
    bool, typer.Option("--insecure-cluster", help="Use tcp:// on another host: whoever reaches it can run anything.")
]
RunReport = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="What the run took: tasks, seconds, memory, deaths, cost (.json, .html)."
    ),
]


@dataclass(frozen=True, slots=True)
class AccountedRun:
    """What does the tasks of a command, the account of it, and what its report says beside."""

    runner: AccountedRunner
    account: Account
    facts: RunFacts


def cluster_of(workspace: Workspace, address: str | None, memory: str | None, *, insecure: bool) -> Cluster | None:
    """Return the cluster that is named, else the one configured, None where there is neither.

    Raises UsageError for options of a cluster without one, and as `Cluster.check` does.
    """
    from songngu.corpus.errors import UsageError
    from songngu.workspace.runners.cluster import Cluster

    configured = workspace.configuration.cluster
    address = address or configured.address
    if address is None:
        if memory or insecure:
            given = "--worker-memory" if memory else "--insecure-cluster"
            raise UsageError(f"{given} without a cluster", hint="name one: --cluster local:4")
        return None
    memory = memory or (configured.worker_memory if address.startswith("local:") else None)
    cluster = Cluster(address, memory, insecure)
    cluster.check()
    return cluster


@contextmanager
def run_of(
    cluster: Cluster | None,
    workers: int,
    command: str,
    report: Path | None = None,
    *,
    quiet: bool,
    outputs: Iterable[str | Path] = (),
    rows_of: Callable[[Any], tuple[int, bool]] = lambda value: (0, False),
) -> Iterator[AccountedRun]:
    """Give the runner of a cluster, or else of ``workers`` processes; tell where a cluster can be watched.

    At the end the report is written, if one is asked for, and told which workers were left out. Raises UsageError where
    the report would be one of the ``outputs`` of the command.
    """
    from songngu.corpus.files.guard import check_distinct
    from songngu.workspace.run_report import RunFacts, check_report, reported
    from songngu.workspace.runners.account import Account, AccountedRunner
    from songngu.workspace.runners.opening import opened

    if report:
        check_report(report)
        check_distinct([*outputs, report])
    account = Account(command, rows_of)
    facts = RunFacts(command, cluster.address if cluster else "this machine")
    with reported(report, account, facts), opened(cluster, workers) as runner:
        page = getattr(runner, "dashboard", None)
        if page and not quiet:
            say(f"note: the cluster can be watched at {page}")
        try:
            yield AccountedRun(AccountedRunner(runner, account), account, facts)
        finally:
            for note in account.notes:
                warn(note)
