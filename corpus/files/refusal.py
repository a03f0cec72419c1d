"""What is said where the system lets a file not be written: no permission, a full disk, a device that fails."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from songngu.corpus.errors import FullDiskError, SongnguError, UsageError

# Windows knows no disk quotas.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
# The same, and ERROR_DISK_FULL of Windows, as Polars tells them.
_FULL_TOLD = re.compile(r"os error (28|112)\b")
_FAILED = {errno.EFBIG, errno.EIO}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def is_full(error: BaseException) -> bool:
    """Tell whether an error says that a disk, or what one may use of it, is full."""
    if isinstance(error, FullDiskError) or (isinstance(error, OSError) and error.errno in _FULL):
        return True
    return bool(_FULL_TOLD.search(str(error)))


@contextmanager
def permitted(path: str | Path) -> Iterator[None]:
    """Explain, by a UsageError, why a file cannot be made or replaced, except for a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise
        reason = f"no permission to write in {Path(path).parent}" if error.errno in _DENIED else error.strerror
        raise UsageError(f"cannot write {path}: {reason or error}") from error


@contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Explain, by a SongnguError, that the disk is full or fails; any other error is left as it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            if error.errno not in _FAILED:
                raise
            raise SongnguError(f"cannot write {path}: {error.strerror}") from error
        hint = "free some space; the old file, if there was one, is unchanged"
        raise FullDiskError(f"cannot write {path}: the disk is full", hint=hint) from error
