"""A runner for as long as it is needed."""

import sys

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.opening import opened


def test_without_a_cluster_the_work_stays_here() -> None:
    with opened(None, 2) as runner:
        assert isinstance(runner, LocalRunner)
        assert not runner.leaves_this_machine


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "songngu.workspace.runners.dask", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="--cluster needs the package") as told, opened(Cluster("local:1"), 1):
        pass
    assert told.value.hint == "pip install 'songngu[cluster]'"
