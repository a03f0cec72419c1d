"""PO files read entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

import polars as pl

from songngu.corpus.formats.fields import Row, parsed_cells, row_batches
from songngu.corpus.formats.lines import text_lines
from songngu.corpus.formats.po.entry import EntryError, PoEntry, entries, written
from songngu.corpus.formats.po.rows import carry, header_langs, is_ours, is_plain, rows_of
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import orientation, turned
from songngu.corpus.readers.encodings.legacy import is_text_codec

_HEAD = 400
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]+)", re.IGNORECASE)


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the entries of the PO file in ``stream`` as rows; plural forms have a row each, obsolete ones are rejected.

    The target is the language of the header; the source that of ``X-Source-Language``, else English. A file that is of
    the pair asked for the other way round is turned. Raises InputError with the line for what is no PO file, and where
    it is not of the pair asked for.
    """
    yield from row_batches(rows_of_entries(entries(_lines(stream, reading)), reading), reading)


def rows_of_entries(found: Iterable[PoEntry | EntryError], reading: Reading) -> Iterator[tuple[int, Row]]:
    """Yield the rows of the entries of a file, each with its line; the header comes first where there is one."""
    header: PoEntry | None = None
    first = True
    for entry in found:
        if isinstance(entry, EntryError):
            reading.pass_over(reading.error(str(entry), entry.line))
        elif entry.is_header:
            header = header or entry
        else:
            try:
                rows = _rows_of(entry, header, reading, first=first)
            except ValueError as error:
                reading.pass_over(reading.error(str(error), entry.line))
                continue
            first = False
            for row in rows:
                yield entry.line, row


def _rows_of(entry: PoEntry, header: PoEntry | None, reading: Reading, *, first: bool) -> list[Row]:
    langs = header_langs(header, reading.langs)
    turns = orientation(langs, reading)
    if turns is None:
        raise reading.error(f"not of the languages asked for, but of {' and '.join(filter(None, langs))}")
    rows = [parsed_cells(row) for row in rows_of(entry, langs)]
    if turns:
        return [turned(row) for row in rows]
    head = written(header) + "\n" if first and header and not is_ours(header) else ""
    if is_plain(entry) and not head:
        return rows
    carry(entry, [])
    original = head + written(entry)
    return [row | {"original": original} for row in rows]


def _lines(stream: BinaryIO, reading: Reading) -> Iterator[tuple[int, str]]:
    head = list(islice(stream, _HEAD))
    charset = next((match[1].decode().lower() for line in head if (match := _CHARSET.search(line))), "utf-8")
    if charset == "charset":
        charset = "utf-8"
    if not is_text_codec(charset) or len("a\n".encode(charset)) != 2:
        raise reading.error(f"unknown charset {charset!r}", hint="convert the file to UTF-8")
    return text_lines(chain(head, stream), reading, charset)
