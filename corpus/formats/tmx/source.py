"""The bytes of a TMX file as clean UTF-8: decoded, and without the characters that XML forbids."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import has_controls
from songngu.corpus.formats.reading import Reading
from songngu.corpus.readers.encodings.legacy import is_text_codec
from songngu.corpus.readers.encodings.wide import text_codec

CHUNK = 3 << 18
SHOWN = 20
"""Forbidden characters whose places are told."""

_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "unicode", "iso-10646")
_CONTINUATION = bytes(range(0x80, 0xC0))
_SPACE = b" \t\r\n"
_CDATA = b"<![CDATA["
_LONGEST_REFERENCE = 16


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Line and column, in characters, both from 1."""

    line: int = 1
    column: int = 1

    def after(self, data: bytes) -> UnitPlace:
        """Return the place behind ``data``, which stands here; ``data`` is UTF-8."""
        lines = data.count(b"\n")
        last = data[data.rfind(b"\n") + 1 :] if lines else data
        width = len(last.translate(None, _CONTINUATION))
        return UnitPlace(self.line + lines, 1 + width if lines else self.column + width)


def clean_chunks(stream: BinaryIO, reading: Reading) -> Iterator[bytes]:
    """Yield the file as UTF-8 in pieces that end with a tag, but for the last, without what XML forbids.

    Forbidden characters, and references to them, are left out; how many, and where, is told in the notes, as is a
    declared encoding that is not the one of the bytes. Raises InputError for bytes that are not of their encoding.
    """
    cleaner = _Cleaner()
    rest = b""
    for data in _utf8(stream, reading):
        rest += data
        end = rest.rfind(b">") + 1
        if end:
            yield cleaner.clean(rest[:end])
            rest = rest[end:]
    yield cleaner.clean(rest)
    if cleaner.count:
        reading.notes.append(cleaner.note())


def _utf8(stream: BinaryIO, reading: Reading) -> Iterator[bytes]:
    start = stream.read(CHUNK)
    encoding, start = _encoding(start, reading)
    if encoding == "utf-8":
        yield start
        while data := stream.read(CHUNK):
            yield data
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    before = UnitPlace()
    data = start
    try:
        while data:
            text = decoder.decode(data).encode()
            yield text
            before = before.after(text)
            data = stream.read(CHUNK)
        yield decoder.decode(b"", True).encode()
    except UnicodeError as error:
        raise reading.error(f"not {encoding}, after this place", before.line, before.column) from error


def _encoding(start: bytes, reading: Reading) -> tuple[str, bytes]:
    """Return the encoding of a file that begins with ``start``, and ``start`` without its byte order mark."""
    found, length = text_codec(start, "")
    start = start[length:]
    declared = _declared(start.decode(found, "ignore").encode() if found else start)
    actual = found or _told_by_bytes(start, declared)
    if declared and not actual:
        if not is_text_codec(declared):
            raise reading.error(f"unknown encoding {declared!r}", 1, hint="convert the file to UTF-8")
        return declared, start
    actual = actual or "utf-8"
    if declared and codec_family(declared) != codec_family(actual):
        reading.notes.append(f"declared as {declared}, but {actual.upper()} by its bytes: read as that")
    return actual, start


def codec_family(name: str) -> str:
    """Return the name of an encoding without its byte order."""
    name = name.lower().replace("_", "-").replace("utf8", "utf-8").replace("utf16", "utf-16")
    return name.removesuffix("-le").removesuffix("-be").removesuffix("le").removesuffix("be")


def _declared(start: bytes) -> str | None:
    """Return the encoding that the XML declaration names."""
    start = start.lstrip(_SPACE)
    end = start.find(b"?>")
    if not start.startswith(b"<?xml") or end < 0:
        return None
    found: list[str | None] = []
    parser = expat.ParserCreate("utf-8")
    parser.XmlDeclHandler = lambda version, encoding, standalone: found.append(encoding)
    try:
        parser.Parse(start[: end + 2])
    except expat.ExpatError:
        return None
    return found[0].lower() if found and found[0] else None


