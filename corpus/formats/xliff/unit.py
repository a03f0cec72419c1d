"""The ``unit`` of XLIFF 2.0 and 2.1 (OASIS, ISO 21720): its segments, and how each part of a row stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.xliff.text import Segment, is_bare, local, note_text, plain_text, put_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
UNIT = "unit"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"

_PREFIXES: Any = {None: NAMESPACE, "mda": METADATA}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_METADATA, _GROUP, _META = (f"{{{METADATA}}}{name}" for name in ("metadata", "metaGroup", "meta"))
_CATEGORY = "songngu"
_NAME_TOKEN = re.compile(r"[\w.:-]+", re.ASCII)
_STATES = {"auto": "translated", "accepted": "final", "edited": "reviewed", "rejected": "initial"}


def tag(name: str) -> str:
    """Return the qualified name of an element."""
    return f"{{{NAMESPACE}}}{name}"


def fresh(number: int, row: Row) -> etree._Element:
    """Return a unit with the texts of ``row``; its number serves where the id of the row is no name token."""
    unit = etree.Element(tag(UNIT), nsmap=_PREFIXES)
    unit.set("id", row["id"] if _NAME_TOKEN.fullmatch(row["id"]) else f"u{number}")
    segment = etree.SubElement(unit, tag("segment"))
    for side in ("source", "target"):
        if row[side] or side == "source":
            element = etree.SubElement(segment, tag(side))
            element.set(_SPACE, "preserve")
            element.text = row[side]
    return unit


def segments(unit: etree._Element) -> list[Segment]:
    """Return the segments of a unit, in the order of the source."""
    found = unit.findall(tag("segment"))
    names = [segment.get("id", str(number)) for number, segment in enumerate(found, start=1)]
    return [
        Segment(segment.find(tag("source")), segment.find(tag("target")), name if len(found) > 1 else "")
        for segment, name in zip(found, names, strict=True)
    ]


def text(element: etree._Element | None) -> str:
    """Return the text of a source or a target; what stands for codes of the original format is none."""
    return plain_text(element, ("pc", "mrk"), "subType", ("xlf:lb",))


def set_text(unit: etree._Element, segment: Segment, side: str, value: str) -> None:
    """Make ``value`` the text of a segment, without any inline elements."""
    element = segment.source if side == "source" else segment.target
    if element is None:
        element = etree.SubElement(_holder(unit, segment), tag(side))
    put_text(element, value)


def _holder(unit: etree._Element, segment: Segment) -> etree._Element:
    """Return the element of a segment."""
    places = [place for place, other in enumerate(segments(unit)) if other.name == segment.name]
    return unit.findall(tag("segment"))[places[0]]


def status(unit: etree._Element, segment: Segment) -> str:
    """Return the status that a segment says it has."""
    return "accepted" if _holder(unit, segment).get("state") in ("reviewed", "final") else "auto"


def set_status(unit: etree._Element, segment: Segment, value: str) -> None:
    """Say the status of a segment."""
    if segment.target is not None:
        _holder(unit, segment).set("state", _STATES[value])


def note(unit: etree._Element) -> str:
    """Return the notes of a unit, one a line."""
    return note_text(unit.iterfind(f"{tag('notes')}/{tag('note')}"))


def set_note(unit: etree._Element, value: str) -> None:
    """Make ``value`` the only note of a unit."""
    for old in unit.findall(tag("notes")):
        unit.remove(old)
    if value:
        notes = etree.Element(tag("notes"))
        etree.SubElement(notes, tag("note")).text = value
        own = [place for place, child in enumerate(unit) if local(child) and child.tag.startswith(f"{{{NAMESPACE}}}")]
        unit.insert(own[0], notes)


def columns(unit: etree._Element) -> list[dict[str, str]]:
    """Return, for each segment, the columns that stand in the metadata of a unit."""
    groups = [group for group in unit.iterfind(f"{_METADATA}/{_GROUP}") if group.get("category") == _CATEGORY]
    return [{meta.get("type", ""): meta.text or "" for meta in group.iterfind(_META)} for group in groups]


def set_columns(unit: etree._Element, rows: Sequence[Mapping[str, str]]) -> None:
    """Put columns into the metadata of a unit, for each segment, in the place of those that stand there."""
    metadata = unit.find(_METADATA)
    if metadata is not None:
        for group in [group for group in metadata if local(group) and group.get("category") == _CATEGORY]:
            metadata.remove(group)
        if len(metadata) == 0:
            unit.remove(metadata)
            metadata = None
    if not any(rows):
        return
    if metadata is None:
        metadata = etree.Element(_METADATA, nsmap={"mda": METADATA})
        unit.insert(0, metadata)
    for values in rows:
        group = etree.SubElement(metadata, _GROUP, category=_CATEGORY)
        # A group without any metadata is not allowed.
        for name, value in (values or {"row": ""}).items():
            etree.SubElement(group, _META, type=name).text = value


def is_plain(unit: etree._Element) -> bool:
    """Tell whether the columns of a bitext hold all that a unit does."""
    found = unit.findall(tag("segment"))
    ours = unit.find(_METADATA)
    return (
        len(found) == 1
        and set(unit.attrib) <= {"id"}
        and {child.tag for child in unit} <= {tag("segment"), tag("notes"), _METADATA}
        and set(found[0].attrib) <= ({"state"} if ours is not None or found[0].get("state") == "final" else set())
        and all(not child.attrib for child in unit.iter(tag("note")))
        and (ours is None or all(group.get("category") == _CATEGORY for group in ours))
        and all(is_bare(found[0].find(tag(side)), {_SPACE}) for side in ("source", "target"))
    )


def is_unit(element: etree._Element) -> bool:
    """Tell whether an element is a unit of this version."""
    return local(element) == UNIT
