"""Output files: written beside the target and renamed, so that a failure leaves the old file whole."""

from __future__ import annotations

import codecs
import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast, overload

from songngu.corpus.errors import SongnguError, UsageError

STDOUT = "-"

# Windows knows no disk quotas.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@overload
@contextmanager
def atomic_writer(path: str | Path, *, binary: Literal[True]) -> Iterator[BinaryIO]: ...


@overload
@contextmanager
def atomic_writer(path: str | Path, *, binary: Literal[False] = False) -> Iterator[TextIO]: ...


@contextmanager
def atomic_writer(path: str | Path, *, binary: bool = False) -> Iterator[BinaryIO | TextIO]:
    r"""Open ``path`` for writing so that it changes wholly or not at all; ``-`` is standard output.

    Text is UTF-8 with ``\n``, whatever the console. The target is replaced when the block ends; if the block raises,
    the old file stays and the temporary one beside it is removed. A symbolic link is followed, and a device or pipe
    written directly. A new file gets the permissions of the umask, an old one keeps its own.

    Raises UsageError where the path cannot be written, SongnguError where the disk is full.
    """
    with _explained(path), _place(path) as raw:
        # A codec's writer, unlike io.TextIOWrapper, neither buffers nor closes what is not its own.
        yield raw if binary else cast(TextIO, codecs.getwriter("utf-8")(raw))
        raw.flush()


def _place(path: str | Path) -> AbstractContextManager[BinaryIO]:
    if str(path) == STDOUT:
        sys.stdout.flush()
        return nullcontext(sys.stdout.buffer)
    with _permitted(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise UsageError(f"cannot write {path}: it is a directory", hint="name a file in it")
        if not target.parent.is_dir():
            raise UsageError(f"cannot write {path}: the directory {Path(path).parent} does not exist")
        if target.exists() and not os.access(target, os.W_OK):
            raise UsageError(f"cannot write {path}: the file is read-only")
        if target.exists() and not target.is_file():
            return target.open("wb")
    return _beside(target, path)


@contextmanager
def _beside(target: Path, path: str | Path) -> Iterator[BinaryIO]:
    """Give a temporary file in the directory of ``target`` that replaces it when all went well."""
    temporary = target.with_name(f".songngu-{secrets.token_hex(8)}.tmp")
    try:
        with _create(temporary, path) as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        with _permitted(path):
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _create(temporary: Path, path: str | Path) -> BinaryIO:
    # os.open applies the umask; the tempfile module would make the file private.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with _permitted(path):
        return os.fdopen(os.open(temporary, flags, 0o666), "wb")


@contextmanager
def _permitted(path: str | Path) -> Iterator[None]:
    """Explain why a file cannot be made or replaced, except for a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise
        reason = f"no permission to write in {Path(path).parent}" if error.errno in _DENIED else error.strerror
        raise UsageError(f"cannot write {path}: {reason or error}") from error


@contextmanager
def _explained(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        hint = "free some space; the old file, if there was one, is unchanged"
        raise SongnguError(f"cannot write {path}: the disk is full", hint=hint) from error
