"""A runner for as long as it is needed: a cluster, or the processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from songngu.corpus.errors import UsageError
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Runner


@contextmanager
def opened(cluster: Cluster | None, workers: int) -> Iterator[Runner]:
    """Give a runner: the cluster, or else ``workers`` processes of this machine.

    Raises UsageError for what `Cluster.check` refuses, where the extra `cluster` is not installed, where there is no
    scheduler, no worker, or one with another version of songngu.
    """
    if cluster is None:
        yield LocalRunner(workers)
        return
    cluster.check()
    try:
        from songngu.workspace.runners.dask import connected
    except ModuleNotFoundError as error:
        hint = "pip install 'songngu[cluster]'"
        raise UsageError(f"--cluster needs the package {error.name}", hint=hint) from None
    with connected(cluster) as runner:
        yield runner
