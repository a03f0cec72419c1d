"""A job as a table in a Word document (Office Open XML, ECMA-376): number, source, target and notes side by side."""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl

from songngu.corpus.formats.fields import scrubbed

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
}
_WIDTHS = (700, 4200, 4200, 1900)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_word_table(bitext: pl.DataFrame, stream: BinaryIO) -> None:
    """Write number, source, target and note of each row; characters that XML forbids are dropped."""
    rows = scrubbed(bitext)[0].select("row", "source", "target", "note").rows()
    body = "".join(_row((str(number + 1), source, target, note or "")) for number, source, target, note in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    lines = sides + '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    table = f"<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    document = f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{table if rows else ""}<w:p/></w:body></w:document>'
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(ZipInfo(name, _LONG_AGO), text, ZIP_DEFLATED)


def _row(cells: tuple[str, ...]) -> str:
    return "<w:tr>" + "".join(map(_cell, cells, _WIDTHS)) + "</w:tr>"


def _cell(text: str, width: int) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{lines}</w:r></w:p></w:tc>'
