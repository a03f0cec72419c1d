"""Excel workbooks: the first sheet holds what the CSV formats hold; needs the extra ``office``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.corpus.files import workbook

_SIZE = 1 << 28
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def rows(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the rows of the first sheet, as texts; raises InputError for what is no workbook."""
    workbook.openpyxl()
    try:
        if workbook.unpacked_size(io.BytesIO(data)) > _SIZE:
            raise InputError("not a glossary: the workbook unpacks to more than 256 MB", path=str(path))
        sheet = workbook.load(io.BytesIO(data)).worksheets[0]
        table = [(i, [_text(cell) for cell in row]) for i, row in enumerate(sheet.iter_rows(values_only=True), start=1)]
    except InputError:
        raise
    except Exception as error:  # openpyxl lets the errors of every layer below it through
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"not an Excel workbook: {what}", path=str(path), hint="save it as .xlsx") from None
    width = max((i + 1 for _, row in table for i, cell in enumerate(row) if cell), default=0)
    for number, cells in table:
        if any(map(str.strip, cells)):
            yield number, cells[:width]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


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
