"""The content of XLIFF's segments: inline elements, texts, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree


@dataclass(frozen=True, slots=True)
class Segment:
    """Source and target of a segment; ``name`` tells it from the others of its unit, where there are any."""

    source: etree._Element | None
    target: etree._Element | None
    name: str


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; comments and the like have none."""
    # QName refuses a name whose prefix is not declared, which the parser lets through.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def plain_text(element: etree._Element | None, spans: Collection[str], kind: str, breaks: Collection[str]) -> str:
    """Return the text of an element and of those inline elements that are ``spans`` of it.

    Other inline elements are codes and have no text, but for those whose attribute ``kind`` is one of ``breaks``: a
    line feed. Raises ValueError for a reference to an entity.
    """
    return "" if element is None else "".join(_pieces(element, spans, kind, breaks))


def _pieces(element: etree._Element, spans: Collection[str], kind: str, breaks: Collection[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            raise ValueError(f"a reference to the entity {cast(str, child.text)}, which is not resolved")
        if local(child) in spans:
            yield from _pieces(child, spans, kind, breaks)
        elif local(child) and child.get(kind) in breaks:
            yield "\n"
        yield child.tail or ""


def put_text(element: etree._Element, value: str) -> None:
    """Make ``value`` all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = value


def note_text(notes: Iterable[etree._Element]) -> str:
    """Return the texts of notes, one a line."""
    return "\n".join("".join(cast("Iterable[str]", note.itertext())) for note in notes)


def is_bare(element: etree._Element | None, attributes: Collection[str]) -> bool:
    """Tell whether an element holds only text, and no attributes but these."""
    return element is None or (len(element) == 0 and set(element.attrib) <= set(attributes))
