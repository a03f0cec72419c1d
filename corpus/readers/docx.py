"""DOCX (Office Open XML, ECMA-376): the text of a Word file as it prints with all tracked changes accepted.

Headings, lists, tables, quotes, captions and the alternative texts of pictures are blocks in the order of the document,
footnotes and endnotes come after it. Comments, headers and footers, fields' codes, hidden text, formulas, program text
and generated tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from songngu.corpus.document import Block, BlockKind, MappedText, Markup, MarkupKind
from songngu.corpus.readers.archive import Archive, TextView, attribute, local_name, relations
from songngu.corpus.readers.encodings.fonts import from_font
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.open_paragraph import Kind, OpenParagraph
from songngu.corpus.readers.raised import NOTE_MARK, is_note_mark, superscript

_SETTINGS = "Fallback sdtPr sectPr tblPr tblGrid tcPr pPrChange rPrChange footnotePr endnotePr"
_UNREAD = dict.fromkeys(_SETTINGS.split(), "") | {
    "del": "deleted text", "moveFrom": "deleted text", "delText": "deleted text", "instrText": "a field code",
    "delInstrText": "a field code", "oMath": "a formula", "oMathPara": "a formula", "comment": "a comment",
    "rt": "ruby",
}  # fmt: skip
_ASIDE = {
    "header": "a page header or footer", "footer": "a page header or footer", "comments": "a comment",
    "diagramData": "text in a diagram", "chart": "text in a chart",
}  # fmt: skip
_CHARACTERS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-9]))?")
_KINDS = {
    "title": (BlockKind.HEADING, 1),
    "quote": (BlockKind.QUOTE, 1),
    "intense quote": (BlockKind.QUOTE, 1),
} | dict.fromkeys(("caption", "image caption", "table caption"), (BlockKind.CAPTION, 0))
_KINDS["block text"] = (BlockKind.QUOTE, 1)
_NO_TEXT = re.compile(r"(?:source code|html preformatted|preformatted text|code|code block|toc \d|table of figures)")
_MAIN = "officeDocument"
_DEFAULTS, _UNNAMED = "", "\0"


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a DOCX file, a block a line, and its blocks. Raises InputError where it cannot be read."""
    archive = Archive(data)
    main = next((one.target for one in relations(archive, "") if one.kind == _MAIN), "word/document.xml")
    related = list(relations(archive, main))
    parts = {one.kind: one.target for one in related if not one.is_external}
    styles = parts.get("styles", "")
    view = TextView()
    known = _styles(archive.xml(styles)) if styles in archive else {}
    links = {one.identifier: one.target for one in related if one.is_external}
    walk = _Walk(view, known, links, extraction)
    walk.read(archive.xml(main))
    for one in related:
        if one.kind in _ASIDE and one.target in archive:
            extraction.omit(_ASIDE[one.kind], _text_of(archive.xml(one.target)), one.target)
    for kind in ("footnote", "endnote"):
        part = parts.get(f"{kind}s", "")
        if walk.notes[kind] and part in archive:
            _read_notes(archive.xml(part), kind, walk)
    return view.finish()


def _text_of(element: etree._Element) -> str:
    """Return all text under an element, a space between paragraphs."""
    texts = (
        " " if local_name(part) == "p" else part.text or ""
        for part in element.iter()
        if local_name(part) in ("t", "delText", "instrText", "p", "v")
    )
    return "".join(texts).strip()


def _read_notes(root: etree._Element, kind: str, walk: _Walk) -> None:
    notes = {attribute(note, "id"): note for note in root}
    for number, name in enumerate(walk.notes[kind], 1):
        if name in notes:
            walk.read(notes[name], f"{kind} {number}")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    kind: Kind | None
    is_text: bool = True
    font: str = ""
    is_raised: bool = False


def _styles(root: etree._Element) -> dict[str, _Style]:
    """Return the styles of a document by their identifiers."""
    styles = {}
    for style in root:
        if local_name(style) == "style":
            name = attribute(_child(style, "name"), "val").lower()
            properties = _child(style, "pPr")
            kind = _named_kind(name) or _listed(properties) or _outlined(properties)
            identifier = attribute(style, "styleId")
            base, run = attribute(_child(style, "basedOn"), "val"), _child(style, "rPr")
            styles[identifier] = _Style(name, base, kind, not _is_unread(name), _font(run), _is_raised(run))
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                styles[_UNNAMED] = styles[identifier]
        elif local_name(style) == "docDefaults":
            styles[_DEFAULTS] = _Style("", "", None, font=_font(_child(_child(style, "rPrDefault"), "rPr")))
    return styles


