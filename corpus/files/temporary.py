"""Temporary files beside their targets: hidden, held by a lock while they are written, swept once nobody holds them."""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".tmp"
_OURS = re.compile(r"\.songngu-[0-9a-f]{16}\.tmp")
STALE = 24 * 3600.0
"""Seconds after which what nobody holds is abandoned, where there are no locks."""


def temporary_beside(target: Path) -> Path:
    """Return a hidden name in the folder of ``target`` that no other file has."""
    return target.with_name(f".songngu-{secrets.token_hex(8)}{SUFFIX}")


def locks() -> bool:
    """Tell whether this system has locks that end with the process, and lets open files be renamed."""
    return fcntl is not None


def held(descriptor: int) -> bool:
    """Hold the lock on an open file, until every copy of its descriptor is closed; False where another holds it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def created(target: Path) -> tuple[Path, int]:
    """Make a hidden file beside ``target`` and hold it; return it and its descriptor.

    Between the two another process may take it for one that was left: then another is made.
    """
    # os.open applies the umask; the tempfile module would make the file private.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        path = temporary_beside(target)
        descriptor = os.open(path, flags, 0o666)
        if held(descriptor) and _is_at(path, descriptor):
            return path, descriptor
        os.close(descriptor)
        path.unlink(missing_ok=True)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files that a process which was killed left in ``folder``.

    One that a living process writes is locked, so it stays. Where files have no locks, what is a day old is removed.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if _OURS.fullmatch(entry.name)]:
            with suppress(OSError):
                _remove_if_abandoned(Path(entry.path))


def _remove_if_abandoned(path: Path) -> None:
    if fcntl is None:
        if time.time() - path.stat().st_mtime > STALE:
            path.unlink()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)
