"""ODT (OpenDocument text, ISO/IEC 26300): the text of a LibreOffice file with all tracked changes accepted.

Headings, lists, tables, quotes, captions and the alternative texts of pictures are blocks in the order of the document,
footnotes and endnotes come after it. Comments, formulas, preformatted text and generated indexes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from songngu.corpus.document import Block, BlockKind, MappedText, Markup, MarkupKind
from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive, TextView, attribute, local_name, parse_xml
from songngu.corpus.readers.encodings.fonts import from_font
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.open_paragraph import Kind, OpenParagraph
from songngu.corpus.readers.raised import NOTE_MARK, is_note_mark, superscript

_UNREAD_NAMES = """
tracked-changes annotation annotation-end note-citation table-of-content illustration-index table-index object-
index alphabetical-index user-index sequence-decls variable-decls user-field-decls forms automatic-styles font-
face-decls scripts ruby-text math object binary-data
"""
_COVERED = "covered-table-cell"
_UNREAD = dict.fromkeys(_UNREAD_NAMES.split(), "") | {
    "tracked-changes": "deleted text", "annotation": "a comment", "table-of-content": "a generated index",
    "illustration-index": "a generated index", "table-index": "a generated index", "ruby-text": "ruby",
    "object-index": "a generated index", "alphabetical-index": "a generated index", "user-index": "a generated index",
    "math": "a formula", "object": "a formula", _COVERED: "a cell that another one covers",
}  # fmt: skip
_STYLE_KINDS = {
    "Title": (BlockKind.HEADING, 1), "Quotations": (BlockKind.QUOTE, 1), "Quote": (BlockKind.QUOTE, 1),
    "Caption": (BlockKind.CAPTION, 0), "Illustration": (BlockKind.CAPTION, 0), "Figure": (BlockKind.CAPTION, 0),
    "Table": (BlockKind.CAPTION, 0), "FigureCaption": (BlockKind.CAPTION, 0), "TableCaption": (BlockKind.CAPTION, 0),
}  # fmt: skip
# Styles of characters of LibreOffice that say what the text is.
_CHARACTER_KINDS = {
    "Strong Emphasis": MarkupKind.STRONG, "Emphasis": MarkupKind.EMPHASIS, "Source Text": MarkupKind.CODE,
}  # fmt: skip
_NO_TEXT = ("Preformatted Text", "Source Code")
_BLANK = re.compile(r"[ \t\r\n]+")


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of an ODT file, a block a line, and its blocks. Raises InputError where it cannot be read.

    A flat file, which is one XML document and no archive, is read as well.
    """
    content, named = _parts(data)
    styles = dict(_styles(content))
    if named is not None:
        styles |= dict(_styles(named))
        for part in named.iter("{*}master-page"):
            extraction.omit("a page header or footer", " ".join(str(text) for text in part.itertext()), "styles.xml")
    view = TextView()
    walk = _Walk(view, styles, extraction)
    walk.read(next(content.iterchildren("{*}body"), content))
    for text, place in walk.notes:
        view.add(BlockKind.PARAGRAPH, text, 0, place)
    return view.finish()


def _parts(data: bytes) -> tuple[etree._Element, etree._Element | None]:
    """Return the content of a file and its named styles."""
    if not data.startswith(b"PK"):
        whole = parse_xml(data, "document")
        return whole, whole
    archive = Archive(data)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and any(local_name(item) == "encryption-data" for item in archive.xml(manifest).iter()):
        raise InputError("is encrypted", hint="save it without a password")
    return archive.xml("content.xml"), archive.xml("styles.xml") if "styles.xml" in archive else None


@dataclass(frozen=True, slots=True)
class _TextStyle:
    """A style: the one it is derived from, its font, whether it raises its text, and what emphasis it is."""

    parent: str
    font: str
    is_raised: bool
    marks: tuple[MarkupKind, ...] = ()


