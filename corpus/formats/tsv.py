r"""Tab-separated values: a header line, then a row a line, every column of the bitext.

Lists are written ``3,4``, spans ``0-17,18-40``; tab, line feed, carriage return and backslash in a text are written
``\t``, ``\n``, ``\r`` and ``\\``. An empty cell of a column that may be null is null. A table of others knows no
escapes: what stands between two tabs is the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA, Bitext, batches
from songngu.corpus.formats.fields import (
    Row,
    cell_text,
    extra_names,
    parse_cell,
    row_batches,
    score_names,
    text_lines,
)
from songngu.corpus.formats.header import Header, read_header
from songngu.corpus.formats.reading import Reading

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TABLE = {ord(character): escape for character, escape in _ESCAPES.items()}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\[tnr\\]")


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write ``bitext``; nothing is lost but digits after the sixth decimal place."""
    names = [*SCHEMA, *score_names(bitext), *extra_names(bitext)]
    header = "\t".join(name.translate(_TABLE) for name in names)
    stream.write(f"{header}\n".encode())
    line = pl.concat_str([_cell(name) for name in names], separator="\t") + "\n"
    for batch in batches(bitext):
        stream.write("".join(batch.select(line=line)["line"].to_list()).encode())
    return []


def _cell(name: str) -> pl.Expr:
    return cell_text(name).str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext in ``stream``; unknown columns are left out and told in the notes.

    The texts stand in columns named source and target, or by their languages, by the first line or by ``reading``. Only
    a file with every column of a bitext is taken to have escapes. Raises InputError with the line for a file without
    these columns, a line with more or fewer cells than the header, or a cell that is not what its column holds.
    """
    lines = text_lines(stream, reading, apart=True)
    number, line = next(lines, (1, ""))
    names = line.split("\t")
    header = read_header([_unescape(name) for name in names] if set(SCHEMA) <= set(names) else names, reading)
    parse = _parser(header)
    reading.leave_out(name for name in header.columns if name and not _is_known(name))
    if header.given:
        lines = chain([(number, line)], lines)
    rows = chain.from_iterable(_row(number, line, header, parse, reading) for number, line in lines)
    more = [name for name in header.columns if name and _is_more(name)]
    yield from row_batches(((number, header.langs | row) for number, row in rows), reading, more)


def _parser(header: Header) -> Callable[[str, str], object]:
    """Return what reads a cell: of a file of ours unescaped, of others as it stands."""
    if set(SCHEMA) <= set(header.columns):
        return lambda name, cell: parse_cell(name, _unescape(cell))
    return parse_cell


def _row(
    number: int, line: str, header: Header, parse: Callable[[str, str], object], reading: Reading
) -> Iterator[tuple[int, Row]]:
    if not line:
        return
    cells = line.split("\t")
    if len(cells) != len(header.columns):
        reading.pass_over(reading.error(f"{len(cells)} cells where the header has {len(header.columns)}", number))
        return
    row: Row = {}
    for name, cell in zip(header.columns, cells, strict=True):
        if name is None or not _is_known(name):
            continue
        try:
            row[name] = parse(name, cell)
        except ValueError as error:
            reading.pass_over(reading.error(f"column {name}: {error}", number))
            return
    yield number, row


def _is_known(name: str) -> bool:
    return name in SCHEMA or _is_more(name)


def _is_more(name: str) -> bool:
    return name.startswith("score.") or name in EXTRAS


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: _UNESCAPES[match[0]], text) if "\\" in text else text
