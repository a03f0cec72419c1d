"""What CSV and Excel share: rows of texts, laid out as a bitext."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import polars as pl

from songngu.corpus.bitext import EXTRAS
from songngu.corpus.formats.fields import Row, parse_cell, row_batches
from songngu.corpus.formats.formulas import unguarded
from songngu.corpus.formats.layout import HEAD, Layout, read_layout
from songngu.corpus.formats.reading import Reading

Numbered = tuple[int, Sequence[str]]
"""The number of a row for errors (a line of a file, a row of a sheet), and its cells."""


def laid_out(rows: Iterator[Numbered], reading: Reading) -> tuple[Layout, Iterator[Numbered]] | None:
    """Return the layout of a table and its rows of texts, None where no columns are told to be texts.

    Raises InputError as `read_layout` does.
    """
    head = list(islice(rows, HEAD))
    layout = read_layout([cells for _, cells in head], reading)
    return None if layout is None else (layout, chain(head[layout.first :], rows))


def scan_rows(layout: Layout, rows: Iterator[Numbered], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext of the rows of a table; what of it a bitext does not have is told in the notes.

    Raises InputError for a cell that is not what its column holds.
    """
    reading.leave_out(layout.left_out)
    known = [name for name in layout.columns.values() if name.startswith("score.") or name in EXTRAS]
    read = chain.from_iterable(_row(number, cells, layout, reading) for number, cells in rows)
    yield from map(unguarded, row_batches(read, reading, known))


def no_texts(reading: Reading) -> Exception:
    """Return the error for a table of which no columns are told to be texts."""
    hint = 'name the columns in the first row, source and target or the languages; or choose them: --columns "vi,en"'
    return reading.error("no columns of texts in two languages", 1, hint=hint)


def _row(number: int, cells: Sequence[str], layout: Layout, reading: Reading) -> Iterator[tuple[int, Row]]:
    row: Row = dict(layout.langs)
    for place, name in layout.columns.items():
        if place < len(cells):
            try:
                row[name] = parse_cell(name, cells[place])
            except ValueError as error:
                reading.pass_over(reading.error(f"column {name}: {error}", number))
                return
    if any(row.get(name) for name in layout.columns.values()):
        yield number, row
