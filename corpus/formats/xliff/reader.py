"""XLIFF of any version read unit by unit.

A unit that holds more than the columns of a bitext do (inline elements, other translations, attributes) is kept in
``original``, as Canonical XML 2.0 (W3C) has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

import polars as pl
from lxml import etree

from songngu.corpus.errors import InputError
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import Row, parsed_cells, row_batches
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import orientation, turned
from songngu.corpus.formats.xliff import trans_unit, unit
from songngu.corpus.formats.xliff.rows import SAFE, UNKNOWN, SegmentPlace, XliffDialect, rows_of
from songngu.corpus.formats.xliff.text import local
from songngu.corpus.readers.encodings.wide import marked_codec

_CHUNK = 1 << 16
_NAMES = {"file", "header", "skeleton", "group", "trans-unit", "bin-unit", "unit"}
_VERSIONS = "urn:oasis:names:tc:xliff:document:"

Langs = tuple[str, str]


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the segments of the XLIFF in ``stream``, of any version, as rows.

    A file that is of the pair asked for the other way round is turned; one of another pair is passed over. Told in the
    notes: what is passed over, and what no column holds. Raises InputError for broken XML, for what is not XLIFF and
    where no file is of the pair asked for.
    """
    yield from row_batches(_Reader(reading).rows(stream), reading)


@dataclass(slots=True)
class _Reader:
    """Where the reader stands, and what it has passed over."""

    reading: Reading
    dialect: XliffDialect = trans_unit
    root: str | None = None
    root_langs: Langs = ("", "")
    place: SegmentPlace = field(default_factory=SegmentPlace)
    turned: bool = False
    wanted: bool = True
    pairs: dict[Langs, bool] = field(default_factory=dict)
    binary: int = 0
    silent: int = 0
    heads: int = 0

    def rows(self, stream: BinaryIO) -> Iterator[tuple[int, Row]]:
        """Yield line and cells of each row."""
        for event, element in _events(stream, self.reading):
            name = local(element)
            if self.root is None:
                self._open(element, name)
            if event == "start":
                if name == "file":
                    self._enter(element)
                continue
            if self.wanted and self.dialect.is_unit(element):
                yield from self._unit(element)
            self.binary += name == "bin-unit"
            self.heads += name == "skeleton" or (name == "header" and len(element) > 0)
            _forget(element)
        if self.pairs and not any(self.pairs.values()):
            listed = ", ".join("-".join(lang or "none" for lang in pair) for pair in self.pairs)
            raise self.reading.error(f"no file of it is of the languages asked for, but of {listed}")
        self.reading.notes += self._notes()

    def _open(self, root: etree._Element, name: str) -> None:
        if name != "xliff":
            raise self.reading.error(f"not an XLIFF file: the outermost element is <{name}>")
        self.root = name
        self.dialect = unit if root.get("version", "").startswith("2") else trans_unit
        self.root_langs = root.get("srcLang", ""), root.get("trgLang", "")

    def _enter(self, file: etree._Element) -> None:
        found = file.get("source-language", self.root_langs[0]), file.get("target-language", self.root_langs[1])
        source, target = ("" if lang == UNKNOWN else lang for lang in found)
        turns = orientation((source, target), self.reading)
        self.turned, self.wanted = turns is True, turns is not None
        self.pairs[source, target] = self.wanted
        self.place = SegmentPlace(self.place.number + 1, file.get("original", ""), (source, target))

    def _unit(self, element: etree._Element) -> Iterator[tuple[int, Row]]:
        line = cast(int, element.sourceline)
        try:
            rows = self._rows_of(element)
        except ValueError as error:
            self.reading.pass_over(self.reading.error(str(error), line))
            return
        if not any(row["source"] or row["target"] for row in rows):
            self.silent += 1
            return
        for row in rows:
            yield line, turned(row) if self.turned else row

    def _rows_of(self, element: etree._Element) -> list[Row]:
        _rename(element, self.dialect.NAMESPACE)
        if not _is_translated(element):
            element.set("translate", "no")  # what a group or a file says is kept with the unit
        rows = [parsed_cells(row) for row in rows_of(element, self.place, self.dialect)]
        if self.turned or self.dialect.is_plain(element):
            return rows
        self.dialect.set_columns(element, [])
        original = _canonical(element)
        return [row | {"original": original} for row in rows]

    def _notes(self) -> Iterator[str]:
        if self.binary:
            yield f"{quantity(self.binary, 'unit')} of binary data passed over"
        if self.silent:
            yield f"{quantity(self.silent, 'unit')} without any text passed over"
        if self.heads:
            yield "headers and skeletons of the files are not kept"
        if others := sum(not wanted for wanted in self.pairs.values()):
            yield f"files of {quantity(others, 'other pair')} of languages passed over"


def _events(stream: BinaryIO, reading: Reading) -> Iterator[tuple[str, etree._Element]]:
    """Yield the start of the root, then the starts and ends of the elements that matter."""
    parser = etree.XMLPullParser(("start", "end"), **SAFE)
    events = cast("Iterator[tuple[str, etree._Element]]", parser.read_events())
    started = False
    try:
        for data in _chunks(stream):
            broken = _fed(parser, data)
            for event, element in events:
                if not started or local(element) in _NAMES:
                    started = True
                    yield event, element
            if broken:
                raise broken
        parser.close()
    except etree.XMLSyntaxError as error:
        found = _syntax_error(error, reading)
        if not reading.keep_going:
            raise found from error
        reading.notes.append(f"{found}; what stands before is read")


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file, without the mark of UTF-32, which libxml2 tells by its zeros alone."""
    start = stream.read(_CHUNK)
    codec, length = marked_codec(start)
    yield start[length if codec.startswith("utf-32") else 0 :]
    while data := stream.read(_CHUNK):
        yield data


def _fed(parser: etree.XMLPullParser, data: bytes) -> etree.XMLSyntaxError | None:
    """Feed a parser and return its error, as what was read before it is yet to be taken."""
    try:
        parser.feed(data)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _syntax_error(error: etree.XMLSyntaxError, reading: Reading) -> InputError:
    line, column = (max(place or 1, 1) for place in error.position)
    reason = error.msg.partition(", line ")[0] if error.msg else "no element"
    return reading.error(f"not well-formed XML: {reason}", line, column)


def _forget(element: etree._Element) -> None:
    """Free what was read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _is_translated(unit: etree._Element) -> bool:
    """Tell whether a unit is to be translated, as it says itself or the nearest element around it that does."""
    around = (unit, *unit.iterancestors())
    return next((element.get("translate") for element in around if element.get("translate")), "yes") != "no"


def _rename(element: etree._Element, namespace: str) -> None:
    """Put what other versions of XLIFF define into the namespace of the one that is written."""
    for child in element.iter():
        if isinstance(child.tag, str):
            own, _, name = child.tag.rpartition("}")
            if (not own and ":" not in name) or own.startswith(f"{{{_VERSIONS}"):
                child.tag = f"{{{namespace}}}{name}"


def _canonical(element: etree._Element) -> str:
    # Version 2.0, unlike 1.0, has nothing against memoQ's namespace, which is not absolute.
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return cast(str, etree.canonicalize(text, with_comments=True))
