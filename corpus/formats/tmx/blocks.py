"""A TMX file as a row of small documents, each of whole units, parsed while those before them are worked on.

Where a part ends is guessed from its bytes and proven by the parser: the part before, with the open elements closed, is
well-formed only if it ends between two units.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO
from xml.parsers import expat

from lxml import etree

from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.alike import Alike, alike, shaped_alike
from songngu.corpus.formats.tmx.head import (
    Head,
    fault_at,
    last_unit_start,
    local_name,
    read_head,
    read_whole,
    tag_end,
)
from songngu.corpus.formats.tmx.pairs import ALL
from songngu.corpus.formats.tmx.pattern import END, find_units, holds_more, without_end
from songngu.corpus.formats.tmx.shape import shaped_units
from songngu.corpus.formats.tmx.source import CHUNK, UnitPlace, clean_chunks
from songngu.corpus.formats.tmx.units import PREFIX
from songngu.corpus.formats.tmx.units import units as units_in

SIZE = 2 * CHUNK
THREADS = 2
_SPACE = b" \t\r\n"
_OWN = PREFIX.encode()


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """Some units of a file, as a table or else as the document that holds them.

    ``line`` is the line of the file that is the first of the document.
    """

    units: Alike | etree._Element
    line: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file behind its head; ``last`` where the file ends with it."""

    data: bytes
    place: UnitPlace
    last: bool


_Ahead = tuple[_Part, "Future[UnitBlock | None]"]


def read_blocks(stream: BinaryIO, reading: Reading) -> tuple[Head, Iterator[UnitBlock]]:
    """Return the head of a file and its blocks in order, which other threads parse.

    Raises InputError where the head is not that of a TMX file, and MalformedError, after the block of the units before,
    where the XML behind it is not well-formed.
    """
    chunks = clean_chunks(stream, reading)
    data = next(chunks)
    # Nothing may stand before an XML declaration, yet white space does.
    bare = data.lstrip(_SPACE)
    place = UnitPlace().after(data[: len(data) - len(bare)])
    data = bare
    while (found := read_head(data, place, reading)) is None and (more := next(chunks, None)) is not None:
        data += more
    head, start = found or read_whole(data, place, reading)
    if start == len(data):
        return head, iter(())
    parts = _parts(chain([data[start:]], chunks), place.after(data[:start]))
    return head, _parsed(parts, head)


def _parts(chunks: Iterator[bytes], place: UnitPlace) -> Iterator[_Part]:
    """Cut the file before what looks like the beginning of a unit."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        if len(rest) >= SIZE and (end := last_unit_start(rest)):
            yield _Part(rest[:end], place, last=False)
            place = place.after(rest[:end])
            rest = rest[end:]
    yield _Part(rest, place, last=True)


def _parsed(parts: Iterator[_Part], head: Head) -> Iterator[UnitBlock]:
    uncut: _Part | None = None
    tried = 0
    with ThreadPoolExecutor(THREADS) as pool:
        for part, document in _ahead(pool, parts, head):
            whole = part if uncut is None else _Part(uncut.data + part.data, uncut.place, part.last)
            # To try again with every part would take time that grows with the square of the file.
            if uncut is not None and len(whole.data) < 2 * tried and not whole.last:
                uncut = whole
                continue
            block = document.result() if uncut is None else _block(whole, head)
            blocks = [block] if block is not None else _looked_into(whole, head)
            uncut, tried = whole, len(whole.data)
            for block in blocks:
                uncut, tried = None, 0
                yield block


def _ahead(pool: ThreadPoolExecutor, parts: Iterator[_Part], head: Head) -> Iterator[_Ahead]:
    """Yield the parts with their documents to be, while those behind are parsed."""
    waiting: deque[_Ahead] = deque()
    for part in parts:
        # Polars is called in one thread: its first calls in two at once may wait for each other for ever.
        table = _alike(part, head)
        block: Future[UnitBlock | None] = Future()
        if table is None:
            block = pool.submit(_block, part, head)
        else:
            block.set_result(UnitBlock(table, part.place.line))
        waiting.append((part, block))
        while waiting and (len(waiting) > THREADS or waiting[0][1].done()):
            yield waiting.popleft()
    yield from waiting


def _block(part: _Part, head: Head, *, lenient: bool = False) -> UnitBlock | None:
    """Return the block of a part, None where it is not well-formed; ``lenient`` for what expat has found to be."""
    root = _document(_text(part, head), lenient=lenient)
    return None if root is None else UnitBlock(root, part.place.line)


def _document(text: bytes, *, lenient: bool = False) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        collect_ids=False,
        huge_tree=lenient,
        recover=lenient,
    )
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return None


def _alike(part: _Part, head: Head) -> Alike | None:
    """Return the units of a part as a table, those that are not alike parsed; None where it is not so simple.

    Our own properties name lines in errors, and namespaces belong to each unit that is kept.
    """
    if b"xmlns" in head.prologue or head.epilogue != END or _OWN in part.data:
        return None
    data = without_end(part.data) if part.last else part.data
    if not data:
        return None
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data
    named = head.source_lang in (ALL, "")
    if (shaped := shaped_units(data)) is not None:
        return Alike(shaped_alike(shaped, named=named), [], [])
    return _mixed(data, head, named=named)


def _mixed(data: bytes, head: Head, *, named: bool) -> Alike | None:
    """Return units of several shapes as a table."""
    found = find_units(data)
    if found is None or not found.columns["unit"]:
        return None
    try:
        table = alike(found, named=named)
    except UnicodeError:  # a parser says where
        return None
    odd = table["first_lang"].is_null().arg_true().to_list()
    rest = [found.unit(place) for place in odd]
    if 2 * len(rest) > table.height or any(map(holds_more, rest)):
        return None
    root = _document(head.prologue + b"".join(rest) + head.epilogue)
    others = [] if root is None else list(units_in(root, named=named))
    return Alike(table, others, odd) if len(others) == len(rest) else None


def _text(part: _Part, head: Head) -> bytes:
    return head.prologue + part.data + (b"" if part.last else head.epilogue)


def _looked_into(part: _Part, head: Head) -> Iterator[UnitBlock]:
    """Yield the block of a part that is not well-formed by lxml, or its units before the fault.

    Prefixes that stand for no namespace and very long texts are no fault to expat. Yields nothing where the part only
    ends in the wrong place; raises MalformedError where it is at fault.
    """
    ends = _Ends(part.data, len(head.prologue))
    try:
        ends.parser.Parse(head.prologue)
        ends.parser.Parse(part.data, part.last)
    except expat.ExpatError as error:
        fault = fault_at(error, part.data, ends.parser.ErrorByteIndex - len(head.prologue), part.place)
        before = _Part(part.data[: ends.last], part.place, last=False)
        if ends.last and (block := _block(before, head, lenient=True)) is not None:
            yield block
        raise fault from error
    try:
        if not part.last:
            ends.parser.Parse(head.epilogue, True)
    except expat.ExpatError:
        return
    if (block := _block(part, head, lenient=True)) is not None:
        yield block


class _Ends:
    """Hears where in ``data``, which the parser gets after ``offset`` bytes, the last whole unit ends."""

    def __init__(self, data: bytes, offset: int) -> None:
        self.last = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._data = data
        self._offset = offset
        self._opened = ""

    def _start(self, name: str, _: object) -> None:
        self._opened = name

    def _end(self, name: str) -> None:
        if local_name(name) == "tu":
            index = self.parser.CurrentByteIndex - self._offset
            self.last = tag_end(self._data, index, childless=self._opened == name)
