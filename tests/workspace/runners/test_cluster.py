"""Addresses of clusters: which are ones, and which are safe."""

import sys

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.opening import opened


def test_without_a_cluster_the_work_stays_here() -> None:
    with opened(None, 3) as runner:
        assert runner == LocalRunner(3)


@pytest.mark.parametrize(
    "address",
    ["local", "local:", "local:0", "local:two", "local:-1", "local:100000", "local:\uff12", "127.0.0.1:8786",
     "tcp://", "tcp://host", "tcp://host:0",
     "tcp://host:99999", "http://host:80", "tcp://user:secret@host:80", "", "tcp://ho st:1"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError):
        Cluster(address).check()


@pytest.mark.parametrize(
    "address",
    [
        "local:1",
        "local:64",
        "tcp://127.0.0.1:8786",
        "tcp://localhost:8786",
        "tcp://[::1]:8786",
        "tls://far.example:8786",
    ],
)
def test_what_is_safe(address: str) -> None:
    Cluster(address).check()


@pytest.mark.parametrize("address", ["tcp://me:secret@host:80", "tls://me:se/cret@host:80", "https://a:1?key=secret"])
def test_no_message_holds_a_password(address: str) -> None:
    with pytest.raises(UsageError, match="a user or a query") as raised:
        Cluster(address).check()
    assert "cret" not in str(raised.value)


@pytest.mark.parametrize("host", ["far.example", "10.0.0.7", "0.0.0.0", "[2001:db8::1]", "127.0.0.1.example"])
def test_work_is_sent_to_no_other_host_without_tls(host: str) -> None:
    with pytest.raises(UsageError, match="no TLS"):
        Cluster(f"tcp://{host}:8786").check()
    Cluster(f"tcp://{host}:8786", insecure=True).check()
    Cluster(f"tls://{host}:8786").check()


def test_memory_of_workers() -> None:
    for size in ("2GB", "512 MiB", "1.5gb"):
        Cluster("local:2", size).check()
    for size in ("2", "much", "-1GB", "0x2GB"):
        with pytest.raises(UsageError, match="no size"):
            Cluster("local:2", size).check()
    for size in ("0GB", "1MB", "200 MiB", "0.0001tb"):
        with pytest.raises(UsageError, match="cannot even begin"):
            Cluster("local:2", size).check()
    with pytest.raises(UsageError, match="local:N"):
        Cluster("tcp://127.0.0.1:8786", "2GB").check()


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "songngu.workspace.runners.dask", raising=False)
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(UsageError, match="needs the package dask") as raised, opened(Cluster("local:2"), 1):
        pass
    assert "songngu[cluster]" in (raised.value.hint or "")
