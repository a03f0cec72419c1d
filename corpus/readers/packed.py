"""Documents that are compressed: ``.gz`` (RFC 1952), ``.bz2``, ``.xz``, and ``.zip`` that holds one document."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive
from songngu.corpus.readers.kinds import BZIP2, GZIP, XZ, ZIP, FileKind

LARGEST_UNPACKED = 256 << 20
"""The most bytes a compressed document may expand to."""
LARGEST_RATIO = 200
"""The most that one of more than a megabyte may be larger than its compressed form."""

_SUFFIXES = {".gz", ".bz2", ".xz", ".zip"}
_SHORT = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".svgz": ".svg"}
_OPENERS: dict[FileKind, Callable[[BinaryIO], Any]] = {GZIP: gzip.open, BZIP2: bz2.open, XZ: lzma.open}
_DAMAGES = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)
_LISTED = 5


def bare_name(path: str) -> str:
    """Return the name a compressed file has when it is expanded: ``news.md`` of ``news.md.gz``."""
    name = PurePosixPath(path.replace("\\", "/"))
    suffix = name.suffix.lower()
    if suffix in _SHORT:
        return str(name.with_suffix(_SHORT[suffix]))
    return str(name.with_suffix("")) if suffix in _SUFFIXES else path


def unpack(path: str, data: bytes, kind: FileKind, documents: frozenset[str]) -> tuple[str, bytes]:
    """Return the name and the bytes of the document in a compressed file.

    Of an archive that holds more than one file, it is the only one with a suffix in ``documents``. Raises InputError
    where the file is damaged, expands too much, or holds none or several documents.
    """
    if kind is ZIP:
        archive = Archive(data)
        name = _document(archive, documents)
        return name, archive.read(name)
    limit = min(LARGEST_UNPACKED, max(1 << 20, LARGEST_RATIO * len(data)))
    try:
        with _OPENERS[kind](io.BytesIO(data)) as file:
            content: bytes = file.read(limit + 1)
    except _DAMAGES as error:
        raise InputError(f"is {kind.title} and damaged: {error}") from None
    if len(content) > limit:
        raise InputError(f"is {kind.title} and expands to over {limit >> 20} MB", hint="unpack it, if it is meant")
    return bare_name(path), content


def _document(archive: Archive, documents: frozenset[str]) -> str:
    files = [name for name in archive.names if not _is_aside(PurePosixPath(name)) and not name.endswith("/")]
    found = files if len(files) == 1 else [name for name in files if PurePosixPath(name).suffix.lower() in documents]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError("is a ZIP archive that holds no document", hint="unpack it and give the document")
    names = ", ".join(found[:_LISTED]) + (" …" if len(found) > _LISTED else "")
    raise InputError(
        f"is a ZIP archive of {len(found)} documents: {names}", hint="unpack it and give one, or the folder"
    )


def _is_aside(name: PurePosixPath) -> bool:
    """Tell what systems put into archives beside the files: ``__MACOSX/``, ``.DS_Store``, ``Thumbs.db``."""
    return any(part == "__MACOSX" or part.startswith(".") or part.lower() == "thumbs.db" for part in name.parts)
