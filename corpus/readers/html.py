"""HTML: the texts of a page block by block, as a browser would show them.

Headings, paragraphs, list items, quotes, table cells, captions, the alternative texts of images, what buttons and
empty fields show, the title and the description are blocks; each line of a ``pre`` is one. Marks of notes and ruby are
no text, powers are raised characters. Navigation and other boilerplate is text like any other: what is not content is
not guessed, unless the main text is asked for. Nothing a page refers to is fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from songngu.corpus.document import Block, BlockKind, Markup, MarkupKind, Span
from songngu.corpus.errors import InputError
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.html_tokens import PLACEHOLDER, Skeleton, Tag, add_text, skeleton
from songngu.corpus.readers.marks import Marks, element_marks
from songngu.corpus.readers.raised import NOTE_MARK, is_back_link, is_note_mark, superscript
from songngu.corpus.readers.rendering import Rendering

_INLINE_NAMES = """
a abbr acronym meta b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr output progress
q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr br picture object map area source link
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_CONTAINERS = {
    "li": BlockKind.ITEM, "dt": BlockKind.ITEM, "dd": BlockKind.ITEM, "blockquote": BlockKind.QUOTE,
    "td": BlockKind.CELL, "th": BlockKind.CELL, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
    "title": BlockKind.METADATA,
}  # fmt: skip
_NEVER_SHOWN = frozenset({"rp", "rt", "datalist"})
_NOTE_ROLES = ("doc-noteref", "doc-backlink")
_BUTTONS = ("submit", "button", "reset")
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
_RENDERED = "rendered"
_CODE_NAMES = "code|lang|language|highlight|prettyprint|brush|sourceCode|hljs|screen|terminal|console|shell|listing"
_CODE_CLASS = re.compile(rf"\b(?:{_CODE_NAMES})", re.IGNORECASE)
_UNREAD_REASONS = {"": "a comment", "script": "a script", "style": "a style", "math": "a formula", "svg": "a drawing"}


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the blocks of an HTML page in the order of its source; its main text only where that is asked for.

    Raises InputError where elements are nested so deeply that the parser loses text, UsageError where the main text is
    asked for and trafilatura is not installed.
    """
    page = skeleton(raw)
    root = _tree(page)
    blocks = [] if root is None else list(_Walk(raw, page, extraction).blocks(root))
    for name, place in page.unread:
        extraction.omit_span(_UNREAD_REASONS.get(name, f"in <{name}>"), raw, place)
    if not extraction.main:
        return blocks
    from songngu.corpus.readers.html_main import keep_main

    return keep_main(raw, blocks, extraction)


def _tree(page: Skeleton) -> etree._Element | None:
    if not page.runs and not page.tags:
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(page.markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is no readable HTML: {error.msg}") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError("is nested too deeply to be a page for readers")
    return root


@dataclass(slots=True)
class _Open:
    """An element whose end has not come: what its text is, and how many children of each name it had.

    ``omitted`` is why its text is none.
    """

    name: str
    path: str
    block_path: str
    lang: str
    is_pre: bool = False
    omitted: str = ""
    is_link: bool = False
    children: dict[str, int] = field(default_factory=dict)


class _Walk:
    """A walk over the tree that gathers texts into blocks."""

    def __init__(self, raw: str, page: Skeleton, extraction: Extraction) -> None:
        self._raw, self._page, self._extraction = raw, page, extraction
        self._open = [_Open("", "", "", "")]
        self._containers: list[str] = []
        self._rendering = Rendering()
        self._marks = Marks()
        self._breaks = 0
        self._first: tuple[BlockKind, int, str, str] = (BlockKind.PARAGRAPH, 0, "", "")
        self._captions: list[Block] = []
        self._last_caption = ""

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Yield the blocks under ``root``."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = str(element.tag)
            is_block = name not in _INLINE
            if is_block:
                yield from self._flush()
            if event == "start":
                self._enter(element, name)
                self._mark(element, name)
                yield from self._special(element, name)
                yield from self._add(element.text)
            else:
                self._leave(name)
                self._marks.close(name, self._rendering.length)
                yield from self._add(element.tail)
        yield from self._flush()

    def _enter(self, element: etree._Element, name: str) -> None:
        parent = self._open[-1]
        count = parent.children[name] = parent.children.get(name, 0) + 1
        step = f"/{name}" if name in ("html", "body", "head") else f"/{name}[{count}]"
        path = parent.path + step
        block = parent.block_path if name in _INLINE else path
        opened = _Open(name, path, block, parent.lang, parent.is_pre, parent.omitted, parent.is_link)
        tag = self._tag(element)
        if tag:
            opened.lang = tag.value("lang", "xml:lang") or parent.lang
            opened.omitted = parent.omitted or self._reason(element, tag)
            opened.is_pre = parent.is_pre or name == "pre"
            opened.is_link = parent.is_link or "#" in tag.value("href")
            if name == "sup" and not opened.omitted:
                self._raise(element, tag, opened)
        if name in _CONTAINERS:
            self._containers.append(name)
        self._open.append(opened)

    def _mark(self, element: etree._Element, name: str) -> None:
        tag = self._tag(element)
        if tag and name in _INLINE and not self._open[-1].omitted:
            self._marks.open(name, element_marks(name, tag.value), self._rendering.length)

    def _reason(self, element: etree._Element, tag: Tag) -> str:
        """Return why the text of an element is none, or an empty text."""
        if tag.name in _NEVER_SHOWN:
            return "ruby" if tag.name in ("rp", "rt") else "hidden"
        if _is_hidden(tag):
            return "hidden"
        if _is_note_reference(tag):
            return NOTE_MARK
        if tag.name == "pre" and (_CODE_CLASS.search(tag.value("class")) or _is_all_code(element)):
            return "program text"
        return NOTE_MARK if self._is_mark(element, tag) else ""

    def _is_mark(self, element: etree._Element, tag: Tag) -> bool:
        """Tell the mark of a note: raised, or a link to another place that is only a mark."""
        if tag.name not in ("sup", "a"):
            return False
        leads = "#" in tag.value("href")
        if tag.name == "a" and not leads:
            return False
        links = (self._tag(link) for link in element.iter("a"))
        leads = (
            leads
            or self._open[-1].is_link
            or any(link and ("#" in link.value("href") or _is_note_reference(link)) for link in links)
        )
        text = self._text_of(element)
        if tag.name == "a":
            return is_back_link(text, is_place=bool(tag.value("id", "name")))
        return is_note_mark(text, self._rendering.tail(), is_link=leads)

    def _raise(self, element: etree._Element, tag: Tag, opened: _Open) -> None:
        """Add the text of a raised element where there are raised characters for it."""
        raised = superscript(self._text_of(element).strip())
        if raised:
            if not self._rendering:
                self._first = (*self._kind(), opened.block_path, opened.lang)
            self._rendering.add_whole(raised, Span(tag.start, self._places_of(element)[-1].end))
            opened.omitted = _RENDERED

    def _text_of(self, element: etree._Element) -> str:
        return html.unescape("".join(self._raw[place.start : place.end] for place in self._places_of(element)))

    def _places_of(self, element: etree._Element) -> list[Span]:
        text = "".join(str(part) for part in element.itertext())
        return [self._page.runs[int(match[1])] for match in PLACEHOLDER.finditer(text)]

    def _leave(self, name: str) -> None:
        self._open.pop()
        if name in _CONTAINERS:
            self._containers.pop()

    def _tag(self, element: etree._Element) -> Tag | None:
        number = element.get("s")
        return self._page.tags[int(number)] if number is not None else None

    def _special(self, element: etree._Element, name: str) -> Iterator[Block]:
        """Handle what is no container of text: line breaks, images, the description of a page."""
        tag = self._tag(element)
        if not tag or self._open[-1].omitted:
            return
        if name == "br":
            self._breaks += 1
            self._rendering.add_space()
            if self._breaks == 2 or self._open[-1].is_pre:
                yield from self._flush()
        elif name == "img":
            caption = self._attribute(tag, "alt", BlockKind.CAPTION)
            self._captions.extend(_with_image(block, tag.value("src")) for block in caption)
            if not caption:
                self._marks.point(MarkupKind.IMAGE, tag.value("src"), self._rendering.length)
            if not self._rendering:
                yield from self._flush()
        elif name in ("input", "textarea"):
            named = "value" if tag.value("type").lower() in _BUTTONS else "placeholder"
            self._captions.extend(self._attribute(tag, named, BlockKind.PARAGRAPH))
        elif name == "meta" and tag.value("name").lower() == "description":
            yield from self._attribute(tag, "content", BlockKind.METADATA)

    def _attribute(self, tag: Tag, name: str, kind: BlockKind) -> list[Block]:
        place = tag.attributes.get(name)
        rendering = Rendering()
        if place:
            add_text(rendering, self._raw, place)
        opened, content = self._open[-1], rendering.finish()
        return [Block(kind, content, 0, f"{opened.path}/@{name}", opened.lang)] if content.text.strip() else []

    def _add(self, text: str | None) -> Iterator[Block]:
        opened = self._open[-1]
        if not text:
            return
        if opened.omitted:
            for match in PLACEHOLDER.finditer(text):
                if opened.omitted != _RENDERED:
                    self._extraction.omit_span(opened.omitted, self._raw, self._page.runs[int(match[1])])
            return
        position = 0
        for match in PLACEHOLDER.finditer(text):
            if match.start() > position:
                self._rendering.add_space()
            if not self._rendering:
                self._first = (*self._kind(), opened.block_path, opened.lang)
            self._breaks = 0
            yield from self._add_run(self._page.runs[int(match[1])], is_pre=opened.is_pre)
            position = match.end()
        if position < len(text):
            self._rendering.add_space()

    def _add_run(self, place: Span, *, is_pre: bool) -> Iterator[Block]:
        if not is_pre:
            add_text(self._rendering, self._raw, place)
            return
        first, position = self._first, place.start
        for line_end in _LINE_END.finditer(self._raw, place.start, place.end):
            add_text(self._rendering, self._raw, Span(position, line_end.start()))
            position = line_end.end()
            yield from self._flush()
            self._first = first
        add_text(self._rendering, self._raw, Span(position, place.end))

    def _kind(self) -> tuple[BlockKind, int]:
        for opened in reversed(self._open):
            name = opened.name
            if len(name) == 2 and name[0] == "h" and name[1] in "123456":
                return BlockKind.HEADING, int(name[1])
            if name in _CONTAINERS:
                break
        if not self._containers:
            return BlockKind.PARAGRAPH, 0
        kinds = [_CONTAINERS[name] for name in self._containers]
        if BlockKind.CELL in kinds:
            return BlockKind.CELL, 0
        has_level = kinds[-1] in (BlockKind.ITEM, BlockKind.QUOTE)
        return kinds[-1], kinds.count(kinds[-1]) if has_level else 0

    def _flush(self) -> Iterator[Block]:
        content = self._rendering.finish()
        rest = self._marks.flushed(self._rendering.length)
        content = self._marks.on(content)
        self._breaks = 0
        blocks = [Block(self._first[0], content, *self._first[1:])] if content.text.strip() else []
        for block in (*blocks, *self._captions):
            # A figure's caption often repeats the alternative text of its image.
            is_repeated = block.kind is BlockKind.CAPTION and block.content.text == self._last_caption
            self._last_caption = block.content.text if block.kind is BlockKind.CAPTION else ""
            if not is_repeated:
                yield block
        self._rendering, self._marks = Rendering(), rest
        self._captions = []


def _with_image(block: Block, address: str) -> Block:
    at = Span(0, len(block.content.text))
    return replace(block, content=replace(block.content, markup=(Markup(MarkupKind.IMAGE, address, at),)))


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attributes or bool(_NOT_DISPLAYED.search(tag.value("style")))


def _is_note_reference(tag: Tag) -> bool:
    return tag.value("role") in _NOTE_ROLES or "noteref" in tag.value("epub:type").split()


def _is_all_code(pre: etree._Element) -> bool:
    """Tell whether the text of a ``pre`` element is a program: that of a ``code`` element."""
    return next(pre.iter("code", "samp", "kbd"), None) is not None
