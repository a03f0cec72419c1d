"""HTML in Markdown: blocks and tags of it, read as a page is, each character at its place in the Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from songngu.corpus.document import Block, BlockKind, MappedText, Piece, Span
from songngu.corpus.readers import html
from songngu.corpus.readers.encodings.legacy import compose
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.jsx import braces_end, jsx_tag

# A fence of a container, ":::", right above or below HTML, which goes on to the next blank line.
_FENCE = re.compile(r"^[ \t]*:{3,}[ \t]*[\w-]*(?:\{[^}\n]*\})?(?=[ \t]|$)", re.MULTILINE)
_COMPONENT = re.compile(r"<(?!Img\b)[A-Z]")
_BRACES = re.compile(r"=\s*\{|\{/\*|\{\s*[\"'`]\s*[\"'`]\s*\}")


def html_blocks(content: MappedText, extraction: Extraction) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML, mapped to the file that holds it."""
    inner = Extraction(extraction.lang)
    for block in html.read_blocks(_without_expressions(content.text), inner):
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.METADATA else block.kind
        yield replace(block, kind=kind, content=compose(block.content, content), locator="")
    for omission in inner.omissions:
        spans = content.raw_spans(omission.span.start, omission.span.end) if omission.span else ()
        if spans:
            extraction.omissions.append(replace(omission, span=Span(spans[0].start, spans[-1].end)))


def component_captions(content: MappedText) -> Iterator[Block]:
    """Yield what the properties of components show that stand in a piece of HTML (``<Frame caption="…"><img/>``)."""
    for match in _COMPONENT.finditer(content.text):
        tag = jsx_tag(content.text, match.start())
        for place in tag.shown if tag else ():
            yield Block(BlockKind.CAPTION, content.slice(place.start, place.end))


def lines_of(raw: str, lines: Sequence[Span], text: str, first: int) -> MappedText:
    """Return the text of a block, whose lines are the ends of those of the file from ``first`` on, mapped to it."""
    pieces: list[Piece] = []
    start = 0
    for number, line in enumerate(text.split("\n"), first):
        if line.strip() and number < len(lines):
            shown = line.strip()
            place = raw.rfind(shown, lines[number].start, lines[number].end)
            begin = start + line.index(shown)
            if place >= 0:
                pieces.append(Piece(Span(begin, begin + len(shown)), Span(place, place + len(shown))))
        start += len(line) + 1
    return MappedText(text, tuple(pieces))


def _without_expressions(text: str) -> str:
    """Return HTML in which the expressions of MDX that show nothing, and fences, are blank, as long as before."""
    text = _FENCE.sub(lambda fence: " " * len(fence[0]), text)
    position = 0
    while match := _BRACES.search(text, position):
        opened = text.index("{", match.start())
        end = braces_end(text, opened)
        position = match.end()
        if end is not None:
            blank = re.sub(r"\S", " ", text[match.start() : end])
            if match[0] == "{/*" and len(blank) >= len("<!---->"):
                blank = f"<!--{blank[4:-3]}-->"
            text, position = text[: match.start()] + blank + text[end:], end
    return text
