"""Formats of the bitext, one module each: ``write(bitext, stream)`` and, where the format holds text, ``scan(stream)``.

To add a format, add its module and its line in ``_SUFFIXES``; another package names its own as an entry point.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from songngu.corpus.errors import UsageError, no_such_file, unreadable
from songngu.corpus.files.exchange import settle
from songngu.corpus.files.output import STDOUT, atomic_writer
from songngu.corpus.files.registry import Registry, suggestion
from songngu.corpus.formats.compression import bare, compressed, is_archive, is_empty, member, members, opened
from songngu.corpus.formats.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from songngu.corpus.bitext import Bitext

STDIN = "-"

NO_ROWS = "there are no rows in it"
"""The note on a bitext that holds none, be it an empty file."""

_PAIR, _DATASET = "moses", "parquet"
_UNPACKED = {_PAIR}
"""Formats of several files that are read from an archive."""

_SUFFIXES: dict[str, tuple[str, ...]] = {
    "beads": (".beads",),
    "csv": (".csv",),
    "fairseq": (".fairseq",),
    "html": (".html", ".htm"),
    "huggingface": (".hf",),
    "jsonl": (".jsonl", ".ndjson"),
    "marian": (".marian",),
    "mo": (".mo",),
    "moses": (".moses",),
    "opennmt": (".opennmt",),
    "parquet": (".parquet",),
    "po": (".po", ".pot"),
    "table": (".table",),
    "tmx": (".tmx",),
    "tsv": (".tsv",),
    "xliff": (".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
    "xliff2": (".xlf2",),
    "xlsx": (".xlsx",),
}
"""Every format by its name, which is also its module's, with the file name suffixes that choose it."""

_PARTS = ("write", "scan", "write_files", "scan_files")
"""What a format has one of."""

FORMATS: Registry[Any] = Registry(
    "format",
    {},
    "songngu.formats",
    lambda thing: any(hasattr(thing, part) for part in _PARTS),
    modules={name: f"{__name__}.{name}" for name in _SUFFIXES},
)
"""The formats by name, each a `Format`, `ReadableFormat` or `FilesFormat`; those of other packages come last."""


class Format(Protocol):
    """What the module of a format holds."""

    def write(self, bitext: Bitext, stream: BinaryIO) -> list[str]:
        """Write ``bitext`` and return, a sentence each, what the format could not keep."""
        ...