def _styles(root: etree._Element) -> Iterator[tuple[str, _TextStyle]]:
    """Yield each style by its name."""
    for style in root.iter("{*}style"):
        text = next(style.iterchildren("{*}text-properties"), None)
        is_raised = attribute(text, "text-position").startswith("super")
        font = attribute(text, "font-name") or attribute(text, "font-family").strip("'")
        parent = attribute(style, "parent-style-name")
        yield attribute(style, "name"), _TextStyle(parent, font, is_raised, tuple(_emphases(text)))


def _emphases(properties: etree._Element | None) -> Iterator[MarkupKind]:
    """Yield the kinds of emphasis that the properties of a text set."""
    if attribute(properties, "font-weight") in ("bold", "600", "700", "800", "900"):
        yield MarkupKind.STRONG
    if attribute(properties, "font-style") in ("italic", "oblique"):
        yield MarkupKind.EMPHASIS
    if attribute(properties, "text-line-through-style") not in ("", "none"):
        yield MarkupKind.STRIKE


@dataclass(slots=True)
class _Paragraph(OpenParagraph):
    """A paragraph that may be of a note, whose text stands elsewhere."""

    is_note: bool = False


class _Walk:
    """A walk over the tree of a document that adds its paragraphs to a view."""

    def __init__(self, view: TextView, styles: dict[str, _TextStyle], extraction: Extraction) -> None:
        self._view, self._styles, self._extraction = view, styles, extraction
        self._spans: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self._open: list[_Paragraph] = []
        self._tables: list[list[int]] = []
        self._frames: list[list[str]] = []
        self._lists = self._note = self._note_count = self._paragraphs = self._table_count = 0

    def read(self, root: etree._Element) -> None:
        """Add the paragraphs under ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local_name(element)
            if event == "start" and name in _UNREAD:
                self._count_columns(element, name)
                if _UNREAD[name]:
                    text = "".join(str(part) for part in element.itertext())
                    self._extraction.omit(_UNREAD[name], text, self._locator())
                walk.skip_subtree()
            elif event == "start":
                self._start(element, name)
                self._text(element.text, name)
            else:
                if name not in _UNREAD:
                    self._end(name)
                self._text(element.tail, local_name(parent) if (parent := element.getparent()) is not None else "")

    def _start(self, element: etree._Element, name: str) -> None:
        if name in ("p", "h"):
            self._open.append(self._paragraph(element, name))
        elif name == "list":
            self._lists += 1
        elif name == "note":
            self._note += 1
            self._note_count += 1
        elif name == "frame":
            self._frames.append(["", ""])
        elif name == "table":
            self._table_count += 1
            self._tables.append([self._table_count, 0, 0])
        elif name == "table-row" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + _repeats(element, "number-rows-repeated"), 0]
        elif name == "table-cell":
            self._count_columns(element, name)
        elif name == "span":
            self._spans.append(attribute(element, "style-name"))
            self._mark(name, [(kind, "") for kind in self._kinds(self._spans[-1])])
        elif name == "a":
            self._mark(name, [(MarkupKind.LINK, address)] if (address := attribute(element, "href")) else [])
        elif name == "image" and self._open:
            self._open[-1].marks.point(MarkupKind.IMAGE, "", self._open[-1].length)
        elif name in ("s", "tab", "line-break") and self._open:
            self._open[-1].add(" ")

    def _count_columns(self, element: etree._Element, name: str) -> None:
        if name in ("table-cell", _COVERED) and self._tables:
            self._tables[-1][2] += _repeats(element, "number-columns-repeated")

    def _mark(self, name: str, held: Sequence[tuple[MarkupKind, str]]) -> None:
        if self._open:
            self._open[-1].marks.open(name, held, self._open[-1].length)

    def _kinds(self, style: str) -> list[MarkupKind]:
        """Return the markup that the characters of a style are."""
        named = (_CHARACTER_KINDS[name] for name in self._chain(style) if name in _CHARACTER_KINDS)
        set_so = (kind for each in self._derived(style) for kind in each.marks)
        return list(dict.fromkeys((*named, *set_so)))

    def _end(self, name: str) -> None:
        if name in ("p", "h") and self._open:
            self._close(self._open.pop())
        elif name in ("span", "a"):
            if self._open:
                self._open[-1].marks.close(name, self._open[-1].length)
            if name == "span":
                self._spans.pop()
        elif name == "list":
            self._lists -= 1
        elif name == "note":
            self._note -= 1
        elif name == "table" and self._tables:
            self._tables.pop()
        elif name == "frame":
            title, description = self._frames.pop()
            self._place((BlockKind.CAPTION, 0), description or title, self._locator())

    def _text(self, text: str | None, inside: str) -> None:
        """Add text that stands directly in the element called ``inside``."""
        if not text:
            return
        if inside in ("title", "desc") and self._frames:
            self._frames[-1][inside == "desc"] += text
        elif self._open and inside not in ("title", "desc"):
            self._open[-1].add(self._shown(_BLANK.sub(" ", text), self._open[-1]))

    def _shown(self, text: str, paragraph: _Paragraph) -> str:
        """Return a text as its font shows it; a raised one may be the mark of a note."""
        names = [*reversed(self._spans), paragraph.style]
        chain = [style for name in names for style in self._derived(name)]
        text = from_font(text, next((style.font for style in chain if style.font), ""), self._extraction)
        if not any(style.is_raised for style in chain):
            return text
        if is_note_mark(text, "".join(paragraph.parts[-4:]), is_link=False):
            self._extraction.omit(NOTE_MARK, text, paragraph.locator)
            return ""
        return superscript(text) or text

    def _close(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts)
        if paragraph.is_note:
            self.notes.append((text, paragraph.locator))
            return
        if paragraph.is_text:
            self._place(paragraph.kind, text, paragraph.locator, paragraph.marks.on(MappedText(text, ())).markup)
        else:
            self._extraction.omit("program text", text, paragraph.locator)
        for kind, line, place in paragraph.inside:
            self._place(kind, line, place)

    def _place(self, kind: Kind, text: str, locator: str, markup: Sequence[Markup] = ()) -> None:
        """Add a block to the view, or to the paragraph in which its frame stands."""
        if self._open:
            self._open[-1].inside.append((kind, text, locator))
        else:
            self._view.add(kind[0], text, kind[1], locator, markup=markup)

    def _paragraph(self, element: etree._Element, name: str) -> _Paragraph:
        if not self._open:
            self._paragraphs += 1
        styles = list(self._chain(attribute(element, "style-name")))
        is_text = not any(style in _NO_TEXT for style in styles)
        kind, style = self._kind(element, name, styles), attribute(element, "style-name")
        return _Paragraph(kind, self._locator(), is_text, style, is_note=self._note > 0)

    def _kind(self, element: etree._Element, name: str, styles: list[str]) -> Kind:
        if self._tables:
            return BlockKind.CELL, 0
        if name == "h":
            level = attribute(element, "outline-level")
            return BlockKind.HEADING, min(6, max(1, int(level))) if level.isascii() and level.isdigit() else 1
        if self._lists:
            return BlockKind.ITEM, self._lists
        return next((_STYLE_KINDS[style] for style in styles if style in _STYLE_KINDS), (BlockKind.PARAGRAPH, 0))

    def _chain(self, name: str) -> Iterator[str]:
        """Yield the name of a style and of those it is derived from, as a person reads them."""
        for _ in range(20):
            if not name:
                return
            yield name.replace("_20_", " ")
            name = self._styles[name].parent if name in self._styles else ""

    def _derived(self, name: str) -> Iterator[_TextStyle]:
        """Yield a style and those it is derived from."""
        for _ in range(20):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = self._styles[name].parent

    def _locator(self) -> str:
        if self._note:
            return f"note {self._note_count}"
        if self._tables:
            return "table {}, row {}, column {}".format(*self._tables[-1])
        return f"paragraph {self._paragraphs}"


def _repeats(element: etree._Element, name: str) -> int:
    count = attribute(element, name)
    return int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 1
