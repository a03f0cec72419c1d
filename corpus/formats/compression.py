"""Compressed bitexts: ``.gz`` (RFC 1952) read and written, ``.zip`` read; how far a file may expand is bounded."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.exchange import settle_once
from songngu.corpus.files.streams import refuse_device
from songngu.corpus.formats.reading import Reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    Pieces = gzip.GzipFile | zipfile.ZipExtFile

GZIP = ".gz"
ZIP = ".zip"

_HEAD = 1 << 10

# Real memories and corpora come to a tenth or a fiftieth of their size; bombs to a thousandth.
_RATIO = 200
_HARMLESS = 1 << 26
_LARGEST = 1 << 36

_BROKEN = (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


def bare(path: str | Path) -> Path:
    """Return the name that a compressed file has when it is expanded: ``corpus.tmx`` of ``corpus.tmx.gz``."""
    plain = Path(path)
    return plain.with_suffix("") if plain.suffix.lower() in (GZIP, ZIP) else plain


def is_archive(path: str | Path) -> bool:
    """Tell whether a file may hold several, by its suffix."""
    return Path(path).suffix.lower() == ZIP


@contextmanager
def compressed(stream: BinaryIO, path: str | Path) -> Iterator[BinaryIO]:
    """Give what is to be written to: ``stream``, or what compresses into it; no clock time or name gets into it."""
    if is_archive(path):
        raise UsageError(f"{path}: a zip archive is read, not written", hint="name a file that ends in .gz")
    if Path(path).suffix.lower() != GZIP:
        yield stream
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        yield cast(BinaryIO, packed)


def members(path: str | Path, reading: Reading) -> list[str]:
    """Return the names of the files in an archive, those left out that a system put beside them."""
    with _archive(path, reading) as archive:
        names = archive.namelist()
    if not all(names):
        raise reading.error("damaged zip archive: it holds a file without a name")
    return [name for name in names if not name.endswith("/") and _is_own(name)]


def member(path: str | Path, suffixes: Sequence[str], reading: Reading) -> str:
    """Return the name of the one file in an archive that ends in one of ``suffixes``, or else of its only file.

    Raises InputError, naming them, where there are several, and where there is none.
    """
    names = members(path, reading)
    fitting = [name for name in names if PurePath(name).suffix.lower() in suffixes] or names
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise reading.error("the archive holds no file")
    listed = ", ".join(fitting[:5]) + (" …" if len(fitting) > 5 else "")
    raise reading.error(f"the archive holds {len(fitting)} files: {listed}", hint="unpack it and name the one to read")


def _is_own(name: str) -> bool:
    # macOS adds a shadow of every file.
    return not name.startswith("__MACOSX/") and not PurePath(name).name.startswith(".")


@contextmanager
def _archive(path: str | Path, reading: Reading) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise reading.error(f"not a zip archive: {error}") from error
    with archive:
        yield archive


@contextmanager
def opened(path: str | Path, suffixes: Sequence[str], reading: Reading) -> Iterator[BinaryIO]:
    """Open a file to read what it holds, expanded; of an archive the `member`.

    Raises InputError, here or when it is read, for a broken file and for one that expands beyond all measure.
    """
    try:
        refuse_device(path)
    except InputError as error:
        raise reading.error(str(error), hint=error.hint) from None
    settle_once(Path(path).parent)
    if is_archive(path):
        with opened_member(path, member(path, suffixes, reading), reading) as content:
            yield content
        return
    with Path(path).open("rb") as stream:
        if Path(path).suffix.lower() != GZIP:
            yield stream
            return
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield _bounded(unpacked, stream.tell, reading)


@contextmanager
def opened_member(path: str | Path, name: str, reading: Reading) -> Iterator[BinaryIO]:
    """Open the file called ``name`` in an archive; raises InputError as `opened` does."""
    with _archive(path, reading) as archive:
        size = archive.getinfo(name).compress_size
        try:
            content = archive.open(name)
        except _BROKEN as error:
            raise reading.error(f"{name} cannot be read from the archive: {error}") from error
        with content:
            yield _bounded(cast("zipfile.ZipExtFile", content), lambda: size, reading)


def is_bomb(size: int, packed: int) -> bool:
    """Tell whether ``size`` bytes are more than an honest file of ``packed`` bytes expands to."""
    return size > _LARGEST or size > max(_HARMLESS, _RATIO * packed)


def is_empty(stream: BinaryIO) -> bool:
    """Tell whether a stream ends before anything came or, where one can go back in it, anything but blank lines."""
    if isinstance(stream, io.BufferedReader) and not stream.peek(1):
        return True
    if not stream.seekable():
        return False
    start = stream.tell()
    head = stream.read(_HEAD)
    stream.seek(start)
    return len(head) < _HEAD and not head.removeprefix(BOM_UTF8).strip()


@contextmanager
def on_disk(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give ``stream`` as a file one can move about in: itself, or a copy that is gone afterwards."""
    try:
        stream.fileno()
        moves = stream.seekable()
    except OSError:
        moves = False
    if moves:
        yield stream
        return
    with TemporaryFile() as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def _bounded(stream: Pieces, packed: Callable[[], int], reading: Reading) -> BinaryIO:
    return io.BufferedReader(_Expanded(stream, packed, reading), 1 << 17)


class _Expanded(io.RawIOBase):
    """What a compressed file holds, as long as it is whole and no more than a file of its size can be."""

    def __init__(self, stream: Pieces, packed: Callable[[], int], reading: Reading) -> None:
        self._stream = stream
        self._packed = packed
        self._reading = reading
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            # One piece at a time: `read` gathers several and loses them all where the last is broken.
            data = self._stream.read1(len(view))
        except _BROKEN as error:
            broken = self._reading.error(f"the compressed file is broken: {error}")
            if not self._reading.keep_going:
                raise broken from error
            note = f"{broken}; what stands before is read"
            if note not in self._reading.notes:
                self._reading.notes.append(note)
            return 0
        self._size += len(data)
        if is_bomb(self._size, self._packed()):
            raise self._reading.error(
                f"the compressed file expands to more than {_RATIO} times its size",
                hint="unpack it if it can be trusted",
            )
        view[: len(data)] = data
        return len(data)