class ReadableFormat(Format, Protocol):
    """What the module of a format holds that can be read back."""

    def scan(self, stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
        """Yield the bitext in ``stream`` in batches; raise InputError where it is not of the format."""
        ...


class FilesFormat(Protocol):
    """What the module of a format holds whose bitexts are several files, named after one path."""

    def write_files(self, bitext: Bitext, path: Path) -> list[str]:
        """Write ``bitext`` to the files of ``path``, all or none, and return what the format could not keep."""
        ...

    def files_of(self, bitext: Bitext, path: Path) -> list[Path]:
        """Return the files that ``bitext`` becomes at ``path``."""
        ...

    def scan_files(self, path: Path, reading: Reading) -> Iterator[pl.DataFrame]:
        """Yield the bitext of the files of ``path`` in batches; raise InputError where they are not of the format."""
        ...


def format_of(path: str | Path, name: str | None = None) -> str:
    """Return the format called ``name`` or, without one, that of the suffix of ``path`` before any ``.gz`` or ``.zip``.

    Raises UsageError for an unknown name or suffix, naming the known ones and the nearest.
    """
    if name is not None:
        if name in FORMATS:
            return name
        raise UsageError(f"unknown format {name!r}", hint=suggestion(name.lower(), FORMATS))
    if known := format_by_suffix(path):
        return known
    suffix = bare(path).suffix.lower()
    if str(path) == STDOUT:
        raise UsageError("a standard stream has no suffix to tell the format", hint=suggestion("", FORMATS))
    problem = f"unknown suffix {suffix!r}" if suffix else "no suffix to tell the format"
    raise UsageError(f"{path}: {problem}", hint=_other_suffix(suffix))


def _other_suffix(suffix: str) -> str:
    from songngu.corpus.readers import DOCUMENTS

    known = suggestion(suffix, [each for name in FORMATS for each in suffixes_of(name)])
    return f"documents are no bitexts: `songngu align` makes one of two; {known}" if suffix in DOCUMENTS else known


def format_by_suffix(path: str | Path) -> str | None:
    """Return the format that the suffix of ``path`` chooses, before any ``.gz`` or ``.zip``, or None."""
    suffix = bare(path).suffix.lower()
    own = next((name for name, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
    return own or (suffix[1:] if suffix[1:] in FORMATS else None)


def suffixes_of(name: str) -> tuple[str, ...]:
    """Return the suffixes that choose a format, the usual one first; that of another package has its name as suffix."""
    return _SUFFIXES.get(name, (f".{name}",))


def load_format(name: str) -> Format | FilesFormat:
    """Return the format called ``name``, one of ``FORMATS``."""
    return cast("Format | FilesFormat", FORMATS[name])


def is_readable(name: str) -> bool:
    """Tell whether a bitext can be read from the format called ``name``."""
    module = load_format(name)
    return hasattr(module, "scan") or hasattr(module, "scan_files")


def is_writable(name: str) -> bool:
    """Tell whether a bitext can be written in the format called ``name``."""
    module = load_format(name)
    return hasattr(module, "write") or hasattr(module, "write_files")


def check_writable(name: str) -> None:
    """Raise UsageError where no bitext can be written in the format called ``name``."""
    if not is_writable(name):
        raise UsageError(f"a bitext can be read from {name}, not written", hint="write po; msgfmt makes an mo of it")


def keeps_decisions(name: str) -> bool:
    """Tell whether what a person decided of rows is read back from the format called ``name`` as it was written."""
    return is_writable(name) and is_readable(name) and name != _PAIR


def is_of_files(name: str) -> bool:
    """Tell whether a bitext of the format called ``name`` is several files, named after one path."""
    return hasattr(load_format(name), "write_files")


def write_bitext(
    bitext: Bitext, path: str | Path, format: str | None = None, *, guard_cells: bool = False
) -> list[str]:
    """Write ``bitext`` to ``path`` (``-`` for standard output) and return what the format could not keep.

    With ``guard_cells`` no spreadsheet runs a cell of a CSV or TSV file (`songngu.corpus.formats.formulas`). The old
    file is replaced only once all is written. Raises UsageError for an unknown format or a path that cannot be written,
    SongnguError where the disk is full.
    """
    name = format_of(path, format)
    check_writable(name)
    module = load_format(name)
    if hasattr(module, "write_files"):
        if str(path) == STDOUT:
            raise UsageError(f"{name} is several files, which standard output cannot hold", hint="name a path with -o")
        _refuse_compressed(path, name)
        return cast(FilesFormat, module).write_files(bitext, Path(path))
    with atomic_writer(path, binary=True) as stream:
        return write_stream(bitext, stream, path, name, guard_cells=guard_cells)


def write_stream(
    bitext: Bitext, stream: BinaryIO, path: str | Path, format: str, *, guard_cells: bool = False
) -> list[str]:
    """Write to ``stream`` what `write_bitext` writes to ``path`` in a format that is one file."""
    if guard_cells:
        from songngu.corpus.formats.formulas import GUARDABLE, guarded

        bitext = guarded(bitext) if format in GUARDABLE else bitext
    with compressed(stream, path) as plain:
        return cast(Format, load_format(format)).write(bitext, plain)


def _refuse_compressed(path: str | Path, name: str) -> None:
    if bare(path) != Path(path):
        raise UsageError(f"{path}: {name} is several files, which are not compressed together")


def files_of(bitext: Bitext, path: str | Path, format: str | None = None) -> list[Path]:
    """Return the files that `write_bitext` makes."""
    module = load_format(format_of(path, format))
    return cast(FilesFormat, module).files_of(bitext, Path(path)) if hasattr(module, "write_files") else [Path(path)]


def scan_bitext(path: str | Path, format: str | None = None, reading: Reading | None = None) -> Iterator[pl.DataFrame]:
    """Yield the bitext in the file ``path`` (``-`` for standard input) in batches, its memory being that of one.

    Columns the format does not keep are filled: ``row`` counts the rows of a document, an ``id`` is computed. Rows of
    the pair asked for the other way round are turned, those of other pairs left out, and those that name no language
    get the one asked for. Raises UsageError for a format that cannot be read, InputError for a file that is missing,
    not of the format or not of the languages asked for; a bitext without rows, an empty file too, is told in the notes.
    """
    from songngu.corpus.formats.sides import of_chosen_languages
    from songngu.corpus.formats.spoken import with_languages, with_warnings

    reading = reading or Reading(str(path))
    rows = 0
    try:
        batches = with_warnings(with_languages(_scanned(path, format, reading), reading), reading)
        for batch in of_chosen_languages(batches, reading):
            rows += batch.height
            yield batch.with_columns(reading.chosen_langs())
    except OSError as error:
        raise unreadable(error, reading.path) from error
    if not rows:
        reading.notes.append(NO_ROWS)


def _scanned(path: str | Path, format: str | None, reading: Reading) -> Iterator[pl.DataFrame]:
    from songngu.corpus.formats.dataset import files_of_dataset

    if format in (None, _DATASET) and (files := files_of_dataset(path)) is not None:
        from songngu.corpus.formats.parquet import tables

        yield from tables([(file, None) for file in files], reading)
        return
    name = _format_within(path, format, reading)
    if not is_readable(name):
        readable = f"formats that can be read: {', '.join(_readable())}"
        raise UsageError(f"{path}: a bitext cannot be read from {name}", hint=readable)
    module = load_format(name)
    if hasattr(module, "scan_files"):
        if name not in _UNPACKED:
            _refuse_compressed(path, name)
        settle(Path(path).parent)
        settle(Path(path))
        yield from cast(FilesFormat, module).scan_files(Path(path), reading)
        return
    source = nullcontext(sys.stdin.buffer) if str(path) == STDIN else opened(path, suffixes_of(name), reading)
    with source as stream:
        if not is_empty(stream):
            yield from cast(ReadableFormat, module).scan(stream, reading)


def _format_within(path: str | Path, format: str | None, reading: Reading) -> str:
    from songngu.corpus.formats.moses import is_side, pair_in

    if format is not None or format_by_suffix(path) is not None:
        return format_of(path, format)
    if is_archive(path):
        names = members(path, reading)
        if pair_in(names):
            return _PAIR
        return format_of(member(path, [suffix for name in _readable() for suffix in suffixes_of(name)], reading))
    if is_side(path):
        return _PAIR
    if str(path) != STDIN and not Path(path).exists():
        raise no_such_file(path)
    return format_of(path)


def _readable() -> list[str]:
    return [name for name in FORMATS if is_readable(name)]


def read_bitext(path: str | Path, format: str | None = None, reading: Reading | None = None) -> pl.DataFrame:
    """Return the bitext in the file ``path``, whole; see `scan_bitext`."""
    from songngu.corpus.bitext import joined

    return joined(list(scan_bitext(path, format, reading)))
