"""Rows and units: what a unit of either version says of each of its segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lxml import etree

from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.xliff.text import Segment

UNKNOWN = "und"
"""The language tag of what is not known (ISO 639-2), where XLIFF wants one."""

SAFE: Mapping[str, Any] = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
"""Options of a parser that loads and expands nothing."""


class XliffDialect(Protocol):
    """What the module of a version's unit holds."""

    NAMESPACE: str

    def fresh(self, number: int, row: Row) -> etree._Element:
        """Return a unit with the texts of ``row``."""
        ...

    def segments(self, unit: etree._Element) -> list[Segment]:
        """Return the segments of a unit."""
        ...

    def text(self, element: etree._Element | None) -> str:
        """Return the text of a source or a target."""
        ...

    def set_text(self, unit: etree._Element, segment: Segment, side: str, value: str) -> None:
        """Make ``value`` the text of a segment."""
        ...

    def status(self, unit: etree._Element, segment: Segment) -> str:
        """Return the status that a segment says it has."""
        ...

    def set_status(self, unit: etree._Element, segment: Segment, value: str) -> None:
        """Say the status of a segment, as far as the version can."""
        ...

    def note(self, unit: etree._Element) -> str:
        """Return the notes of a unit."""
        ...

    def set_note(self, unit: etree._Element, value: str) -> None:
        """Make ``value`` the only note of a unit."""
        ...

    def columns(self, unit: etree._Element) -> list[dict[str, str]]:
        """Return the columns that a unit carries for each of its segments."""
        ...

    def set_columns(self, unit: etree._Element, rows: Sequence[Mapping[str, str]]) -> None:
        """Make a unit carry columns for each of its segments."""
        ...

    def is_plain(self, unit: etree._Element) -> bool:
        """Tell whether the columns of a bitext hold all that a unit does."""
        ...

    def is_unit(self, element: etree._Element) -> bool:
        """Tell whether an element is a unit of this version."""
        ...


@dataclass(frozen=True, slots=True)
class SegmentPlace:
    """The ``file`` that a unit stands in: its number, what it was made from, its languages."""

    number: int = 0
    document: str = ""
    langs: tuple[str, str] = ("", "")


def rows_of(unit: etree._Element, place: SegmentPlace, dialect: XliffDialect) -> list[Row]:
    """Return the rows of a unit, their cells as texts; raises ValueError for a reference to an entity."""
    note, segments, carried = dialect.note(unit), dialect.segments(unit), dialect.columns(unit)
    name = unit.get("id", "") if place.number < 2 else f"{place.number}/{unit.get('id', '')}"
    rows: list[Row] = [
        {
            "id": f"{name}#{segment.name}" if segment.name else name,
            "document": place.document,
            "source": dialect.text(segment.source),
            "target": dialect.text(segment.target),
            "source_lang": place.langs[0],
            "target_lang": place.langs[1],
            "status": dialect.status(unit, segment),
            "note": note,
        }
        for segment in segments
    ]
    if len(carried) != len(rows):
        return rows
    return [row | more for row, more in zip(rows, carried, strict=True)]
