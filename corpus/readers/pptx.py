"""PPTX (Office Open XML, ECMA-376): the text of a presentation slide by slide, each followed by its notes.

Titles, paragraphs, lists, table cells and the alternative texts of pictures are blocks. Slide numbers, dates, footers,
hidden slides, comments, charts and diagrams are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from songngu.corpus.document import Block, BlockKind
from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive, TextView, attribute, local_name, relations
from songngu.corpus.readers.encodings.fonts import from_font
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.raised import NOTE_MARK, is_note_mark, superscript

_MAIN = "officeDocument"
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")
_LISTS = ("", "body", "obj")
_ASIDE = {"comments": "a comment", "chart": "text in a chart", "diagramData": "text in a diagram"}


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a presentation, a block a line, and its blocks. Raises InputError where it cannot be read."""
    archive = Archive(data)
    main = next((one.target for one in relations(archive, "") if one.kind == _MAIN), "ppt/presentation.xml")
    view = TextView()
    for number, part in enumerate(_slides(archive, main, extraction), 1):
        slide = archive.xml(part)
        place = f"slide {number}"
        if attribute(slide, "show") in ("0", "false"):
            extraction.omit("a hidden slide", _text_of(slide), place)
            continue
        _read_shapes(slide, place, view, extraction)
        for one in relations(archive, part):
            if one.target not in archive or one.is_external:
                continue
            if one.kind == "notesSlide":
                _read_shapes(archive.xml(one.target), f"{place} notes", view, extraction)
            elif one.kind in _ASIDE:
                extraction.omit(_ASIDE[one.kind], _text_of(archive.xml(one.target)), place)
    return view.finish()


def _slides(archive: Archive, main: str, extraction: Extraction) -> Iterator[str]:
    """Yield the names of the slides in the order in which they are shown."""
    targets = {one.identifier: one.target for one in relations(archive, main)}
    listed = [targets.get(_relation_id(slide), "") for slide in archive.xml(main).iter("{*}sldId")]
    if listed and not any(part in archive for part in listed):
        raise InputError("has none of its slides", hint="the presentation is damaged")
    for number, part in enumerate(listed, 1):
        if part in archive:
            yield part
        else:
            extraction.warn(f"its slide {number} is missing; the others are read")


def _relation_id(element: etree._Element) -> str:
    """Return the identifier of a relation, which is the attribute ``id`` that has a namespace."""
    return next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")


def _read_shapes(root: etree._Element, place: str, view: TextView, extraction: Extraction) -> None:
    for shape in root.iter("{*}sp", "{*}graphicFrame", "{*}pic", "{*}cxnSp"):
        placeholder = next(shape.iter("{*}ph"), None)
        role = attribute(placeholder, "type") if placeholder is not None else None
        if role in _FURNITURE:
            extraction.omit("a slide number, date or footer", _text_of(shape), place)
            continue
        if any(local_name(parent) == "Fallback" for parent in shape.iterancestors()):
            continue
        for paragraph in shape.iter("{*}p"):
            kind, level = _kind(paragraph, role, is_note=place.endswith("notes"))
            view.add(kind, _text(paragraph, place, extraction), level, place)
        described = next(shape.iter("{*}cNvPr"), None)
        view.add(BlockKind.CAPTION, attribute(described, "descr"), 0, place)


def _kind(paragraph: etree._Element, role: str | None, *, is_note: bool) -> tuple[BlockKind, int]:
    if any(local_name(parent) == "tc" for parent in paragraph.iterancestors()):
        return BlockKind.CELL, 0
    if role in _TITLES:
        return BlockKind.HEADING, 1
    properties = next(paragraph.iterchildren("{*}pPr"), None)
    level = attribute(properties, "lvl")
    if role in _LISTS and not is_note:
        return BlockKind.ITEM, min(9, int(level) + 1 if level.isascii() and level.isdigit() else 1)
    return BlockKind.PARAGRAPH, 0


def _text(paragraph: etree._Element, place: str, extraction: Extraction) -> str:
    parts: list[str] = []
    for run in paragraph.iterchildren("{*}r", "{*}fld", "{*}br"):
        if local_name(run) == "br":
            parts.append(" ")
            continue
        properties = next(run.iterchildren("{*}rPr"), None)
        raised = attribute(properties, "baseline")
        font = attribute(next(properties.iterchildren("{*}latin"), None), "typeface") if properties is not None else ""
        text = from_font("".join(part.text or "" for part in run.iterchildren("{*}t")), font, extraction)
        if raised and not raised.startswith("-") and raised.strip("0"):
            if is_note_mark(text, "".join(parts[-4:]), is_link=False):
                extraction.omit(NOTE_MARK, text, place)
                continue
            text = superscript(text) or text
        parts.append(text)
    return "".join(parts)


def _text_of(element: etree._Element) -> str:
    """Return all text under an element, a space between paragraphs."""
    texts = (" " if local_name(part) == "p" else part.text or "" for part in element.iter("{*}t", "{*}p", "{*}v"))
    return "".join(texts).strip()
