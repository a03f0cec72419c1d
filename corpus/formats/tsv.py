r"""Tab-separated values: a header line, then a row a line, every column of the bitext.

Lists are written ``3,4``, spans ``0-17,18-40``; tab, line feed, carriage return and backslash in a text are written
``\t``, ``\n``, ``\r`` and ``\\``. An empty cell of a column that may be null is null. A table of others knows no
escapes: what stands between two tabs is the text. One that was written here and saved by a spreadsheet has quotes
around some cells or all, as CSV has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA, Bitext, batches
from songngu.corpus.formats.fields import (
    Row,
    cell_text,
    extra_names,
    identity,
    parse_cell,
    row_batches,
    score_names,
)
from songngu.corpus.formats.formulas import unguarded
from songngu.corpus.formats.lines import text_lines
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spreadsheet import Numbered, laid_out, no_texts, scan_rows

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TABLE = {ord(character): escape for character, escape in _ESCAPES.items()}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\[tnr\\]")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_HEAD = 1 << 12
"""How many rows tell whether a spreadsheet has saved them."""


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
    number, line = next((each for each in lines if each[1]), (1, ""))
    names = [_unescape(name) for name in line.split("\t")]
    bare = [unquoted(name) for name in names]
    if set(SCHEMA) <= set(bare):
        yield from _own(bare, lines, reading, is_quoted=bare != names)
        return
    found = laid_out(_rows(chain([(number, line)], lines), len(names), reading), reading)
    if found is None:
        raise no_texts(reading)
    yield from scan_rows(*found, reading)


def _own(
    names: list[str], lines: Iterable[tuple[int, str]], reading: Reading, *, is_quoted: bool
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a file that was written here."""
    if len(set(names)) < len(names):
        raise reading.error("two columns have the same name", 1)
    reading.leave_out(name for name in names if name not in SCHEMA and not _is_more(name))
    numbered = _rows(lines, len(names), reading)
    head = list(islice(numbered, _HEAD))
    is_quoted = is_quoted or any(_has_quotes(cells, names) for _, cells in head)
    rows = chain.from_iterable(
        _row(number, cells, names, reading, is_quoted=is_quoted) for number, cells in chain(head, numbered)
    )
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


def unquoted(cell: str) -> str:
    """Return a cell without the quotes that a spreadsheet puts around it, those inside being doubled."""
    found = _QUOTED.fullmatch(cell) if cell.startswith('"') else None
    return found[1].replace('""', '"') if found else cell


def _has_quotes(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether a spreadsheet has put quotes around cells of a row: by those doubled inside, or by its identity."""
    if not any(cell.startswith('"') and _QUOTED.fullmatch(cell) for cell in cells) or _is_itself(cells, names):
        return False
    return any('""' in cell[1:-1] and _QUOTED.fullmatch(cell) for cell in cells) or _is_itself(
        [unquoted(cell) for cell in cells], names
    )


def _is_itself(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether the texts of a row are those that gave it its identity."""
    try:
        row = {name: parse_cell(name, _unescape(cell)) for name, cell in zip(names, cells, strict=True)}
    except ValueError:
        return False
    return row["id"] in ("", identity(row))


def _row(
    number: int, cells: Sequence[str], names: Sequence[str], reading: Reading, *, is_quoted: bool
) -> Iterator[tuple[int, Row]]:
    if is_quoted and not _is_itself(cells, names):
        cells = [unquoted(cell) for cell in cells]
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
