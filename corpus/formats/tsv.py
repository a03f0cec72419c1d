r"""Tab-separated values: a header line, then a row a line, every column of the bitext.

Lists are written ``3,4``, spans ``0-17,18-40``; tab, line feed, carriage return and backslash in a text are written
``\t``, ``\n``, ``\r`` and ``\\``. An empty cell of a column that may be null is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import side_columns

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

    The texts stand in columns named source and target, or by their languages. Raises InputError with the line for a
    file without these columns, a line with more or fewer cells than the header,
    or a cell that is not what its column holds.
    """
    lines = text_lines(stream, reading, apart=True)
    _, header = next(lines, (1, ""))
    names = [_unescape(name) for name in header.split("\t")]
    if len(set(names)) < len(names):
        raise reading.error("two columns have the same name", 1)
    sides = side_columns(names, reading)
    if sides is None:
        hint = "the first line names the columns, separated by tabs: source and target, or two languages"
        raise reading.error("no columns source and target, nor two named by their languages", 1, hint=hint)
    columns = [sides.get(name, name) for name in names]
    reading.leave_out(name for name in columns if name not in SCHEMA and not _is_more(name))
    langs = {f"{side}_lang": name for name, side in sides.items() if name != side}
    rows = chain.from_iterable(_row(number, line, columns, reading) for number, line in lines)
    yield from row_batches(((number, langs | row) for number, row in rows), reading, filter(_is_more, columns))


def _row(number: int, line: str, names: list[str], reading: Reading) -> Iterator[tuple[int, Row]]:
    if not line:
        return
    cells = line.split("\t")
    if len(cells) != len(names):
        reading.pass_over(reading.error(f"{len(cells)} cells where the header has {len(names)}", number))
        return
    row: Row = {}
    for name, cell in zip(names, cells, strict=True):
        if name not in SCHEMA and not _is_more(name):
            continue
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