def _font(run: etree._Element | None) -> str:
    fonts = _child(run, "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def _is_raised(run: etree._Element | None) -> bool:
    return attribute(_child(run, "vertAlign"), "val") == "superscript"


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next((child for child in element if local_name(child) == name), None) if element is not None else None


def _is_unread(name: str) -> bool:
    return bool(_NO_TEXT.fullmatch(name))


def _named_kind(name: str) -> Kind | None:
    heading, listed = _HEADING.fullmatch(name), _LIST.fullmatch(name)
    if heading:
        return BlockKind.HEADING, min(6, int(heading[1]))
    return (BlockKind.ITEM, int(listed[1] or 1)) if listed else _KINDS.get(name)


def _listed(properties: etree._Element | None) -> Kind | None:
    numbering = _child(properties, "numPr")
    if numbering is None or attribute(_child(numbering, "numId"), "val") == "0":
        return None
    return BlockKind.ITEM, _number(attribute(_child(numbering, "ilvl"), "val"), 0) + 1


def _outlined(properties: etree._Element | None) -> Kind | None:
    level = _number(attribute(_child(properties, "outlineLvl"), "val"), 9)
    return (BlockKind.HEADING, min(6, level + 1)) if 0 <= level < 9 else None


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else default


@dataclass(slots=True)
class _Paragraph(OpenParagraph):
    """A paragraph that may go on in the next: its mark was deleted in a tracked change."""

    is_joined: bool = False


class _Walk:
    """A walk over the tree of a document part that adds its paragraphs to a view."""

    def __init__(
        self, view: TextView, styles: dict[str, _Style], links: dict[str, str], extraction: Extraction
    ) -> None:
        self._view, self._styles, self._links, self._extraction = view, styles, links, extraction
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._open: list[_Paragraph] = []
        self._tables: list[list[int]] = []
        self._place = ""
        self._carried = ""
        self._paragraphs = self._table_count = 0

    def read(self, root: etree._Element, place: str = "") -> None:
        """Add the paragraphs under ``root``; ``place`` is their locator where they are no part of the body."""
        self._place, self._carried = place, ""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local_name(element)
            if event == "end":
                self._end(name)
            elif (reason := self._reason(element, name)) is not None:
                if reason:
                    self._extraction.omit(reason, _text_of(element), self._locator())
                walk.skip_subtree()
            else:
                self._start(element, name)

    def _reason(self, element: etree._Element, name: str) -> str | None:
        """Return why what is in an element is not read, empty where that is no text, or None where it is read."""
        if name in _UNREAD or name == "pPr":
            return _UNREAD.get(name, "")
        if name == "r":
            properties = _child(element, "rPr")
            is_hidden = _is_on(_child(properties, "vanish")) or _is_on(_child(properties, "webHidden"))
            return "hidden text" if is_hidden else None
        if name == "tr":
            return "deleted text" if _child(_child(element, "trPr"), "del") is not None else None
        if name == "sdt":
            gallery = _child(_child(_child(element, "sdtPr"), "docPartObj"), "docPartGallery")
            return "a generated index" if attribute(gallery, "val") == "Table of Contents" else None
        return None

    def _start(self, element: etree._Element, name: str) -> None:
        if name == "p":
            self._open.append(self._paragraph(element))
        elif name == "tbl":
            self._table_count += 1
            self._tables.append([self._table_count, 0, 0])
        elif name == "tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]
        elif name == "tc" and self._tables:
            self._tables[-1][2] += 1
        elif self._open:
            self._inline(element, name)

    def _inline(self, element: etree._Element, name: str) -> None:
        paragraph = self._open[-1]
        if name == "t":
            paragraph.add(self._run_text(element, paragraph))
        elif name in _CHARACTERS and _is_in_run(element):
            paragraph.add(_CHARACTERS[name])
        elif name in ("r", "hyperlink"):
            paragraph.marks.open(name, self._held(element, name), paragraph.length)
        elif name == "blip":
            paragraph.marks.point(MarkupKind.IMAGE, "", paragraph.length)
        elif name == "docPr" and attribute(element, "descr"):
            paragraph.inside.append(((BlockKind.CAPTION, 0), attribute(element, "descr"), paragraph.locator))
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes[name.removesuffix("Reference")].append(attribute(element, "id"))

    def _run_text(self, element: etree._Element, paragraph: _Paragraph) -> str:
        """Return the text of a run as its font shows it; a raised one may be the mark of a note."""
        run = element.getparent()
        properties = _child(run, "rPr")
        chain = [
            *self._chain(attribute(_child(properties, "rStyle"), "val")),
            *self._chain(paragraph.style or _UNNAMED),
        ]
        defaults = self._styles.get(_DEFAULTS)
        fonts = [_font(properties), *(style.font for style in chain), defaults.font if defaults else ""]
        text = from_font(element.text or "", next(filter(None, fonts), ""), self._extraction)
        if not (_is_raised(properties) or any(style.is_raised for style in chain)):
            return text
        before = "".join(paragraph.parts[-4:])
        holder = run.getparent() if run is not None else None
        if is_note_mark(text, before, is_link=holder is not None and bool(attribute(holder, "anchor"))):
            self._extraction.omit(NOTE_MARK, text, paragraph.locator)
            return ""
        return superscript(text) or text

    def _held(self, element: etree._Element, name: str) -> Iterator[tuple[MarkupKind, str]]:
        """Yield the markup that a run or a link is."""
        if name == "hyperlink":
            anchor = attribute(element, "anchor")
            target = self._links.get(attribute(element, "id"), "") + (f"#{anchor}" if anchor else "")
            yield from [(MarkupKind.LINK, target)] if target else []
            return
        properties = _child(element, "rPr")
        for toggle, kind in (("b", MarkupKind.STRONG), ("i", MarkupKind.EMPHASIS), ("strike", MarkupKind.STRIKE)):
            if _is_on(_child(properties, toggle)):
                yield kind, ""

    def _end(self, name: str) -> None:
        if name in ("r", "hyperlink") and self._open:
            self._open[-1].marks.close(name, self._open[-1].length)
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name == "p" and self._open:
            paragraph = self._open.pop()
            text = self._carried + "".join(paragraph.parts)
            markup = () if self._carried else paragraph.marks.on(MappedText(text, ())).markup
            self._carried = text if paragraph.is_joined and not self._open else ""
            if paragraph.is_text and not self._carried:
                self._put(paragraph.kind, text, paragraph.locator, markup)
            elif not paragraph.is_text:
                self._extraction.omit("program text or an index", text, paragraph.locator)
            for kind, line, place in paragraph.inside:
                self._put(kind, line, place)

    def _put(self, kind: Kind, text: str, locator: str, markup: Sequence[Markup] = ()) -> None:
        """Add a block to the view, or to the paragraph in which its text box stands."""
        if self._open:
            self._open[-1].inside.append((kind, text, locator))
        else:
            self._view.add(kind[0], text, kind[1], locator, markup=markup)

    def _paragraph(self, element: etree._Element) -> _Paragraph:
        properties = _child(element, "pPr")
        if not self._open:
            self._paragraphs += 1
        kind, is_text = self._kind(properties)
        mark = _child(properties, "rPr")
        is_joined = _child(mark, "del") is not None or _child(mark, "moveFrom") is not None
        style = attribute(_child(properties, "pStyle"), "val")
        return _Paragraph(kind, self._locator(), is_text, style, is_joined=is_joined)

    def _kind(self, properties: etree._Element | None) -> tuple[Kind, bool]:
        """Return what a paragraph is, by its style and its own properties, and whether it is text."""
        chain = list(self._chain(attribute(_child(properties, "pStyle"), "val")))
        is_text = all(style.is_text for style in chain)
        if self._tables:
            return (BlockKind.CELL, 0), is_text
        named = next((style.kind for style in chain if style.kind), None)
        own = _listed(properties) or _outlined(properties)
        kind = named if named and named[0] is BlockKind.HEADING else own or named
        return kind or (BlockKind.PARAGRAPH, 0), is_text

    def _chain(self, name: str) -> Iterator[_Style]:
        """Yield a style and those it is based on."""
        for _ in range(20):
            style = self._styles.get(name) if name else None
            if not style:
                return
            yield style
            name = style.base

    def _locator(self) -> str:
        if self._place:
            return self._place
        if self._tables:
            return "table {}, row {}, column {}".format(*self._tables[-1])
        return f"paragraph {self._paragraphs}"


def _is_in_run(element: etree._Element) -> bool:
    """Tell a character of a run from a setting of the same name: ``tab`` is also a tab stop."""
    parent = element.getparent()
    return parent is not None and local_name(parent) == "r"


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off")
