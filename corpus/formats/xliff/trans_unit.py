"""The ``trans-unit`` of XLIFF 1.0 to 1.2 (OASIS): its segments, and how each part of a row stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.xliff.text import Segment, is_bare, local, note_text, plain_text, put_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
UNIT = "trans-unit"
OURS = "urn:songngu:bitext"

_PREFIXES: Any = {None: NAMESPACE, "songngu": OURS}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ROW = f"{{{OURS}}}row"
_PROP = f"{{{OURS}}}prop"
_SDL = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
_MEMOQ = "{MQXliff}"
_ACCEPTED = {"final", "signed-off", "ApprovedTranslation", "ApprovedSignOff", "Proofread", "Reviewer1Confirmed"}
_ACCEPTED |= {"Reviewer2Confirmed"}
_REJECTED = {"RejectedTranslation", "RejectedSignOff", "Rejected"}
# approved, state, state-qualifier
_STATES: Mapping[str, tuple[str | None, str | None, str | None]] = {
    "auto": (None, "needs-review-translation", None),
    "accepted": ("yes", "final", None),
    "edited": ("yes", "signed-off", None),
    "rejected": (None, "needs-translation", "rejected-inaccurate"),
}


def tag(name: str) -> str:
    """Return the qualified name of an element."""
    return f"{{{NAMESPACE}}}{name}"


def fresh(number: int, row: Row) -> etree._Element:
    """Return a unit with the texts of ``row``; its number serves where the row has no id."""
    unit = etree.Element(tag(UNIT), nsmap=_PREFIXES)
    unit.set("id", row["id"] or str(number))
    unit.set(_SPACE, "preserve")
    etree.SubElement(unit, tag("source")).text = row["source"]
    if row["target"]:
        etree.SubElement(unit, tag("target")).text = row["target"]
    return unit


def segments(unit: etree._Element) -> list[Segment]:
    """Return the segments of a unit: those marked in ``seg-source``, or else the whole."""
    source, target = (unit.find(tag(name)) for name in ("source", "target"))
    marked = list(_marks(unit.find(tag("seg-source"))))
    targets = {mark.get("mid"): mark for mark in _marks(target)}
    if marked and (targets or target is None or not text(target)):
        return [Segment(mark, targets.get(mark.get("mid")), mark.get("mid", "")) for mark in marked]
    return [Segment(source, target, "")]


def _marks(element: etree._Element | None) -> Iterator[etree._Element]:
    if element is not None:
        yield from (mark for mark in element.iter(tag("mrk")) if mark.get("mtype") == "seg")


def text(element: etree._Element | None) -> str:
    """Return the text of a source or a target; what inline elements hold of the original format is none."""
    return plain_text(element, ("g", "mrk", "hi"), "ctype", ("lb", "x-html-br"))


def set_text(unit: etree._Element, segment: Segment, side: str, value: str) -> None:
    """Make ``value`` the text of a segment, without any inline elements."""
    element = segment.source if side == "source" else segment.target
    if element is None:
        element = _new_side(unit, segment, side)
    put_text(element, value)


def _new_side(unit: etree._Element, segment: Segment, side: str) -> etree._Element:
    element = unit.find(tag(side))
    if element is None:
        element = etree.Element(tag(side))
        before = [child for name in ("source", "seg-source") for child in unit.findall(tag(name))]
        unit.insert(unit.index(before[-1]) + 1 if before else 0, element)
    if not segment.name:
        return element
    return etree.SubElement(element, tag("mrk"), {"mtype": "seg", "mid": segment.name})


def status(unit: etree._Element, segment: Segment) -> str:
    """Return the status that a segment says it has, in the words of the standard, of Trados or of memoQ."""
    target = unit.find(tag("target"))
    states = {"" if target is None else target.get("state", ""), unit.get(f"{_MEMOQ}status", "")}
    states |= {seg.get("conf", "") for seg in unit.iter(f"{_SDL}seg") if seg.get("id") == segment.name}
    if states & _REJECTED or (target is not None and target.get("state-qualifier", "").startswith("rejected")):
        return "rejected"
    return "accepted" if unit.get("approved") == "yes" or states & _ACCEPTED else "auto"


def set_status(unit: etree._Element, segment: Segment, value: str) -> None:
    """Say the status of a unit that is one segment."""
    if segment.name:
        return
    approved, state, qualifier = _STATES[value]
    _set(unit, "approved", approved)
    target = unit.find(tag("target"))
    if target is not None:
        _set(target, "state", state)
        _set(target, "state-qualifier", qualifier)


def _set(element: etree._Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def note(unit: etree._Element) -> str:
    """Return the notes of a unit, one a line."""
    return note_text(unit.iterfind(tag("note")))


def set_note(unit: etree._Element, value: str) -> None:
    """Make ``value`` the only note of a unit."""
    for old in unit.findall(tag("note")):
        unit.remove(old)
    if value:
        new = etree.Element(tag("note"))
        new.text = value
        before = [child for name in ("source", "seg-source", "target") for child in unit.findall(tag(name))]
        unit.insert(unit.index(before[-1]) + 1, new)


def columns(unit: etree._Element) -> list[dict[str, str]]:
    """Return, for each segment, the columns that stand in a unit beside what the standard has a place for."""
    return [{prop.get("type", ""): prop.text or "" for prop in row.iterfind(_PROP)} for row in unit.iterfind(_ROW)]


def set_columns(unit: etree._Element, rows: Sequence[Mapping[str, str]]) -> None:
    """Put columns into a unit, for each segment, in the place of those that stand there."""
    for old in unit.findall(_ROW):
        unit.remove(old)
    for values in rows if any(rows) else ():
        row = etree.SubElement(unit, _ROW, nsmap={"songngu": OURS})
        for name, value in values.items():
            etree.SubElement(row, _PROP, type=name).text = value


def is_plain(unit: etree._Element) -> bool:
    """Tell whether the columns of a bitext hold all that a unit does."""
    target = unit.find(tag("target"))
    states = (None, None) if target is None else (target.get("state"), target.get("state-qualifier"))
    ours = unit.find(_ROW) is not None
    return (
        set(unit.attrib) <= {"id", "approved", _SPACE}
        and {child.tag for child in unit} <= {tag("source"), tag("target"), tag("note"), _ROW}
        and (ours or (unit.get("approved"), *states) in ((None, None, None), ("yes", "final", None)))
        and all(not child.attrib for child in unit.iterfind(tag("note")))
        and all(is_bare(unit.find(tag(side)), {"state", "state-qualifier"}) for side in ("source", "target"))
    )


def is_unit(element: etree._Element) -> bool:
    """Tell whether an element is a unit of this version."""
    return local(element) == UNIT
