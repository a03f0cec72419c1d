"""The plain text of a segment: what a reader sees, without the codes of the original format."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

# Elements that hold codes; the text of ``hi``, and of what TMX does not know, is text.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_BREAKS = {"lb", "pb", "br", "x-lb", "x-br", "x-tab"}
_CODE = object()
_BREAK = object()


def plain_text(segment: etree._Element) -> str:
    """Return the text of a ``seg``: of white space on both sides of a code one remains, and none at the segment's ends.

    A code that breaks the line parts two words as a space does.
    """
    if len(segment) == 0:
        return segment.text or ""
    text = ""
    after_code = False
    for part in _parts(segment):
        if not isinstance(part, str):
            if part is _BREAK and text and not text[-1].isspace():
                text += " "
            after_code = True
        elif part:
            text += part.lstrip() if after_code and (not text or text[-1].isspace()) else part
            after_code = after_code and not text
    return text.rstrip() if after_code else text


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
    content = (code.text or "").lower()
    return code.get("type") in _BREAKS or "<br" in content or content in ("\n", "\\n", "\t", "\\t")


def tag_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for a comment, an instruction or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
