"""Where a cluster is: an address of a scheduler that runs, or so many workers of this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

from songngu.corpus.errors import UsageError
from songngu.corpus.files.remote import shown_url
from songngu.workspace.runners.local import cores

_LOCAL = re.compile(r"local:([0-9]{1,9})")
_SCHEDULER = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):(\d{1,5})/?")
_MEMORY = re.compile(r"(?i)(\d+(?:\.\d+)?)\s*([kmgt])(i?)b", re.ASCII)
_LEAST_MEMORY = 256_000_000
"""Bytes; a worker that has read its modules and nothing else holds half of these."""
_MOST_WORKERS, _MOST_A_CORE = 64, 4
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
        if self.memory:
            _check_memory(self.memory)
        if self.local_workers is not None:
            _check_workers(self.local_workers)
            return
        found, shown = _SCHEDULER.fullmatch(self.address), shown_url(self.address)
        if shown != self.address:
            raise UsageError(f"cluster {shown!r} is told with a user or a query, which it does not have", hint=_HINT)
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


def _check_memory(memory: str) -> None:
    found = _MEMORY.fullmatch(memory.strip())
    if not found:
        raise UsageError(f"worker memory {memory!r} is no size", hint="write it like 2GB or 512MiB")
    size = float(found[1]) * (1024 if found[3] else 1000) ** ("kmgt".index(found[2].lower()) + 1)
    if size < _LEAST_MEMORY:
        hint = "give it 512MB at least, better 2GB"
        raise UsageError(f"a worker that may hold {memory} cannot even begin", hint=hint)


def _check_workers(number: int) -> None:
    """Raise UsageError for no workers, and for so many that they would only take memory from each other."""
    if number < 1:
        raise UsageError("a cluster of no workers does nothing", hint="local:2 has two")
    most = max(_MOST_WORKERS, _MOST_A_CORE * cores())
    if number > most:
        hint = f"local:{cores()} has one for each"
        raise UsageError(f"{number} workers are too many for the {cores()} cores of this machine", hint=hint)


def _is_own(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
