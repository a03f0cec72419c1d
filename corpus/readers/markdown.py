"""Markdown: CommonMark with tables, strikethrough, front matter, and what documentation sites add to it.

Headings, paragraphs, list items, quotes, table cells, footnotes, the alternative texts of images, what components show
and the texts of the front matter are blocks; HTML is read as a page is. Markup is rendered away, and code blocks,
comments and link destinations are no part of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from songngu.corpus.document import Block, BlockKind, MappedText, Span
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.front_matter import front_lines, head_end, read_values
from songngu.corpus.readers.markdown_html import component_captions, html_blocks, lines_of
from songngu.corpus.readers.markdown_inline import InlinePlaces, PlacedParser
from songngu.corpus.readers.markdown_rules import UNREAD, add_rules
from songngu.corpus.readers.markdown_text import InlineText

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_LINE_END = re.compile(r"\r\n?|\n")
_CONTAINERS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\\|")
_CHECKBOX = re.compile(r"\[[ xX]\][ \t]+")
_HEADING_ID = re.compile(r"\s*(?:\{(?:#[^\s{}]+|/\*.*?\*/)\}|(?a:\[\[[\w.-]+\]\]))$")


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the blocks of a Markdown text, front matter first."""
    head = head_end(raw)
    blocks = [Block(BlockKind.METADATA, text) for text in read_values(raw)]
    for line in front_lines(raw, blocks):
        extraction.omit_span("front matter that is no text", raw, line)
    body = "\n" * len(_LINE_END.findall(raw, 0, head)) + raw[head:]
    lines = [Span(match.start(1), match.end(1)) for match in _LINE.finditer(raw)]
    env: dict[str, Any] = {}
    tokens = _parser().parse(body, env)
    blocks.extend(_blocks(raw, lines, tokens, extraction))
    for reason, first, last in env.get(UNREAD, ()):
        extraction.omit_span(reason, raw, Span(lines[first].start, lines[last - 1].end))
    return blocks


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline = PlacedParser()
    parser.configure("commonmark").enable(["table", "strikethrough"])
    parser.disable(["fragments_join", "text_join"])
    add_rules(parser)
    return parser


def _blocks(raw: str, lines: Sequence[Span], tokens: Sequence[Token], extraction: Extraction) -> Iterator[Block]:
    """Yield the blocks of a token stream, tracking the containers each stands in."""
    containers: list[BlockKind] = []
    heading, opened = "", ""
    cells: Iterator[Span] = iter(())
    for token in tokens:
        if token.type in ("list_item_open", "blockquote_open"):
            containers.append(BlockKind.ITEM if token.type == "list_item_open" else BlockKind.QUOTE)
        elif token.type in ("list_item_close", "blockquote_close"):
            containers.pop()
        elif token.type == "tr_open":
            cells = iter(_cells(raw, lines[token.map[0]], bool(containers))) if token.map else cells
        elif token.nesting == 1:
            heading, opened = token.markup if token.type == "heading_open" else "", token.tag
        elif token.type == "inline":
            cell = next(cells, None) if opened in ("th", "td") else None
            places = _cell_places(raw, cell, token.content) if cell else _places(raw, lines, token, heading)
            text = InlineText(raw, token, places, extraction)
            yield from _inline_blocks(text, *_kind(opened, containers), extraction)
        elif token.type == "html_block" and token.map:
            content = lines_of(raw, lines, token.content, token.map[0])
            yield from component_captions(content)
            for block in html_blocks(content, extraction):
                kind = _kind("", containers) if block.kind is BlockKind.PARAGRAPH else (block.kind, block.level)
                yield replace(block, kind=kind[0], level=kind[1])
        elif token.type in ("fence", "code_block") and token.map:
            place = Span(lines[token.map[0]].start, lines[token.map[1] - 1].end)
            extraction.omit_span("program text", raw, place)