def _told_by_bytes(start: bytes, declared: str | None) -> str | None:
    """Return UTF-8 where nothing else is declared or possible, None where the declaration is to be believed."""
    if declared is None or codec_family(declared) == "utf-8" or declared.startswith(_WIDE):
        return "utf-8"
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return None
    # Text of another encoding that happens to be UTF-8 is as good as never seen.
    return None if text.isascii() else "utf-8"


@dataclass(slots=True)
class _Cleaner:
    """Takes forbidden characters out of a file that it is given piece by piece."""

    count: int = 0
    shown: list[str] = field(default_factory=list)
    place: UnitPlace = field(default_factory=UnitPlace)
    in_cdata: bool = False

    def clean(self, data: bytes) -> bytes:
        """Return ``data`` without forbidden characters and references to them, which are counted."""
        codes = np.frombuffer(data, dtype=np.uint8)
        found = [*_controls(codes), *_noncharacters(codes)]
        found += [span for span in _references(data, codes) if not self._literal(data, span[0])]
        found.sort()
        clean = self._without(data, found) if found else data
        self.place = self.place.after(data)
        # The bracket is the rarer character to look for.
        if self.in_cdata or b"[CDATA[" in data:
            self.in_cdata = self._literal(data, len(data))
        return clean

    def _literal(self, data: bytes, place: int) -> bool:
        """Tell whether what stands at ``data[place]`` is in a CDATA section, where a reference is none."""
        opened, closed = data.rfind(_CDATA, 0, place), data.rfind(b"]]>", 0, place)
        return self.in_cdata if opened == closed else opened > closed

    def _without(self, data: bytes, found: list[tuple[int, int, int]]) -> bytes:
        parts = []
        last = 0
        place = self.place
        for start, end, code in found:
            place = place.after(data[last:start])
            if len(self.shown) < SHOWN:
                self.shown.append(f"U+{code:04X} at {place.line}:{place.column}")
            place = place.after(data[start:end])
            parts.append(data[last:start])
            last = end
        self.count += len(found)
        return b"".join((*parts, data[last:]))

    def note(self) -> str:
        """Say how many characters were left out, and where the first of them stood."""
        more = f" and {self.count - len(self.shown)} more" if self.count > len(self.shown) else ""
        characters = quantity(self.count, "character")
        return f"{characters} that XML forbids left out: {', '.join(self.shown)}{more}"


_Codes = NDArray[np.uint8]
_Found = Iterator[tuple[int, int, int]]
"""Start, end and code point of each forbidden character."""


def _controls(codes: _Codes) -> _Found:
    if not has_controls(codes):
        return
    for place in np.flatnonzero(codes < 0x20).tolist():
        if codes[place] not in b"\t\n\r":
            yield place, place + 1, int(codes[place])


def _noncharacters(codes: _Codes) -> _Found:
    # U+FFFE and U+FFFF in UTF-8.
    starts = np.flatnonzero(codes[:-2] == 0xEF)
    for place in starts[(codes[starts + 1] == 0xBF) & (codes[starts + 2] >= 0xBE)].tolist():
        yield place, place + 3, 0xFF40 + int(codes[place + 2])


def _references(data: bytes, codes: _Codes) -> _Found:
    for hash_sign in np.flatnonzero(codes == ord("#")).tolist():
        start = hash_sign - 1
        end = data.find(b";", start, start + _LONGEST_REFERENCE)
        if end < 0 or not data.startswith(b"&", start):
            continue
        code = _code(data[start + 2 : end])
        if code is not None and not _allowed(code):
            yield start, end + 1, code


def _code(digits: bytes) -> int | None:
    """Return what the digits of a reference stand for, None where they are none."""
    base, digits = (16, digits[1:]) if digits.startswith(b"x") else (10, digits)
    if not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None


def _allowed(code: int) -> bool:
    """Tell whether XML 1.0 allows a character (production [2], Char)."""
    return code in (0x09, 0x0A, 0x0D) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
