"""Output files: written beside the target and renamed, so that a failure leaves the old file whole."""

from __future__ import annotations

import codecs
import errno
import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast, overload

from songngu.corpus.errors import SongnguError, UsageError

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
    the old file stays and the temporary one beside it is removed. A symbolic link is followed, and a device or pipe
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

    The files of ``obsolete`` are removed with the same step. A crash of the machine between two renames is the one
    thing that can part them.
    """
    with _explained(paths[0]):
        targets = [_target(path) for path in paths]
        temporaries = [_temporary(target) for target in targets]
        try:
            with ExitStack() as stack:
                pairs = zip(temporaries, paths, strict=True)
                streams = [stack.enter_context(_create(temporary, path)) for temporary, path in pairs]
                yield streams
                for stream in streams:
                    _sync(stream)
            with _permitted(paths[0]):
                _exchange(temporaries, targets, [path for path in obsolete if path not in paths])
        except BaseException:
            for temporary in temporaries:
                with suppress(OSError):
                    temporary.unlink()
            raise


def _exchange(temporaries: Sequence[Path], targets: Sequence[Path], obsolete: Sequence[Path]) -> None:
    """Put each temporary file in the place of its target; where one cannot be, leave everything as it was."""
    kept: list[tuple[Path, Path]] = []
    new: list[Path] = []
    try:
        for path in (*targets, *obsolete):
            if path.exists():
                aside = _temporary(path)
                path.replace(aside)
                kept.append((aside, path))
        modes = {path: aside.stat().st_mode & 0o7777 for aside, path in kept}
        for temporary, target in zip(temporaries, targets, strict=True):
            if target in modes:
                temporary.chmod(modes[target])
            temporary.replace(target)
            new.append(target)
    except BaseException:
        for path in new:
            path.unlink()
        for aside, path in kept:
            aside.replace(path)
        raise
    for aside, _ in kept:
        aside.unlink()


def _place(path: str | Path) -> AbstractContextManager[BinaryIO]:
    if str(path) == STDOUT:
        sys.stdout.flush()
        return nullcontext(sys.stdout.buffer)
    with _permitted(path):
        target = _target(path)
        if target.exists() and not target.is_file():
            return target.open("wb")
    return _beside(target, path)


def _target(path: str | Path) -> Path:
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UsageError(f"cannot write {path}: it is a directory", hint="name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {path}: the directory {Path(path).parent} does not exist")
    if target.exists() and not os.access(target, os.W_OK):
        raise UsageError(f"cannot write {path}: the file is read-only")
    return target


def _temporary(target: Path) -> Path:
    return target.with_name(f".songngu-{secrets.token_hex(8)}.tmp")


@contextmanager
def _beside(target: Path, path: str | Path) -> Iterator[BinaryIO]:
    """Give a temporary file in the directory of ``target`` that replaces it when all went well."""
    temporary = _temporary(target)
    try:
        with _create(temporary, path) as raw:
            yield raw
            _sync(raw)
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
            if error.errno not in _FAILED:
                raise
            raise SongnguError(f"cannot write {path}: {error.strerror}") from error
        hint = "free some space; the old file, if there was one, is unchanged"
        raise SongnguError(f"cannot write {path}: the disk is full", hint=hint) from error
