"""Excel workbooks (Office Open XML, ECMA-376) without a clock time; needs the extra ``office``."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from songngu.corpus.errors import UsageError

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_PROPERTIES = "docProps/core.xml"
LAST_ROW = 1 << 20
"""The number of rows of a sheet."""

CALCULATE = "open the workbook in a spreadsheet and save it; a text that begins with = needs a ' before it there"
"""What helps against formulas without values."""

ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"))
"""What a cell shows whose formula has no result: no text of anybody's."""

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
# Excel's formulas have 8,192 characters at most, which take six bytes or fewer each in XML.
_LONGEST_CELL = 1 << 16
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_UNCALCULATED = re.compile(
    rb"""<((?:\w+:)?)c\b(?![^>]*\bt=["']str)[^>]*?\br=["']([A-Z]+[0-9]+)["'][^>]*>\s*<\1f(?:\s[^>]*)?(?:/>|>[^<]*</\1f>)\s*"""
    rb"""(?:<\1v\s*/>\s*|<\1v>\s*</\1v>\s*)?</\1c>"""
)


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


def uncalculated(stream: BinaryIO) -> str | None:
    """Return the first cell, as ``B7 of sheet1``, whose formula has no value: it would be read as an empty one.

    Programs write such cells, and take a text that begins with ``=`` for a formula; only a spreadsheet calculates.
    Raises BadZipFile for what is no workbook.
    """
    with zipfile.ZipFile(stream) as archive:
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            with archive.open(name) as part:
                seen = b""
                while block := part.read(_BLOCK):
                    seen = seen[-_LONGEST_CELL:] + block
                    if _FORMULA.search(seen) and (cell := _UNCALCULATED.search(seen)):
                        return f"{cell[2].decode()} of {Path(name).stem}"
    return None


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


def shown(value: object) -> str:
    """Return the value of a cell as a spreadsheet shows it, a date as ISO 8601 has it, without a time that it lacks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


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
