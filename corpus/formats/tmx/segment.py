"""The plain text of a segment: what a reader sees, without the codes of the original format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

import polars as pl
from lxml import etree

# Elements that hold codes; the text of ``hi``, and of what TMX does not know, is text.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_BREAKS = {"lb", "pb", "br", "x-lb", "x-br", "x-tab"}
_WRITTEN = re.compile(r"<[a-z]+[^<>]*?(?:/>|>([^<]*)</[a-z]+>)")
_TYPE = re.compile(r"<[a-z]+ (?:[^<>]* )?type=\"([^\"]*)\"")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
REFERENCES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"} | _QUOTES
"""The references that XML has itself, and what they stand for."""

_WHOLE_CODE = r"<[a-z]+[^<>]*?(?:/>|>[^<]*</[a-z]+>)"
# A code beside white space or the end of a segment, or one that may break the line, as `plain_of_written` has it.
_DELICATE = r"(?i)\s<[a-z]|</[a-z]+>\s|/>\s|type=\"(?:lb|pb|br|x-[a-z]+)\"|&lt;br|>(?:\n|\t|\\[nt])</"
_CODE = object()
_BREAK = object()


def plain_text(segment: etree._Element) -> str:
    """Return the text of a ``seg``: of white space on both sides of a code one remains, and none at the segment's ends.

    A code that breaks the line parts two words as a space does.
    """
    return segment.text or "" if len(segment) == 0 else _joined(_parts(segment))


def _joined(parts: Iterable[object]) -> str:
    text = ""
    after_code = False
    for part in parts:
        if not isinstance(part, str):
            if part is _BREAK and text and not text[-1].isspace():
                text += " "
            after_code = True
        elif part:
            text += part.lstrip() if after_code and (not text or text[-1].isspace()) else part
            after_code = after_code and not text
    return text.rstrip() if after_code else text


def plain_of_written(segment: str) -> str:
    """Return the text of what stands in a ``seg`` whose codes hold no others; see `plain_text`."""
    return _joined(_written_parts(segment))


def _written_parts(segment: str) -> Iterator[object]:
    place = 0
    for code in _WRITTEN.finditer(segment):
        yield unescape(segment[place : code.start()], _QUOTES)
        yield _BREAK if _is_break(_kind_of(code[0]), unescape(code[1] or "", _QUOTES)) else _CODE
        place = code.end()
    yield unescape(segment[place:], _QUOTES)


def _kind_of(code: str) -> str | None:
    found = _TYPE.match(code)
    return found and found[1]


def _parts(element: etree._Element) -> Iterator[object]:
    """Yield the pieces of text, and a mark for each code between them."""
    yield element.text or ""
    for child in element:
        name = tag_name(child)
        if name in _CODES:
            yield _BREAK if _breaks(child) else _CODE
        elif child.tag is etree.Entity:
            yield child.text or ""
        elif name:
            yield from _parts(child)
        yield child.tail or ""


def _breaks(code: etree._Element) -> bool:
    return _is_break(code.get("type"), code.text or "")


def _is_break(kind: str | None, content: str) -> bool:
    content = content.lower()
    return kind in _BREAKS or "<br" in content or content in ("\n", "\\n", "\t", "\\t")


def tag_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for a comment, an instruction or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def plain_texts(segments: pl.Series) -> pl.Series:
    """Return the texts of a column of what stands in ``seg`` elements whose codes hold no others; see `plain_text`."""
    coded = segments.str.contains("<", literal=True).arg_true()
    if not len(coded):
        return read_references(segments)
    written = segments.gather(coded)
    # Codes that touch no white space and break no line are only taken out.
    odd = written.str.contains(_DELICATE).arg_true()
    texts = read_references(segments.scatter(coded, written.str.replace_all(_WHOLE_CODE, "")))
    return texts.scatter(coded.gather(odd), list(map(plain_of_written, written.gather(odd))))


def read_references(texts: pl.Series) -> pl.Series:
    """Return texts with what the references that XML has itself stand for."""
    if texts.null_count() == len(texts):
        return texts
    rows = texts.str.contains("&", literal=True).arg_true()
    return texts.scatter(rows, texts.gather(rows).str.replace_many(REFERENCES)) if len(rows) else texts
