"""XLIFF written unit by unit: a row that was read from a unit changes it only where the row has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO, Protocol
from xml.sax.saxutils import quoteattr

from lxml import etree

from songngu.corpus.bitext import SCHEMA, STATUSES, Bitext, batches
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import Row, cell_text, extra_names, score_names, scrubbed
from songngu.corpus.formats.originals import regrouped
from songngu.corpus.formats.sides import nameless
from songngu.corpus.formats.written_ids import WrittenIds
from songngu.corpus.formats.xliff.rows import SAFE, UNKNOWN, SegmentPlace, XliffDialect, rows_of

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_NOT_CARRIED = {"row", "source", "target", "original"}


class Frame(Protocol):
    """The parts of a file around its units, as a version has them."""

    @property
    def declared(self) -> Mapping[str, str]:
        """The namespaces that the outermost element declares, by attribute."""
        ...

    def head(self) -> str:
        """Return what stands before the first ``file``."""
        ...

    def place(self, number: int, row: Row) -> SegmentPlace:
        """Return the place of a row, were it in the ``file`` of this number."""
        ...

    def file(self, place: SegmentPlace) -> tuple[str, str]:
        """Return what stands before and after the units of a ``file``."""
        ...


def tag_of(lang: str) -> str:
    """Return a language as a tag that XLIFF allows (BCP 47)."""
    tag = lang.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else UNKNOWN


def known(tag: str) -> str:
    """Return what a reader takes a language tag for."""
    return "" if tag == UNKNOWN else tag


def attributes(**values: str) -> str:
    """Return attributes as they stand in a tag, those that are empty left out; ``_`` stands for ``-``."""
    return "".join(f" {name.replace('_', '-')}={quoteattr(value)}" for name, value in values.items() if value)


def write(bitext: Bitext, stream: BinaryIO, dialect: XliffDialect, frame: Frame) -> list[str]:
    """Write the rows of ``bitext`` as units, those of a document that follow each other in one ``file``.

    Told in the notes: rows without any text, which are left out; originals of other formats; characters that XML
    forbids.
    """
    writer = _Writer(dialect, [*SCHEMA, *score_names(bitext), *extra_names(bitext)], frame.declared)
    stream.write(frame.head().encode())
    for number, (_, rows) in enumerate(groupby(writer.rows(bitext), lambda row: frame.place(0, row)), start=1):
        place, after = None, ""
        for unit, own in regrouped(rows, writer.parsed, lambda unit: len(dialect.segments(unit))):
            if place is None:
                place = frame.place(number, own[0])
                before, after = frame.file(place)
                stream.write(before.encode())
            stream.write(writer.unit(unit, own, place).encode())
        stream.write(after.encode())
    stream.write(b"</xliff>\n")
    return [*writer.notes()]


@dataclass(slots=True)
class _Writer:
    """Makes units of rows and counts what is lost."""

    dialect: XliffDialect
    names: list[str]
    declared: Mapping[str, str]
    number: int = 0
    forbidden: int = 0
    silent: int = 0
    strange: int = 0
    pairs: set[tuple[str, str]] = field(default_factory=set)
    parser: etree.XMLParser = field(default_factory=lambda: etree.XMLParser(**SAFE))

    def rows(self, bitext: Bitext) -> Iterator[Row]:
        """Yield the rows that have a text, their cells as texts."""
        ids = WrittenIds()
        for batch in batches(bitext):
            clean, dropped = scrubbed(batch)
            self.forbidden += dropped
            for row in (
                ids.of(batch, clean).select(cell_text(name).alias(name) for name in self.names).iter_rows(named=True)
            ):
                if row["source"] or row["target"]:
                    self.pairs.add((row["source_lang"], row["target_lang"]))
                    yield row
                else:
                    self.silent += 1

    def parsed(self, original: str) -> etree._Element | None:
        """Return the unit that is kept in a row, where it is one of this version."""
        if not original.startswith("<"):
            return None
        try:
            unit = etree.fromstring(original.encode(), self.parser)
        except etree.XMLSyntaxError:
            return None
        fits = unit.tag.startswith(f"{{{self.dialect.NAMESPACE}}}") and self.dialect.is_unit(unit)
        return unit if fits else None

    def unit(self, unit: etree._Element | None, rows: list[Row], place: SegmentPlace) -> str:
        """Return the unit of ``rows``: made anew or, where there is one, brought up to date."""
        self.number += 1
        if unit is None:
            self.strange += bool(rows[0].get("original"))
            unit = self.dialect.fresh(self.number, rows[0])
        else:
            self.dialect.set_columns(unit, [])
            self._update_texts(unit, rows)
        self._update_words(unit, rows)
        implied = rows_of(unit, place, self.dialect)
        carried = [
            {name: row[name] for name in self.names if name not in _NOT_CARRIED and row[name] != now.get(name, "")}
            for row, now in zip(rows, implied, strict=True)
        ]
        self.dialect.set_columns(unit, carried)
        return _serialised(unit, self.declared)

    def _update_texts(self, unit: etree._Element, rows: list[Row]) -> None:
        for segment, row in zip(self.dialect.segments(unit), rows, strict=True):
            for side, element in (("source", segment.source), ("target", segment.target)):
                if self.dialect.text(element) != row[side]:
                    self.dialect.set_text(unit, segment, side, row[side])

    def _update_words(self, unit: etree._Element, rows: list[Row]) -> None:
        """Bring the status of each segment and the note of the unit up to date."""
        for segment, row in zip(self.dialect.segments(unit), rows, strict=True):
            now, status = self.dialect.status(unit, segment), row["status"] or STATUSES[0]
            # What was aligned and not looked at is to be reviewed; of what has no probability nothing is known.
            if status != now or (now == STATUSES[0] and row["probability"] and not row.get("original")):
                self.dialect.set_status(unit, segment, status)
        if rows[0]["note"] != self.dialect.note(unit):
            self.dialect.set_note(unit, rows[0]["note"])

    def notes(self) -> Iterator[str]:
        """Yield what was lost."""
        if self.silent:
            yield f"{quantity(self.silent, 'row')} without any text left out"
        if self.strange:
            units = quantity(self.strange, "row")
            yield f"{units} from a unit that cannot be written here: what only the unit holds is left out"
        if self.forbidden:
            yield f"{quantity(self.forbidden, 'character')} that XML forbids dropped"
        yield from nameless(self.pairs)


def _serialised(unit: etree._Element, declared: Mapping[str, str]) -> str:
    """Return the text of a unit without the namespaces that the outermost element declares already."""
    text = etree.tostring(unit, encoding="unicode", with_tail=False)
    start, end, rest = text.partition(">")
    for prefix, uri in declared.items():
        start = start.replace(f' {prefix}="{uri}"', "")
    return f"{start}{end}{rest}\n"
