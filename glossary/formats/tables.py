"""What the formats of rows and columns share: bytes to text, rows with their lines, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from songngu.corpus.errors import InputError, unreadable
from songngu.corpus.files.streams import bounded
from songngu.corpus.files.streams import file_bytes as bytes_of
from songngu.corpus.readers.encodings.wide import text_codec
from songngu.glossary.formats.headings import headings
from songngu.glossary.formats.losses import Loss

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_FIELD = 1 << 24
_DELIMITERS = (",", "\t", ";", "|")
_TOLD_BY = 20


def file_bytes(path: Path) -> bytes:
    """Return the content of a file, or of standard input for ``-``; raises InputError."""
    if str(path) == "-":
        return bounded(sys.stdin.buffer)
    try:
        return bytes_of(path)
    except InputError as error:
        raise InputError(str(error), path=str(path), hint=error.hint) from None
    except OSError as error:
        raise unreadable(error, path) from None


def decoded(data: bytes, path: Path, encoding: str = "utf-8") -> str:
    """Return the text of a file: by its byte order mark, UTF-16 and UTF-32 by their zeros, else in ``encoding``.

    Raises InputError, naming the line, where the bytes are not in that encoding.
    """
    codec, length = text_codec(data, encoding)
    return _decode(data[length:], codec, path)


def _decode(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        name = encoding.upper()
        raise InputError(
            f"not {name}: byte 0x{error.object[error.start]:02x}",
            path=str(path),
            line=line,
            hint=f"save the file as {name}",
        ) from None


def rows(text: str, path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line where each row begins, and its cells; blank lines are skipped.

    Raises InputError for a quote that is never closed or is followed by more.
    """
    csv.field_size_limit(_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(f"not CSV: {error}", path=str(path), line=line, hint="look for a stray quote") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, [unguarded(cell) for cell in cells]


def delimiter(text: str) -> str:
    """Return what parts the cells of a text: what gives its first line a head, else what stands on every line."""
    lines = [line for line in text.splitlines() if line.strip()][:_TOLD_BY]
    present = [mark for mark in _DELIMITERS if lines and mark in lines[0]]
    for mark in present:
        if headings(next(csv.reader([lines[0]], delimiter=mark), [])):
            return mark
    return next((mark for mark in present if all(mark in line for line in lines)), (present or [","])[0])


def written(table: Iterable[Sequence[str]], losses: list[Loss] | None = None) -> str:
    """Return a table as CSV in which no cell starts a formula; the cells changed for that are added to ``losses``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in table:
        cells = [guarded(cell) for cell in row]
        if losses is not None and cells != list(row):
            losses.append(Loss(row[0], "the bare form of a cell that would start a formula"))
        writer.writerow(cells)
    return stream.getvalue()


def guarded(cell: str) -> str:
    """Return a cell that a spreadsheet shows and never runs: an apostrophe stands before what starts a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell that was `guarded`."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def tabbed(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the lines of a file with tabs between its cells; blank lines are skipped."""
    for number, line in enumerate(re.split("\r\n|\n|\r", text), start=1):
        if line.strip():
            yield number, line.split("\t")
