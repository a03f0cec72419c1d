"""Where a cluster is: an address of a scheduler that runs, or so many workers of this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

from songngu.corpus.errors import UsageError

_LOCAL = re.compile(r"local:(\d{1,4})")
_SCHEDULER = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):(\d{1,5})/?")
_MEMORY = re.compile(r"(?i)\d+(\.\d+)?\s*([kmgt]i?b)")
_HINT = "write tcp://HOST:8786, tls://HOST:8786, or local:4 for four workers of this machine"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The address of a scheduler, or `local:N`; ``memory`` is the most that a worker of `local:N` may hold."""

    address: str
    memory: str | None = None
    insecure: bool = False

    @property
    def local_workers(self) -> int | None:
        """How many workers of this machine are asked for, None for a scheduler that runs already."""
        found = _LOCAL.fullmatch(self.address)
        return int(found[1]) if found else None

    def check(self) -> None:
        """Raise UsageError for an address that is none, or that is not safe to send work to, and for a wrong size.

        A scheduler does what anyone sends it, and its workers run what it sends them: without TLS this is for the
        own machine only.
        """
        if self.memory and not _MEMORY.fullmatch(self.memory.strip()):
            raise UsageError(f"worker memory {self.memory!r} is no size", hint="write it like 2GB or 512MiB")
        if self.local_workers is not None:
            if self.local_workers < 1:
                raise UsageError("a cluster of no workers does nothing", hint="local:2 has two")
            return
        found = _SCHEDULER.fullmatch(self.address)
        if not found or not 0 < int(found[3]) < 65536:
            raise UsageError(f"cluster {self.address!r} is no address", hint=_HINT)
        if self.memory:
            hint = "give it to its workers: dask worker --memory-limit"
            raise UsageError("worker memory is of local:N; the workers of a running cluster have their own", hint=hint)
        if found[1] == "tcp" and not self.insecure and not _is_own(found[2].strip("[]")):
            raise UsageError(
                f"{self.address} is on another host and has no TLS: whoever reaches it can run anything on it",
                hint="use tls://, an SSH tunnel to tcp://127.0.0.1, or --insecure-cluster in a network that is yours",
            )


def _is_own(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
