"""Excel workbooks (Office Open XML, ECMA-376) without a clock time; needs the extra ``office``."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from songngu.corpus.errors import UsageError

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_PROPERTIES = "docProps/core.xml"
LAST_ROW = 1 << 20
"""The number of rows of a sheet."""

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)


def openpyxl() -> Any:
    """Return the module openpyxl; raises UsageError where it is not installed."""
    try:
        import openpyxl
    except ImportError:
        raise UsageError("Excel workbooks need openpyxl", hint="pip install 'songngu[office]'") from None
    return openpyxl


def unpacked_size(stream: BinaryIO) -> int:
    """Return how many bytes the parts of a workbook say they unpack to; raises BadZipFile for what is none."""
    with zipfile.ZipFile(stream) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def load(stream: BinaryIO) -> Any:
    """Return the workbook in ``stream``, to be read row by row; openpyxl raises errors of any kind for what is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl().load_workbook(stream, read_only=True, data_only=True)


def rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the values of the rows of a sheet, those that are left out too; raises ValueError past the last of Excel.

    A row says its own number, so a few bytes could ask for any number of rows.
    """
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > LAST_ROW:
            raise ValueError(f"a row is numbered beyond {LAST_ROW}")
        yield cells


def save(book: Any, stream: BinaryIO) -> None:
    """Write a workbook without the clock times that its archive and its properties would hold."""
    with TemporaryFile() as first, TemporaryFile() as last:
        book.save(first)
        with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _FIRST_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                if name == _PROPERTIES:
                    target.writestr(entry, _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", source.read(name)))
                    continue
                with source.open(name) as part, target.open(entry, "w", force_zip64=True) as copy:
                    copyfileobj(part, copy)
        last.seek(0)
        copyfileobj(last, stream)
