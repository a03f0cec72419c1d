"""Where the cells of tables stand in their files (TSV, CSV, JSON Lines), a row after the other, as they are written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.document import MappedText, Piece, Span
from songngu.corpus.formats.tsv import unquoted

_FAR = 64
_LINE = re.compile(r"[^\r\n]+")
_TSV_ESCAPE = re.compile(r"\\[tnr\\]|.", re.DOTALL)
_TSV_QUOTED = re.compile(r"\"\"|\\[tnr\\]|.", re.DOTALL)
_TSV_MEANINGS = {'""': '"', "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
_CSV_DOUBLED = re.compile(r"\"\"|.", re.DOTALL)
_CSV_ESCAPED = re.compile(r"\\.|.", re.DOTALL)
_JSON_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.")
_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a table: its text, and the characters of the file, each one or an escape, with what they mean."""

    text: str
    span: Span
    characters: re.Pattern[str]
    meaning: Callable[[str], str]

    def mapped(self, text: str, raw: str) -> MappedText:
        """Return a text that the cell holds, mapped to the file ``raw``."""
        offset = self.text.find(text)
        if raw[self.span.start : self.span.end] == self.text:
            start = self.span.start + offset
            return MappedText.verbatim(raw, Span(start, start + len(text)))
        pieces: list[Piece] = []
        at = -offset
        for found in self.characters.finditer(raw, self.span.start, self.span.end):
            meant = self.meaning(found[0])
            if 0 <= at < len(text):
                pieces.append(Piece(Span(at, at + len(meant)), Span(*found.span())))
            at += len(meant)
        return MappedText(text, tuple(_joined(pieces)))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield runs of characters that stand in the file as they are as one piece each."""
    last: Piece | None = None
    for piece in pieces:
        plain = len(piece.raw) == len(piece.text)
        if last and plain and len(last.raw) == len(last.text) and last.raw.end == piece.raw.start:
            last = Piece(Span(last.text.start, piece.text.end), Span(last.raw.start, piece.raw.end))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


class PlacedRows:
    """The rows of a table, found in the order of the file by the texts of two of their cells."""

    def __init__(self, rows: Iterator[list[PlacedCell]], raw: str) -> None:
        self._rows, self._raw = rows, raw
        self._ahead: list[list[PlacedCell]] = []

    def find(self, texts: Sequence[str]) -> list[MappedText] | None:
        """Return the texts of the next row that holds them, each in a cell of its own, or None."""
        self._ahead += islice(self._rows, _FAR - len(self._ahead))
        for number, cells in enumerate(self._ahead):
            chosen = _chosen(cells, texts)
            if chosen:
                del self._ahead[: number + 1]
                return [cell.mapped(text, self._raw) for cell, text in zip(chosen, texts, strict=True)]
        return None


def _chosen(cells: Sequence[PlacedCell], texts: Sequence[str]) -> list[PlacedCell] | None:
    """Return a cell for each text, another for each; the last two of those alike, for what names a row stands first."""
    chosen: list[PlacedCell] = []
    for text in reversed(texts):
        found = next(
            (cell for cell in reversed(cells) if cell.text.strip() == text.strip() and cell not in chosen), None
        )
        if found is None or not text.strip() or text not in found.text:
            return None
        chosen.append(found)
    return chosen[::-1]


def placed_cells(format: str | None, raw: str) -> PlacedRows | None:
    """Return the rows of a file in a format, None where it is no table that is read as text."""
    readers = {"tsv": _tsv_rows, "csv": _csv_rows, "jsonl": _json_rows}
    return PlacedRows(readers[format](raw), raw) if format in readers else None


def _tsv_rows(raw: str) -> Iterator[list[PlacedCell]]:
    """Yield the rows of TSV; only a table that has every column of a bitext is taken to have escapes."""
    head = raw.split("\n", 1)[0].rstrip("\r")
    escaped = set(SCHEMA) <= {unquoted(name) for name in head.split("\t")}
    for line in _LINE.finditer(raw):
        start, cells = line.start(), []
        for cell in line[0].split("\t"):
            text = _TSV_ESCAPE.sub(lambda found: _tsv_meaning(found[0]), cell) if escaped and "\\" in cell else cell
            cells.append(PlacedCell(text, Span(start, start + len(cell)), _TSV_ESCAPE, _tsv_meaning))
            if escaped and (bare := unquoted(text)) != text:
                cells.append(PlacedCell(bare, Span(start + 1, start + len(cell) - 1), _TSV_QUOTED, _tsv_meaning))
            start += len(cell) + 1
        yield cells


def _tsv_meaning(written: str) -> str:
    return _TSV_MEANINGS.get(written, written)


def _csv_rows(raw: str) -> Iterator[list[PlacedCell]]:
    """Yield the rows of CSV by the dialect that the reader tells, quotes doubled or after a backslash."""
    from songngu.corpus.formats.csv import dialect_of

    dialect, begin = dialect_of(raw)
    mark = re.escape(dialect.delimiter)
    quoted = r'(?:[^"\\]|\\.)*' if dialect.escapechar else r'(?:[^"]|"")*'
    cell = re.compile(rf'(?:"(?P<quoted>{quoted})"|(?P<bare>[^\r\n{mark}]*))(?P<end>{mark}|\r\n|\r|\n|\Z)', re.DOTALL)
    cells: list[PlacedCell] = []
    for found in cell.finditer(raw, begin):
        name = "bare" if found["quoted"] is None else "quoted"
        cells.append(_csv_cell(found[name], Span(*found.span(name)), dialect))
        if found["end"] != dialect.delimiter:
            yield cells
            cells = []


def _csv_cell(written: str, span: Span, dialect: csv.Dialect) -> PlacedCell:
    characters = _CSV_ESCAPED if dialect.escapechar else _CSV_DOUBLED

    def meaning(character: str) -> str:
        if character == '""' and dialect.doublequote:
            return '"'
        return character[1:] if dialect.escapechar and character[0] == "\\" else character

    text = written
    if '"' in written or "\\" in written:
        text = "".join(meaning(found[0]) for found in characters.finditer(written))
    return PlacedCell(text, span, characters, meaning)


def _json_rows(raw: str) -> Iterator[list[PlacedCell]]:
    """Yield the strings of each line of JSON Lines that are no keys."""
    for line in _LINE.finditer(raw):
        strings = [found for found in _JSON_STRING.finditer(line[0]) if not found[2]]
        yield [
            PlacedCell(
                _json_meaning(found[1]) if "\\" in found[1] else found[1],
                Span(line.start() + found.start(1), line.start() + found.end(1)),
                _JSON_ESCAPE,
                _json_meaning,
            )
            for found in strings
        ]


def _json_meaning(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written
