"""Output files: written beside the target and renamed, so that a failure leaves the old file whole."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast, overload

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.exchange import exchange, home_of, settle
from songngu.corpus.files.guard import check_unguarded
from songngu.corpus.files.temporary import held, locks, temporary_beside

STDOUT = "-"

# Windows knows no disk quotas.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FAILED = {errno.EFBIG, errno.EIO}
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
    the old file stays and the temporary one beside it is removed. A symbolic link is followed, and a device
    written directly. A new file gets the permissions of the umask, an old one keeps its own.

    Raises UsageError where the path cannot be written, SongnguError where the disk is full.
    """
    with _explained(path), _place(path) as raw:
        # A codec's writer, unlike io.TextIOWrapper, neither buffers nor closes what is not its own.
        yield raw if binary else cast(TextIO, codecs.getwriter("utf-8")(raw))
        raw.flush()


def check_place(path: str | Path) -> None:
    """Raise UsageError where `atomic_writer` could not write ``path``, before there is anything to write."""
    if str(path) != STDOUT:
        with _permitted(path):
            _target(path)


@contextmanager
def atomic_files(paths: Sequence[Path], obsolete: Sequence[Path] = ()) -> Iterator[list[BinaryIO]]:
    """Open all of ``paths`` for writing so that they change all or none, as `atomic_writer` does one.

    The files of ``obsolete`` are removed with the same step. At every moment each name holds the old file or the new
    one; what a killed process has begun the next one ends (`exchange`).
    """
    with _explained(paths[0]):
        targets = [_target(path) for path in paths]
        home = home_of(targets)
        temporaries = [temporary_beside(home / target.name) for target in targets]
        try:
            with ExitStack() as held_locks:
                with ExitStack() as stack:
                    pairs = zip(temporaries, paths, strict=True)
                    streams = [stack.enter_context(_create(temporary, path)) for temporary, path in pairs]
                    yield streams
                    for stream in streams:
                        _sync(stream)
                        if locks():
                            held_locks.callback(os.close, os.dup(stream.fileno()))
                with _permitted(paths[0]):
                    gone = [Path(os.path.realpath(path)) for path in obsolete if path not in paths]
                    exchange(list(zip(temporaries, targets, strict=True)), gone)
        except BaseException:
            for temporary in temporaries:
                with suppress(OSError):
                    temporary.unlink()
            raise


def _place(path: str | Path) -> AbstractContextManager[BinaryIO]:
    if str(path) == STDOUT:
        sys.stdout.flush()
        return nullcontext(sys.stdout.buffer)
    with _permitted(path):
        target = _target(path)
        if target.is_char_device():
            return target.open("wb")
    return _beside(target, path)


def _target(path: str | Path) -> Path:
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UsageError(f"cannot write {path}: it is a directory", hint="name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {path}: the directory {Path(path).parent} does not exist")
    if target.exists() and not target.is_file() and not target.is_char_device():
        raise UsageError(f"cannot write {path}: it is no regular file", hint="write to - and lead that there")
    if target.exists() and not os.access(target, os.W_OK):
        raise UsageError(f"cannot write {path}: the file is read-only")
    check_unguarded(target)
    _settle_once(target.parent)
    return target


@lru_cache(maxsize=1024)
def _settle_once(folder: Path) -> None:
    """Settle a folder the first time this process writes there."""
    settle(folder)


@contextmanager
def _beside(target: Path, path: str | Path) -> Iterator[BinaryIO]:
    """Give a temporary file in the directory of ``target`` that replaces it when all went well."""
    temporary = temporary_beside(target)
    try:
        with ExitStack() as held_locks:
            with _create(temporary, path) as raw:
                yield raw
                _sync(raw)
                if locks():
                    held_locks.callback(os.close, os.dup(raw.fileno()))
            with _permitted(path):
                if target.exists():
                    temporary.chmod(target.stat().st_mode & 0o7777)
                temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _create(temporary: Path, path: str | Path) -> BinaryIO:
    # os.open applies the umask; the tempfile module would make the file private.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with _permitted(path):
        stream = os.fdopen(os.open(temporary, flags, 0o666), "wb")
        held(stream.fileno())
        return stream


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
            if error.errno not in _FAILED:
                raise
            raise SongnguError(f"cannot write {path}: {error.strerror}") from error
        hint = "free some space; the old file, if there was one, is unchanged"
        raise SongnguError(f"cannot write {path}: the disk is full", hint=hint) from error
