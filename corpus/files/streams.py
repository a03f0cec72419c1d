"""What is read: files and pipes, as far as a bound; devices, which have no end, are refused by their kind."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from songngu.corpus.errors import InputError
from songngu.corpus.files.exchange import settle_once

LARGEST = 256 << 20
"""The most bytes a file may have that is read whole."""

_PIECE = 1 << 20
_PLAIN_DEVICES = frozenset({os.devnull, "/dev/stdin"})
_STREAMS: dict[tuple[int, int], bytes] = {}


def refuse_device(path: str | Path) -> None:
    """Raise InputError where a path leads to a device or a socket; one that leads nowhere is left to the reader."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return
    readable = stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISFIFO(mode) or str(path) in _PLAIN_DEVICES
    if not readable:
        raise InputError("is a device or a socket, not a file", hint="save what it gives to a file")


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or of a pipe, which is read once, however often it is asked for.

    No more is read than ``LARGEST`` bytes, whatever a file says of its size. Raises InputError for a device and for
    what is larger, OSError where it cannot be opened.
    """
    refuse_device(path)
    settle_once(path.parent)
    kind = path.stat()
    if stat.S_ISREG(kind.st_mode) and kind.st_size > LARGEST:
        raise too_large()
    key = kind.st_dev, kind.st_ino
    if key in _STREAMS and stat.S_ISFIFO(kind.st_mode):
        return _STREAMS[key]
    with path.open("rb") as stream:
        data = bounded(stream)
    if stat.S_ISFIFO(kind.st_mode):
        _STREAMS[key] = data
    return data


def bounded(stream: BinaryIO) -> bytes:
    """Return what a stream holds, piece by piece, so that one without an end takes no more memory than is allowed."""
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise too_large()
    return b"".join(pieces)


def too_large() -> InputError:
    """Return the error for a file that is larger than any that is read whole."""
    return InputError(f"is larger than {LARGEST >> 20} MB", hint="split it into several files")
