"""The head of a TMX file: what stands before its first unit, and the elements that are open there."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.source import UnitPlace

_AFTER_NAME = (b" ", b"\t", b"\r", b"\n", b"/", b">")


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says before its units: ``source_lang`` of its header ("" for none).

    ``header`` are the first tag of the file and its header as XML, "" for a header that holds no elements.

    ``prologue`` opens again what is open at the first unit, so that a part of the file is a document between it and
    ``epilogue``.
    """

    source_lang: str
    header: str
    prologue: bytes
    epilogue: bytes


@dataclass(slots=True)
class _Listener:
    """Hears what expat reads."""

    reading: Reading
    place: UnitPlace
    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate("utf-8"))
    open: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    source_lang: str = ""
    header: tuple[int, int] = (0, 0)
    doctype: bytes = b""
    root: dict[str, str] = field(default_factory=dict)
    in_header: int = 0
    first: tuple[int, list[tuple[str, dict[str, str]]]] | None = None

    def listen(self) -> None:
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        # With an external subset an entity that is not declared is no error; the subset itself is never read.
        self.doctype = b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' if system else b""

    def _entity(self, name: str, *_: object) -> None:
        line = self.place.line + self.parser.CurrentLineNumber - 1
        hint = "TMX has no use for entities; write what they stand for"
        raise self.reading.error(f"declares the entity {name}: refused, as entities can hold attacks", line, hint=hint)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.open:
            if local_name(name) != "tmx":
                raise self.reading.error(f"not a TMX file: the outermost element is <{name}>")
            self.root = attributes
        self.in_header += any(local_name(known) == "header" for known, _ in self.open)
        if local_name(name) == "tu" and self.first is None:
            self.first = self.parser.CurrentByteIndex, list(self.open)
        self.open.append((name, attributes))
        if local_name(name) == "header":
            self.source_lang = attributes.get("srclang", "")
            self.header = (self.parser.CurrentByteIndex, 0)

    def _end(self, name: str) -> None:
        self.open.pop()
        if local_name(name) == "header":
            self.header = (self.header[0], self.parser.CurrentByteIndex)

    def head(self, data: bytes) -> Head:
        """Return the head of the file that begins with ``data``, of which as much was heard as there is."""
        start, end = self.header
        closed = tag_end(data, end, childless=not self.in_header)
        stack = self.first[1] if self.first else []
        opened = b"".join(_tag(name, attributes).encode() for name, attributes in stack)
        names = "".join(f"</{name}>" for name, _ in reversed(stack))
        # A default namespace would only make every name longer: TMX has none.
        header = _tag("tmx", self.root) + data[start:closed].decode() if self.in_header else ""
        return Head(self.source_lang, header, self.doctype + opened, names.encode())


def _tag(name: str, attributes: dict[str, str]) -> str:
    spaces = {key: value for key, value in attributes.items() if key.startswith("xmlns:")}
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in spaces.items())}>"


def tag_end(data: bytes, index: int, *, childless: bool) -> int:
    """Return where an element ends, expat's index at its end being ``index``."""
    # Of an empty element that is behind its only tag, else before the second.
    empty = childless and data.startswith(b"/>", index - 2)
    return index if empty else data.find(b">", index) + 1


def local_name(name: str) -> str:
    """Return the name of an element without its prefix."""
    return name.rpartition(":")[2]


def read_head(data: bytes, place: UnitPlace, reading: Reading) -> tuple[Head, int] | None:
    """Return the head of the file that begins with ``data``, and where its units begin; None where no unit does.

    Raises InputError where the head is not well-formed, declares entities, or is that of another kind of file.
    """
    for start in unit_starts(data):
        listener = _Listener(reading, place)
        listener.listen()
        _parse(listener, data[:start], place)
        try:
            listener.parser.Parse(b"<tu/>")
        except expat.ExpatError:
            continue
        if listener.first is not None:
            return listener.head(data), start
    return None


def read_whole(data: bytes, place: UnitPlace, reading: Reading) -> tuple[Head, int]:
    """Return the head of a file that is ``data``, and where its units begin: at the end where it has none.

    Raises InputError as `read_head` does.
    """
    listener = _Listener(reading, place)
    listener.listen()
    _parse(listener, data, place, last=True)
    return listener.head(data), listener.first[0] if listener.first else len(data)


def _parse(listener: _Listener, data: bytes, place: UnitPlace, *, last: bool = False) -> None:
    try:
        listener.parser.Parse(data, last)
    except expat.ExpatError as error:
        fault = fault_at(error, data, listener.parser.ErrorByteIndex, place)
        raise listener.reading.error(str(fault), fault.place.line, fault.place.column) from error


class MalformedError(Exception):
    """What makes a file no well-formed XML, and where."""

    def __init__(self, reason: str, place: UnitPlace) -> None:
        super().__init__(f"not well-formed XML: {reason}")
        self.place = place


def fault_at(error: expat.ExpatError, data: bytes, index: int, place: UnitPlace) -> MalformedError:
    """Return the fault that expat found at ``data[index]``, ``place`` being that of ``data[0]``."""
    reason = expat.ErrorString(error.code)
    if not data:
        reason = "the file is empty"
    elif reason == expat.errors.XML_ERROR_INVALID_TOKEN and data[index : index + 1] > b"\x7f":
        reason = "bytes that are not UTF-8"
    return MalformedError(reason, place.after(data[:index]))


def unit_starts(data: bytes) -> list[int]:
    """Return where units may begin; a comment, say, can hold the same bytes."""
    found: list[int] = []
    place = data.find(b"<tu")
    while place >= 0 and len(found) < 100:
        if data.startswith(_AFTER_NAME, place + 3):
            found.append(place)
        place = data.find(b"<tu", place + 3)
    return found


def last_unit_start(data: bytes) -> int:
    """Return where the last unit may begin, 0 for nowhere but at the beginning."""
    place = data.rfind(b"<tu")
    while place > 0 and not data.startswith(_AFTER_NAME, place + 3):
        place = data.rfind(b"<tu", 0, place)
    return max(place, 0)
