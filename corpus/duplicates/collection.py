"""A collection to search: the files and folders named, as documents and bitexts, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.document import Document
from songngu.corpus.errors import InputError, SongnguError, no_such_file
from songngu.corpus.formats.parts import files_of_parts
from songngu.corpus.readers.encodings.wide import MARKS, wide_codec
from songngu.corpus.readers.extraction import Expectation

if TYPE_CHECKING:
    import polars as pl

_TABLES_OF_TEXT = (".tsv", ".jsonl", ".ndjson")

TABLES = frozenset({".parquet"})
"""Suffixes of the files searched on disk, a row at a time."""

_OLD = ("utf-16-le", "utf-16-be", "latin-1", "cp1258", "cp1252")
_HEAD = 8192


Expecting = Callable[[Path], Expectation]
"""Says what is known of a file before it is read."""


def nothing_known(path: Path) -> Expectation:
    """Return that nothing is known of a file."""
    return Expectation()


@dataclass(slots=True)
class Collection:
    """What the paths hold; ``skipped`` are binary files found in folders, ``unreadable`` the errors met.

    ``notes`` are what the readers of bitexts have to say; documents have their own.
    """

    documents: list[Document] = field(default_factory=list)
    bitexts: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[SongnguError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def warnings(self) -> list[str]:
        """Return what all readers have to say, each after the name of its file."""
        return [f"{one.path}: {warning}" for one in self.documents for warning in one.warnings] + self.notes


def read_collection(paths: Iterable[str | Path], lang: str | None, expected: Expecting = nothing_known) -> Collection:
    """Read files, and all files of folders in the order of their names, of a bitext in parts those; none is read twice.

    Each is read in the language ``lang`` and, where that is None, in that which is ``expected`` or told from it.

    Hidden files and folders are left out. A file that cannot be read is told in the result, not raised.
    Raises InputError where a path does not exist.
    """
    collection = Collection()
    seen: set[Path] = set()
    for path, found_in_folder in _files(paths):
        identity = path.resolve() if str(path) != "-" else path
        if identity in seen:
            continue
        seen.add(identity)
        try:
            known = expected(path)
            _add(collection, path, replace(known, lang=lang or known.lang), found_in_folder=found_in_folder)
        except SongnguError as error:
            collection.unreadable.append(error)
    return collection


def decode(data: bytes, path: str) -> tuple[str, str, bytes]:
    """Return the text of a file, its codec and its byte order mark; raise InputError where it is neither UTF-8 nor 16.

    ``mark + text.encode(codec)`` gives the same bytes again.
    """
    mark, codec = next(((mark, codec) for mark, codec in MARKS if data.startswith(mark)), (b"", "utf-8"))
    if codec == "utf-8" and (zero := data.find(0)) >= 0:
        raise InputError(f"is not a text file: NUL at byte {zero}", path=path)
    try:
        return data.removeprefix(mark).decode(codec), codec, mark
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        raise InputError(
            f"is not {codec.upper()}: byte {place} cannot be decoded", path=path, hint="convert it to UTF-8"
        ) from None


def encoding_of(raw: str, data: bytes) -> tuple[str, bytes] | None:
    """Return the codec and the byte order mark that make ``data`` of the text read from it, None where none does."""
    for mark, codec in ((b"", "utf-8"), *MARKS, *((b"", codec) for codec in _OLD)):
        try:
            if mark + raw.encode(codec) == data:
                return codec, mark
        except UnicodeEncodeError:
            continue
    return None


def _files(paths: Iterable[str | Path]) -> Iterator[tuple[Path, bool]]:
    for name in paths:
        path = Path(name)
        several = _is_of_files(path)
        if str(name) != "-" and not path.exists() and not several:
            raise no_such_file(name)
        if several or not path.is_dir():
            yield path, False
            continue
        for file in files_of_parts(path) or sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and (file.is_file() or not file.exists()):
                yield file, True


def _add(collection: Collection, path: Path, known: Expectation, *, found_in_folder: bool) -> None:
    suffix = path.suffix.lower()
    if suffix in TABLES:
        from songngu.corpus.duplicates.parquet import row_count

        row_count(path)
        collection.tables.append(str(path))
    elif found_in_folder and not known.encoding and _is_binary(path):
        collection.skipped.append(str(path))
    elif _is_bitext(path) and not (found_in_folder and _names_no_sides(path)):
        _add_bitext(collection, path, known, found_in_folder=found_in_folder)
    else:
        collection.documents.append(_document(path, known))


def _add_bitext(collection: Collection, path: Path, known: Expectation, *, found_in_folder: bool) -> None:
    """Add a bitext; a CSV file found in a folder may be any table, and is a text where it is no bitext."""
    from songngu.corpus.formats import read_bitext
    from songngu.corpus.formats.reading import Reading

    reading = Reading(str(path))
    try:
        collection.bitexts.append((str(path), read_bitext(path, reading=reading)))
        collection.notes += [f"{path}: {note}" for note in reading.notes]
    except InputError:
        if not found_in_folder or path.suffix.lower() != ".csv":
            raise
        collection.documents.append(_document(path, known))


def _is_bitext(path: Path) -> bool:
    """Tell whether a file is of a format that a bitext can be read from, compressed or not."""
    from songngu.corpus.formats import format_by_suffix, is_readable

    name = format_by_suffix(path)
    return name is not None and is_readable(name)


def _is_of_files(path: Path) -> bool:
    """Tell whether a path stands for the several files of a bitext."""
    from songngu.corpus.formats import format_by_suffix, is_of_files

    name = format_by_suffix(path)
    return name is not None and is_of_files(name)


def _is_binary(path: Path) -> bool:
    """Tell whether a file that no reader is for is no text: it holds NUL, and is not in UTF-16 or UTF-32."""
    from songngu.corpus.readers import READERS

    if path.suffix.lower() in READERS or not path.is_file():  # a pipe is read but once
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return b"\0" in head and not wide_codec(head)


def _names_no_sides(path: Path) -> bool:
    """Tell whether a table found in a folder is none of ours: its first line does not name a source and a target."""
    if path.suffix.lower() not in _TABLES_OF_TEXT or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError:
        return False
    head = data.decode(wide_codec(data) or "utf-8", "ignore").lstrip("\ufeff\r\n\t ").partition("\n")[0]
    return not ("source" in head and "target" in head)


def _document(path: Path, known: Expectation) -> Document:
    from songngu.corpus.readers import document_bytes
    from songngu.corpus.readers.pair_languages import read_in_its_language

    data = document_bytes(path)
    read = partial(_parsed, path, data, known.encoding)
    return read_in_its_language(read, known.lang, trust=True, expected=known.langs)


def _parsed(path: Path, data: bytes, encoding: str | None, lang: str) -> Document:
    """Return a document; of plain UTF-8 or 16, which may be large, neither blocks nor sentences are looked for."""
    from songngu.corpus.readers import READERS, read_document

    if encoding or str(path) == "-" or path.suffix.lower() in READERS:
        return read_document(path, lang, encoding=encoding, data=data)
    try:
        return Document(str(path), lang, decode(data, str(path))[0], (), ())
    except InputError:
        return read_document(path, lang, data=data)
