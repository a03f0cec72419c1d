r"""Tab-separated values: a header line, then a row a line, every column of the bitext.

Lists are written ``3,4``, spans ``0-17,18-40``; tab, line feed, carriage return and backslash in a text are written
``\t``, ``\n``, ``\r`` and ``\\``. An empty cell of a column that may be null is null. A table of others knows no
escapes: what stands between two tabs is the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from songngu.corpus.formats.formulas import unguarded
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spreadsheet import Numbered, laid_out, no_texts, scan_rows

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
    """Yield the bitext in ``stream``; columns that a bitext does not have are left out and told in the notes.

    Only a file whose header has every column of a bitext is taken to have escapes; that of others is laid out by
    `songngu.corpus.formats.layout`. Raises InputError with the line for a table of which no two columns are texts, a
    line with more or fewer cells than the first, or a cell that is not what its column holds.
    """
    lines = text_lines(stream, reading, apart=True)
    number, line = next(lines, (1, ""))
    names = [_unescape(name) for name in line.split("\t")]
    if set(SCHEMA) <= set(names):
        yield from _own(names, lines, reading)
        return
    found = laid_out(_rows(chain([(number, line)], lines), len(names), reading), reading)
    if found is None:
        raise no_texts(reading)
    yield from scan_rows(*found, reading)


def _own(names: list[str], lines: Iterable[tuple[int, str]], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the rows of a file that was written here."""
    if len(set(names)) < len(names):
        raise reading.error("two columns have the same name", 1)
    reading.leave_out(name for name in names if name not in SCHEMA and not _is_more(name))
    rows = chain.from_iterable(_row(*row, names, reading) for row in _rows(lines, len(names), reading))
    yield from map(unguarded, row_batches(rows, reading, filter(_is_more, names)))


def _rows(lines: Iterable[tuple[int, str]], width: int, reading: Reading) -> Iterator[Numbered]:
    """Yield the number and the cells of each line that is not empty, and as wide as the first."""
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) == width:
            if line:
                yield number, cells
        elif line:
            reading.pass_over(reading.error(f"{len(cells)} cells where the first line has {width}", number))


def _row(number: int, cells: Sequence[str], names: Sequence[str], reading: Reading) -> Iterator[tuple[int, Row]]:
    row: Row = {}
    for name, cell in zip(names, cells, strict=True):
        if name in SCHEMA or _is_more(name):
            try:
                row[name] = parse_cell(name, _unescape(cell))
            except ValueError as error:
                reading.pass_over(reading.error(f"column {name}: {error}", number))
                return
    yield number, row


def _is_more(name: str) -> bool:
    return name.startswith("score.") or name in EXTRAS


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: _UNESCAPES[match[0]], text) if "\\" in text else text
