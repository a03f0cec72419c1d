"""XLIFF 2.1 (OASIS, 2018), the successor of XLIFF 1.2, which many tools do not read yet; every version is read.

What a unit has no place for stands in its metadata (module ``urn:oasis:names:tc:xliff:metadata:2.0``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from songngu.corpus.bitext import Bitext
from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.xliff import unit, writer
from songngu.corpus.formats.xliff.reader import scan
from songngu.corpus.formats.xliff.rows import UNKNOWN, SegmentPlace

__all__ = ["scan", "write"]


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write the rows of ``bitext`` as XLIFF 2.1, a ``file`` for each document.

    The format has one pair of languages; where the rows have several, each says which, and the file none.
    """
    names = ("source_lang", "target_lang")
    pairs = bitext.lazy().select(*names).unique().head(2).collect(engine="streaming").rows()
    source, target = pairs[0] if len(pairs) == 1 else ("", "")
    langs = writer.known(writer.tag_of(source or "")), writer.known(writer.tag_of(target or ""))
    frame = _Frame({"xmlns": unit.NAMESPACE, "xmlns:mda": unit.METADATA}, langs)
    notes = writer.write(bitext, stream, unit, frame)
    return (
        notes if len(pairs) < 2 else [*notes, "rows of several pairs of languages, which only songngu will tell apart"]
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    declared: Mapping[str, str]
    langs: tuple[str, str]

    def head(self) -> str:
        namespaces = "".join(f' {name}="{uri}"' for name, uri in self.declared.items())
        source, target = (lang or UNKNOWN for lang in self.langs)
        languages = f' srcLang="{source}" trgLang="{target}"'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1"{languages}{namespaces}>\n'

    def place(self, number: int, row: Row) -> SegmentPlace:
        return SegmentPlace(number, row["document"], self.langs)

    def file(self, place: SegmentPlace) -> tuple[str, str]:
        original = writer.attributes(original=place.document)
        return f'<file id="f{place.number}"{original}>\n', "</file>\n"