def _kind(tag: str, containers: Sequence[BlockKind]) -> tuple[BlockKind, int]:
    """Return kind and level of a block by its tag and what it stands in."""
    if tag in ("th", "td"):
        return BlockKind.CELL, 0
    if tag[:1] == "h":
        return BlockKind.HEADING, int(tag[1:])
    if not containers:
        return BlockKind.PARAGRAPH, 0
    return containers[-1], containers.count(containers[-1])


def _inline_blocks(inline: InlineText, kind: BlockKind, level: int, extraction: Extraction) -> Iterator[Block]:
    for number, text in enumerate(inline.texts):
        content = _without_marks(text, kind, is_first=number == 0)
        if content.text:
            yield Block(kind, content, level)
    for caption in inline.captions:
        if caption.text:
            yield Block(BlockKind.CAPTION, caption)
    for tag in inline.tags:
        yield from html_blocks(tag, extraction)


def _without_marks(text: MappedText, kind: BlockKind, is_first: bool) -> MappedText:
    """Return a text without the check box of a task or the identifier of a heading."""
    if kind is BlockKind.ITEM and is_first:
        box = _CHECKBOX.match(text.text)
        return text.slice(box.end(), len(text.text)) if box else text
    if kind is BlockKind.HEADING:
        mark = _HEADING_ID.search(text.text)
        return text.slice(0, mark.start()) if mark else text
    return text


def _places(raw: str, lines: Sequence[Span], token: Token, heading: str) -> InlinePlaces:
    """Return where the source of an inline token stands in the file, line by line."""
    stretches: list[tuple[int, int]] = []
    texts = token.content.split("\n")
    first, last = token.map or (0, 0)
    # Lines of nothing but odd white space are trimmed off a paragraph's source, but counted in its lines.
    while first + len(texts) < last and texts[0].strip() not in raw[lines[first].start : lines[first].end]:
        first += 1
    offset = 0
    for line, text in zip(lines[first:last], texts, strict=False):
        stretches.extend(_line_stretches(raw, line, text, offset, heading))
        offset += len(text) + 1
    return InlinePlaces(stretches, Span(lines[first].start, lines[max(first, last - 1)].end))


def _line_stretches(raw: str, line: Span, text: str, offset: int, heading: str) -> Iterator[tuple[int, int]]:
    """Yield the stretch of one line of an inline source: the tail of the file's line, after its containers' marks."""
    shown = text.strip()
    if not shown:
        return
    indent = len(text) - len(text.lstrip())
    if heading.startswith("#"):
        start = raw.find(shown, raw.index("#", line.start) + len(heading))
    else:
        tail = line.start + len(raw[line.start : line.end].rstrip()) - len(shown)
        start = tail if raw.startswith(shown, tail) else raw.find(shown, line.start, line.end)
    yield offset + indent, start


def _cells(raw: str, line: Span, is_contained: bool) -> list[Span]:
    """Return the cells of a table row, after the marks of what contains it; a bar after a backslash is text."""
    marks = _CONTAINERS.match(raw, line.start, line.end) if is_contained else None
    start = marks.end() if marks else line.start
    end = line.start + len(raw[line.start : line.end].rstrip())
    cells = []
    for bar in _BAR.finditer(raw, start, end):
        cells.append(Span(start, bar.start()))
        start = bar.end()
    cells.append(Span(start, max(start, end)))
    cells = cells[0 if raw[cells[0].start : cells[0].end].strip() else 1 :]
    return cells if cells and len(cells[-1]) else cells[:-1]


def _cell_places(raw: str, cell: Span, content: str) -> InlinePlaces:
    """Return where the text of a table cell stands; a backslash before a bar is no part of it."""
    start = cell.end - len(raw[cell.start : cell.end].lstrip())
    offset = len(content) - len(content.lstrip())
    stretches = [(offset, start)]
    for escape in _ESCAPED_BAR.finditer(raw, start, cell.end):
        offset += escape.start() - stretches[-1][1]
        stretches.append((offset, escape.start() + 1))
    return InlinePlaces(stretches, cell)
