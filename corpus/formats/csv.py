r"""Comma-separated values (RFC 4180): every column of the bitext, a header line first; UTF-8 with a byte order mark.

Excel tells UTF-8 by the mark only. The files of others are read whatever their delimiter (comma, semicolon, tab, bar;
``sep=;`` in the first line is obeyed), their quoting (a quote in a quoted cell doubled, or after a backslash) and
their encoding, and laid out by `songngu.corpus.formats.layout`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from songngu.corpus.bitext import SCHEMA, Bitext, batches
from songngu.corpus.formats.fields import cell_text, extra_names, score_names
from songngu.corpus.formats.layout import Layout
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spreadsheet import Numbered, laid_out, no_texts, scan_rows
from songngu.corpus.readers.encodings.wide import marked_codec, wide_codec

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

_SAMPLE = 1 << 20
_TOLD = 1 << 16
_FIELD = 1 << 28
_DELIMITERS = ",;\t|"
_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?(?:\r\n|\n|\r)", re.IGNORECASE)
_MARK = b"\xef\xbb\xbf"


class CsvDialect(csv.Dialect):
    """How the cells of a file are parted and quoted."""

    lineterminator = "\r\n"
    quotechar = '"'
    doublequote = True
    quoting = csv.QUOTE_MINIMAL
    strict = True

    def __init__(self, delimiter: str, *, escaped: bool = False) -> None:
        self.delimiter = delimiter
        if escaped:
            self.escapechar, self.doublequote = "\\", False
        super().__init__()


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write ``bitext``; nothing is lost but digits after the sixth decimal place."""
    names = [*SCHEMA, *score_names(bitext), *extra_names(bitext)]
    stream.write(_MARK)
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, CsvDialect(","))
    writer.writerow(names)
    for batch in batches(bitext):
        writer.writerows(batch.select(cell_text(name).alias(name) for name in names).iter_rows())
    text.detach()
    return []


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext in ``stream``; columns that a bitext does not have are left out and told in the notes.

    Raises InputError for a table of which no two columns are texts, a quote that is never closed, or a cell that is not
    what its column holds.
    """
    found = laid_out(read_table(stream, reading), reading)
    if found is None:
        raise no_texts(reading)
    layout, rows = found
    yield from scan_rows(layout, _even(rows, layout, reading), reading)


def _even(rows: Iterator[Numbered], layout: Layout, reading: Reading) -> Iterator[Numbered]:
    """Yield the rows that have no more cells than there are columns, and note those that end before a text.

    Some spreadsheets leave out empty cells at the end of a row, but a cell too many is a delimiter without quotes.
    """
    texts = max(place for place, name in layout.columns.items() if name in ("source", "target"))
    short: list[int] = []
    for line, cells in rows:
        if any(cell.strip() for cell in cells[layout.width :]):
            hint = "put cells that hold the delimiter in quotes"
            reading.pass_over(reading.error(f"{len(cells)} cells where the table has {layout.width}", line, hint=hint))
            continue
        if len(cells) <= texts:
            short.append(line)
        yield line, cells
    if short:
        reading.notes.append(f"rows that end before the column of a text: {len(short)}, the first in line {short[0]}")


def read_table(stream: BinaryIO, reading: Reading) -> Iterator[Numbered]:
    """Yield the number of the line where each row begins, and its cells; blank rows are skipped.

    Raises InputError for a quote that is never closed or is followed by more, and bytes in no known encoding.
    """
    text = _decoded(stream, reading)
    try:
        head = text.read(_TOLD) + text.readline()
    except UnicodeDecodeError as error:
        raise reading.error("not UTF-8", hint="save it as UTF-8") from error
    dialect, begin = dialect_of(head)
    named, head = _SEP.match(head), head[begin:]
    csv.field_size_limit(_FIELD)
    rows = csv.reader(chain(io.StringIO(head, newline=""), text), dialect)
    before = 1 if named else 0
    while True:
        line = before + rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise reading.error(f"not CSV: {error}", line, hint="look for a stray quote") from None
        except UnicodeDecodeError as error:
            raise reading.error("not UTF-8", line, hint="save it as UTF-8") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def dialect_of(text: str) -> tuple[CsvDialect, int]:
    """Return how the cells of a text are parted and quoted, told from its beginning, and where its first row begins."""
    named = _SEP.match(text)
    begin = named.end() if named else int(text.startswith("\ufeff"))
    return _told(text[begin : begin + _TOLD], named[1] if named else None), begin


def _decoded(stream: BinaryIO, reading: Reading) -> io.TextIOBase:
    """Return the text of a file: UTF-8 as it is read, any other encoding from the whole of it."""
    head = stream.read(_SAMPLE)
    wide = wide_codec(head)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < _SAMPLE)
    except UnicodeDecodeError:
        wide = wide or "told"
    if wide:
        return _other_encoding(head + stream.read(), wide, reading)
    return io.TextIOWrapper(io.BufferedReader(_Joined(head, stream)), "utf-8", newline="")


def _other_encoding(data: bytes, codec: str, reading: Reading) -> io.StringIO:
    from songngu.corpus.errors import InputError
    from songngu.corpus.readers.source import decode

    try:
        text = decode(data, "vi", named=None if marked_codec(data)[0] or codec == "told" else codec)
    except InputError as error:
        raise reading.error(str(error), hint="save it as UTF-8") from None
    # Of a document an option names the encoding, of a table none does.
    reading.notes.extend(warning.partition("; --encoding")[0] for warning in text.warnings)
    return io.StringIO(text.view.text if text.view else text.raw, newline="")


class _Joined(io.RawIOBase):
    """The bytes read already, then the rest of a stream, which stays open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = bytes(self._head[: len(view)]) if self._head else self._rest.read(len(view))
        self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)


def _told(head: str, delimiter: str | None) -> CsvDialect:
    """Return the dialect in which most rows of the beginning of a file have as many cells, two or more."""
    styles = (False, True) if '\\"' in head else (False,)
    choices = [CsvDialect(mark, escaped=escaped) for mark in delimiter or _DELIMITERS for escaped in styles]
    return max(choices, key=lambda choice: _evenness(head, choice))


def _evenness(head: str, dialect: CsvDialect) -> tuple[float, bool]:
    """Return the share of rows with the commonest number of cells, two or more, and whether all could be read."""
    widths: list[int] = []
    broken = False
    rows = csv.reader(io.StringIO(head, newline=""), dialect)
    try:
        widths.extend(len(row) for row in rows if any(cell.strip() for cell in row))
    except csv.Error:
        broken = len(head) < _TOLD
    return _share(widths), not broken


def _share(widths: Sequence[int]) -> float:
    counts = Counter(widths)
    width, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count / len(widths) if width > 1 else 0.0
