"""XLSX (Office Open XML, ECMA-376) as a document: the texts of its cells, sheet by sheet, row by row.

Numbers, dates and the results of formulas that are numbers, hidden sheets, rows and columns, comments and charts are
left out. A workbook whose columns are two languages is a bitext: ``songngu.corpus.formats`` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from songngu.corpus.document import Block, BlockKind
from songngu.corpus.readers.archive import Archive, TextView, attribute, local_name, relations
from songngu.corpus.readers.extraction import Extraction

_MAIN = "officeDocument"
_COLUMN = re.compile(r"[A-Z]+")


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a workbook, a cell a line, and its blocks. Raises InputError where it cannot be read."""
    archive = Archive(data)
    main = next((one.target for one in relations(archive, "") if one.kind == _MAIN), "xl/workbook.xml")
    related = list(relations(archive, main))
    shared = next((one.target for one in related if one.kind == "sharedStrings"), "")
    strings = [_text(item) for item in archive.xml(shared).iterchildren("{*}si")] if shared in archive else []
    targets = {one.identifier: one.target for one in related}
    view = TextView()
    for sheet in archive.xml(main).iter("{*}sheet"):
        part = targets.get(next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), ""), "")
        if part not in archive:
            continue
        name = attribute(sheet, "name")
        cells = _cells(archive.xml(part), strings)
        for reference, text, reason in cells:
            place = f"{name}!{reference}"
            if reason or attribute(sheet, "state") in ("hidden", "veryHidden"):
                extraction.omit(reason or "a hidden sheet", text, place)
            else:
                view.add(BlockKind.CELL, text, 0, place)
    return view.finish()


def _cells(sheet: etree._Element, strings: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield for each cell its name, its text, and why it is left out, if it is."""
    hidden = {
        number
        for column in sheet.iter("{*}col")
        if attribute(column, "hidden") in ("1", "true")
        for number in range(int(attribute(column, "min") or 0), min(int(attribute(column, "max") or 0), 16384) + 1)
    }
    for row in sheet.iter("{*}row"):
        is_hidden = attribute(row, "hidden") in ("1", "true")
        for cell in row.iterchildren("{*}c"):
            reference, kind = attribute(cell, "r"), attribute(cell, "t")
            text = _value(cell, kind, strings)
            if is_hidden or _number(reference) in hidden:
                yield reference, text, "a hidden row or column"
            else:
                yield reference, text, "" if kind in ("s", "str", "inlineStr") else "a number"


def _value(cell: etree._Element, kind: str, strings: list[str]) -> str:
    if kind == "inlineStr":
        return "".join(_text(item) for item in cell.iterchildren("{*}is"))
    value = next((child.text or "" for child in cell.iterchildren("{*}v")), "")
    if kind != "s":
        return value
    return strings[int(value)] if value.isascii() and value.isdigit() and int(value) < len(strings) else ""


def _text(item: etree._Element) -> str:
    """Return the text of a string, without its phonetic reading."""
    texts = (part for part in item.iter("{*}t") if not any(local_name(up) == "rPh" for up in part.iterancestors()))
    return "".join(part.text or "" for part in texts)


def _number(reference: str) -> int:
    """Return the number of a column, from 1, by the name of a cell in it."""
    letters = _COLUMN.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
