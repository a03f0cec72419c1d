"""Excel workbooks: the first sheet holds what the CSV formats hold; needs the extra ``office``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from songngu.corpus.errors import InputError, UsageError

_SIZE = 1 << 28
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def rows(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the rows of the first sheet, as texts; raises InputError for what is no workbook."""
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _SIZE:
                raise InputError("not a glossary: the workbook unpacks to more than 256 MB", path=str(path))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
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
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=False)
    sheet = book.active
    sheet.title = "glossary"
    sheet.freeze_panes = "A2"
    for i, row in enumerate(table, start=1):
        for j, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(i, j)
                cell.value, cell.data_type, cell.number_format = text.translate(_ILLEGAL), "s", "@"
                cell.quotePrefix = text[0] in "=+-@"
    return _saved(book)


def _saved(book: Any) -> bytes:
    """Return the bytes of a workbook without the clock time that its archive and properties would hold."""
    first, last = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", source.read(name)))
    return last.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise UsageError("Excel workbooks need openpyxl", hint="pip install 'songngu[office]'") from None
    return openpyxl
