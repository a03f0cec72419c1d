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

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.errors import InputError
from songngu.corpus.formats.fields import (
    BATCH,
    Row,
    ids_text,
    number_text,
    parse_cell,
    read_rows,
    score_names,
    spans_text,
    text_lines,
)

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TABLE = {ord(character): escape for character, escape in _ESCAPES.items()}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\[tnr\\]")


def write(bitext: pl.DataFrame, stream: BinaryIO) -> list[str]:
    """Write ``bitext``; nothing is lost but digits after the sixth decimal place."""
    names = [*SCHEMA, *score_names(bitext)]
    header = "\t".join(name.translate(_TABLE) for name in names)
    stream.write(f"{header}\n".encode())
    line = pl.concat_str([_cell(name).fill_null("") for name in names], separator="\t") + "\n"
    for batch in bitext.iter_slices(BATCH):
        stream.write("".join(batch.select(line=line)["line"].to_list()).encode())
    return []


def _cell(name: str) -> pl.Expr:
    if name.endswith("_spans"):
        return spans_text(name)
    if name.endswith("_ids"):
        return ids_text(name)
    if name == "probability" or name.startswith("score."):
        return number_text(name)
    return pl.col(name).cast(pl.Utf8).str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def read(stream: BinaryIO, path: str) -> pl.DataFrame:
    """Return the bitext in ``stream``; only the columns source and target must be there, unknown ones are ignored.

    Raises InputError with the line for a file without these columns, a line with more or fewer cells than the header,
    or a cell that is not what its column holds.
    """
    lines = text_lines(stream, path)
    _, header = next(lines, (1, ""))
    names = [_unescape(name) for name in header.split("\t")]
    if missing := [name for name in ("source", "target") if name not in names]:
        hint = "the first line names the columns, separated by tabs"
        raise InputError(f"no column {' and no column '.join(missing)}", path=path, line=1, hint=hint)
    if len(set(names)) < len(names):
        raise InputError("two columns have the same name", path=path, line=1)
    rows = chain.from_iterable(_row(number, line, names, path) for number, line in lines)
    return read_rows(rows, path, [name for name in names if name.startswith("score.")])


def _row(number: int, line: str, names: list[str], path: str) -> Iterator[tuple[int, Row]]:
    if not line:
        return
    cells = line.split("\t")
    if len(cells) != len(names):
        raise InputError(f"{len(cells)} cells where the header has {len(names)}", path=path, line=number)
    row: Row = {}
    for name, cell in zip(names, cells, strict=True):
        if name not in SCHEMA and not name.startswith("score."):
            continue
        try:
            row[name] = parse_cell(name, _unescape(cell))
        except ValueError as error:
            raise InputError(f"column {name}: {error}", path=path, line=number) from error
    yield number, row


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: _UNESCAPES[match[0]], text) if "\\" in text else text
