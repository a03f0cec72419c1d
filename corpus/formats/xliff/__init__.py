"""XLIFF 1.2 (OASIS, 2008), the exchange format of translation tools; every version is read.

What a unit has no place for stands in elements of the namespace ``urn:songngu:bitext``, as the standard allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from songngu.corpus.bitext import Bitext
from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.xliff import trans_unit, writer
from songngu.corpus.formats.xliff.reader import scan
from songngu.corpus.formats.xliff.rows import UNKNOWN, SegmentPlace

__all__ = ["scan", "write"]


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write the rows of ``bitext`` as XLIFF 1.2, a ``file`` for each document and pair of languages."""
    frame = _Frame({"xmlns": trans_unit.NAMESPACE, "xmlns:songngu": trans_unit.OURS})
    return writer.write(bitext, stream, trans_unit, frame)


@dataclass(frozen=True, slots=True)
class _Frame:
    declared: Mapping[str, str]

    def head(self) -> str:
        namespaces = "".join(f' {name}="{uri}"' for name, uri in self.declared.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"{namespaces}>\n'

    def place(self, number: int, row: Row) -> SegmentPlace:
        langs = (writer.known(writer.tag_of(row[name])) for name in ("source_lang", "target_lang"))
        return SegmentPlace(number, row["document"], (*langs,))  # type: ignore[arg-type]

    def file(self, place: SegmentPlace) -> tuple[str, str]:
        languages = writer.attributes(source_language=place.langs[0] or UNKNOWN, target_language=place.langs[1])
        return (
            f'<file original={quoteattr(place.document)}{languages} datatype="plaintext">\n<body>\n',
            "</body>\n</file>\n",
        )
