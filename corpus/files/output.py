"""Output files: written beside the target and renamed, so that a failure leaves the old file whole."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast, overload

from songngu.corpus.errors import UsageError
from songngu.corpus.files.exchange import settle_once
from songngu.corpus.files.guard import check_unguarded
from songngu.corpus.files.refusal import explained, permitted
from songngu.corpus.files.staging import staging, together

STDOUT = "-"


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
    with together(), explained(path), _place(path) as raw:
        # A codec's writer, unlike io.TextIOWrapper, neither buffers nor closes what is not its own.
        yield raw if binary else cast(TextIO, codecs.getwriter("utf-8")(raw))
        raw.flush()


def check_place(path: str | Path) -> None:
    """Raise UsageError where `atomic_writer` could not write ``path``, before there is anything to write."""
    if str(path) != STDOUT:
        with permitted(path):
            _target(path)


@contextmanager
def atomic_files(paths: Sequence[Path], obsolete: Sequence[Path] = ()) -> Iterator[list[BinaryIO]]:
    """Open all of ``paths`` for writing so that they change all or none, as `atomic_writer` does one.

    The files of ``obsolete`` are removed with the same step (`together`).
    """
    with together():
        with explained(paths[0]), ExitStack() as stack:
            yield [stack.enter_context(staging().writer(path, _target(path))) for path in paths]
        staging().obsolete += [Path(os.path.realpath(path)) for path in obsolete]


def _place(path: str | Path) -> AbstractContextManager[BinaryIO]:
    if str(path) == STDOUT:
        sys.stdout.flush()
        return nullcontext(sys.stdout.buffer)
    with permitted(path):
        target = _target(path)
        if target.is_char_device():
            return target.open("wb")
    return staging().writer(path, target)


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
    settle_once(target.parent)
    return target
