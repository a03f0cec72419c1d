"""Files that are ZIP archives of XML: opened within limits, so that none can fill the memory or reach outside.

XML is parsed without entities, DTDs, the network, or trees of unbounded depth.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import Block, BlockKind, MappedText, Markup, Piece, Span
from songngu.corpus.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

LARGEST_EXPANDED = 256 << 20
"""The most bytes the parts we read of an archive may expand to."""
LARGEST_RATIO = 200
"""The most that a part of more than a megabyte may be larger than its compressed form."""

_MEGABYTE = 1 << 20
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError, IndexError, OverflowError, MemoryError,
)  # fmt: skip


class Archive:
    """An open archive and what is left of the limit on what it may expand to."""

    def __init__(self, data: bytes) -> None:
        """Open the archive in ``data``. Raises InputError where it is none."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename: info for info in self._zip.infolist()}
        except _DAMAGES:
            raise InputError("is a damaged or truncated ZIP file, or none at all") from None
        self._left = LARGEST_EXPANDED

    @property
    def names(self) -> Collection[str]:
        """The names of the parts, in the order of the archive."""
        return self._names.keys()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises InputError where it is missing, damaged, encrypted or too large."""
        info = self._names.get(name)
        if info is None:
            raise InputError(f"has no part {name}", hint="the file is damaged, or not what its suffix says")
        if info.flag_bits & 1:
            raise InputError(f"is encrypted (part {name})", hint="save it without a password")
        limit = min(self._left, max(_MEGABYTE, LARGEST_RATIO * info.compress_size))
        try:
            with self._zip.open(info) as part:
                data = part.read(limit + 1)
        except _DAMAGES as error:
            raise InputError(f"is damaged: part {name} cannot be read ({type(error).__name__})") from None
        if len(data) > limit:
            raise InputError(f"expands too much: part {name} is over {limit >> 20} MB, perhaps a ZIP bomb")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part that is XML. Raises InputError where it is not well formed, or unsafe."""
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML that comes from anywhere. Raises InputError where it is not well formed or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).replace("\n", " ")
        if "depth" in reason.lower():
            raise InputError(f"is nested too deeply (part {name})") from None
        if "amplification" in reason.lower():
            raise _entities(name) from None
        raise InputError(f"is damaged: part {name} is no well-formed XML: {reason[:200]}") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise _entities(name)
    return root


def _entities(name: str) -> InputError:
    return InputError(f"declares XML entities (part {name}), which are refused")


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """Return the attribute of a local name, in any namespace, else an empty text."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part of an Office file refers to (ECMA-376, part 2): a part by its name, or an address outside."""

    identifier: str
    kind: str
    target: str
    is_external: bool


def relations(archive: Archive, part: str) -> Iterator[Relation]:
    """Yield what a part refers to, or of an empty name the archive itself."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    for relation in archive.xml(rels) if rels in archive else ():
        target, is_external = attribute(relation, "Target"), attribute(relation, "TargetMode") == "External"
        if not is_external:
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(target)
        kind = attribute(relation, "Type").rpartition("/")[2]
        yield Relation(attribute(relation, "Id"), kind, target, is_external)


def _moved(markup: Sequence[Markup], text: str, line: str) -> Iterator[Markup]:
    """Yield the markup of a text by offsets in the line that it was collapsed to: the same but for its blanks."""
    if not markup:
        return
    seen = [i for i, character in enumerate(line) if not character.isspace()]
    counts = list(accumulate((not character.isspace() for character in text), initial=0))
    for each in markup:
        first, last = counts[each.at.start], counts[each.at.end]
        if first == last and seen:  # of an image: the character before it
            first, last = max(first - 1, 0), max(first, 1)
        if first < last:
            yield Markup(each.kind, each.value, Span(seen[first], seen[last - 1] + 1))


class TextView:
    """The text of an archive as a file of lines, a block a line, that spans point into."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        locator: str = "",
        lang: str = "",
        markup: Sequence[Markup] = (),
    ) -> None:
        """Add a block, its white space collapsed; one without text is left out. ``markup`` is that of ``text``."""
        line = " ".join(part for part in text.replace("\u2028", " ").replace("\u2029", " ").split(" ") if part)
        line = " ".join(line.splitlines()).strip()
        if not line:
            return
        span = Span(self._length, self._length + len(line))
        content = MappedText(line, (Piece(Span(0, len(line)), span),), tuple(_moved(markup, text, line)))
        self._blocks.append(Block(kind, content, level, locator, lang))
        self._lines.append(line)
        self._length = span.end + 1

    def finish(self) -> tuple[str, list[Block]]:
        """Return the text and its blocks."""
        return "".join(line + "\n" for line in self._lines), self._blocks
