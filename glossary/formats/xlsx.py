"""Excel workbooks, whose sheets hold what the CSV formats hold; needs the extra ``office``."""

from __future__ import annotations

import io
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.corpus.files import workbook

_SIZE = 1 << 28
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


Rows = list[tuple[int, list[str]]]


def sheets(data: bytes, path: Path) -> list[tuple[str, Rows]]:
    """Return name and rows of the sheets, each row with its number and its cells as texts.

    Raises InputError for what is no workbook.
    """
    workbook.openpyxl()
    try:
        if workbook.unpacked_size(io.BytesIO(data)) > _SIZE:
            raise InputError("not a glossary: the workbook unpacks to more than 256 MB", path=str(path))
        if cell := workbook.uncalculated(io.BytesIO(data)):
            raise InputError(f"the formula in cell {cell} has no value", path=str(path), hint=workbook.CALCULATE)
        return [
            (sheet.title, _rows([[workbook.shown(cell) for cell in row] for row in workbook.rows(sheet)]))
            for sheet in workbook.load(io.BytesIO(data)).worksheets
        ]
    except InputError:
        raise
    except Exception as error:  # openpyxl lets the errors of every layer below it through
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"not an Excel workbook: {what}", path=str(path), hint="save it as .xlsx") from None


def _rows(table: list[list[str]]) -> Rows:
    """Return the rows that hold anything, numbered from 1, without the empty cells behind all of them."""
    width = max((i + 1 for row in table for i, cell in enumerate(row) if cell), default=0)
    return [(number, cells[:width]) for number, cells in enumerate(table, start=1) if any(map(str.strip, cells))]


def written(table: list[list[str]]) -> bytes:
    """Return a workbook of one sheet whose cells are all texts, so that none is run as a formula."""
    book = workbook.openpyxl().Workbook(write_only=False)
    sheet = book.active
    sheet.title = "glossary"
    sheet.freeze_panes = "A2"
    for i, row in enumerate(table, start=1):
        for j, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(i, j)
                cell.value, cell.data_type, cell.number_format = text.translate(_ILLEGAL), "s", "@"
                cell.quotePrefix = text[0] in "=+-@"
    stream = io.BytesIO()
    workbook.save(book, stream)
    return stream.getvalue()
