"""An Excel workbook for people: one sheet, a row a row, what is read first in the first columns; needs ``office``.

Every text is stored as a text, so that none is run as a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, BinaryIO

import polars as pl

from songngu.corpus.bitext import SCHEMA, Bitext, batches
from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.files import workbook
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.compression import is_bomb, on_disk
from songngu.corpus.formats.excel_cell import LENGTH, coded, decoded, fitting
from songngu.corpus.formats.fields import extra_names, ids_text, rounded, score_names, spans_text
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spreadsheet import Numbered, laid_out, no_texts, scan_rows
from songngu.corpus.formats.written_ids import WrittenIds

_FIRST = ("row", "source", "target", "status", "note", "probability")
_WIDTHS = {"source": 60, "target": 60, "note": 30, "original": 30, "row": 6, "status": 10, "probability": 11}
_ROWS = 1_048_576


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write ``bitext``; told in the notes: texts too long for a cell, which are cut.

    Raises UsageError for more rows than a sheet has, or where openpyxl is not installed.
    """
    names = [*_FIRST, *(name for name in SCHEMA if name not in _FIRST), *score_names(bitext), *extra_names(bitext)]
    rows: int = bitext.lazy().select(pl.len()).collect().item()
    if rows >= _ROWS:
        hint = "TSV and Parquet have no such limit"
        raise UsageError(f"a sheet of Excel has {_ROWS:,} rows, the bitext {rows:,}", hint=hint)
    sheet = _Sheet(names)
    ids, cut = WrittenIds(), 0
    for batch in batches(bitext):
        short, number = _shortened(batch)
        cut += number
        for row in ids.of(batch, short).select(_cell(name) for name in names).iter_rows():
            sheet.add(row)
    workbook.save(sheet.book, stream)
    return [f"{quantity(cut, 'text')} cut to the {LENGTH:,} characters that a cell of Excel holds"] if cut else []


def _shortened(rows: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return rows whose texts fit into cells, and how many were cut."""
    texts = [name for name, kind in rows.schema.items() if kind == pl.Utf8]
    short = rows.with_columns(
        pl.Series(name, [text and fitting(text) for text in rows[name]], pl.Utf8) for name in texts
    )
    return short, sum(rows[name].ne_missing(short[name]).arg_true().len() for name in texts)


def _cell(name: str) -> pl.Expr:
    if name.endswith("_spans"):
        return spans_text(name)
    if name.endswith("_ids"):
        return ids_text(name)
    if name == "row":
        return pl.col(name)
    return rounded(name) if name == "probability" or name.startswith("score.") else pl.col(name).cast(pl.Utf8)


class _Sheet:
    """The sheet as it grows; openpyxl keeps no row of it in memory."""

    def __init__(self, names: list[str]) -> None:
        self._openpyxl = workbook.openpyxl()
        self.book = self._openpyxl.Workbook(write_only=True)
        self._sheet = self.book.create_sheet("bitext")
        self._sheet.freeze_panes = "A2"
        for number, name in enumerate(names, start=1):
            letter = self._openpyxl.utils.get_column_letter(number)
            self._sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        self._style("text", number_format="@", wrap=True)
        self._style("head", number_format="@", bold=True)
        self._sheet.append([self._text(name, "head") for name in names])

    def _style(self, name: str, number_format: str, wrap: bool = False, bold: bool = False) -> None:
        styles = self._openpyxl.styles
        alignment = styles.Alignment(wrap_text=wrap, vertical="top")
        style = styles.NamedStyle(name, font=styles.Font(bold=bold), alignment=alignment, number_format=number_format)
        self.book.add_named_style(style)

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row of texts and numbers."""
        self._sheet.append([self._text(value, "text") if isinstance(value, str) and value else value for value in row])

    def _text(self, text: str, style: str) -> Any:
        cell = self._openpyxl.cell.WriteOnlyCell(self._sheet, None)
        cell.value, cell.data_type, cell.style = coded(text), "s", style
        if text[0] in "=+-@\t":
            cell.quotePrefix = True
        return cell


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext in the sheets of a workbook of which two columns hold texts; the others are told in the notes.

    Raises InputError for what is no workbook, has no such columns, or holds in a cell what its column cannot;
    UsageError without openpyxl.
    """
    passed_over, several, refused = [], 0, None
    for name, rows in read_sheets(stream, reading):
        found = None
        try:
            found = laid_out(rows, reading)
        except InputError as error:  # another sheet may have the columns that are named
            if not reading.columns:
                raise
            refused = refused or error
        if found is None:
            passed_over.append(name)
        else:
            several += 1
            yield from scan_rows(*found, reading)
    if not several:
        raise refused or no_texts(reading)
    if passed_over:
        reading.notes.append(f"sheets without columns of texts are passed over: {', '.join(passed_over)}")


def read_sheets(stream: BinaryIO, reading: Reading) -> Iterator[tuple[str, Iterator[Numbered]]]:
    """Yield the name of each sheet that is not empty, and number and texts of its rows that are not.

    Raises InputError for what is no workbook, UsageError without openpyxl.
    """
    workbook.openpyxl()
    with on_disk(stream) as file, _explained(reading):
        packed = file.seek(0, 2)
        if is_bomb(workbook.unpacked_size(file), packed):
            raise reading.error("the workbook expands beyond all measure", hint="open it and save it anew")
        if cell := workbook.uncalculated(file):
            raise reading.error(f"the formula in cell {cell} has no value", hint=workbook.CALCULATE)
        for sheet in workbook.load(file).worksheets:
            rows = _rows(sheet, reading)
            first = next(rows, None)
            if first is not None:
                if sheet.sheet_state != "visible":
                    reading.notes.append(f"a hidden sheet is read too: {sheet.title}")
                yield sheet.title, chain([first], rows)


def _rows(sheet: Any, reading: Reading) -> Iterator[Numbered]:
    faults: list[str] = []
    with _explained(reading):
        for number, cells in enumerate(workbook.rows(sheet), start=1):
            texts = [decoded(workbook.shown(cell)) for cell in cells]
            faults += [f"{text} in row {number} of {sheet.title}" for text in texts if text in workbook.ERRORS]
            if any(texts):
                yield number, texts
    if faults:
        reading.notes.append(f"errors of formulas in the place of texts: {quantity(len(faults), 'cell')}, {faults[0]}")


@contextmanager
def _explained(reading: Reading) -> Iterator[None]:
    try:
        yield
    except SongnguError:
        raise
    except Exception as error:  # openpyxl lets the errors of every layer below it through
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise reading.error(f"not an Excel workbook: {what}", hint="save it as .xlsx") from error
