"""Documents set on pages, as a printer would: lines filled and broken, words hyphenated, heads, feet, page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.pdf_pages import WIDTH, Set, pdf
from songngu.corpus.document import Block, BlockKind

_HEIGHT, _MARGIN, _LEADING = 842, 72, 1.3
_WIDTH = 595 - 2 * _MARGIN
_SIZES = {BlockKind.HEADING: 14.0}


@dataclass(frozen=True)
class Design:
    """How pages look: columns and the gap between them, the size of the text, and whether words are broken."""

    columns: int = 1
    gutter: float = 24
    size: float = 10
    hyphenates: bool = True
    head: str = ""


def pages_of(blocks: Sequence[Block], design: Design) -> list[list[Set]]:
    """Return blocks on pages, column by column."""
    width = (_WIDTH - (design.columns - 1) * design.gutter) / design.columns
    pages: list[list[Set]] = []
    column, y = design.columns, 0.0
    for block in blocks:
        size = _SIZES.get(block.kind, design.size)
        text = f"• {block.content.text}" if block.kind is BlockKind.ITEM else block.content.text
        lines = list(filled(text, int(width / (WIDTH * size)), hyphenates=design.hyphenates))
        y -= 0.6 * size
        for line in lines:
            if column == design.columns or y < _MARGIN:
                column = column + 1 if column < design.columns - 1 and pages else 0
                y = _HEIGHT - _MARGIN - size
                if column == 0:
                    pages.append(_furniture(len(pages) + 1, design))
            pages[-1].append(Set(_MARGIN + column * (width + design.gutter), y, line, size))
            y -= _LEADING * size
    return pages


def filled(text: str, width: int, *, hyphenates: bool) -> Iterator[str]:
    """Yield the lines of a text, none longer than ``width`` characters; long words may be broken."""
    line = ""
    for word in text.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".lstrip()
        elif hyphenates and word.isalpha() and word.isascii() and word.islower() and len(word) > 7 and room >= 3:
            cut = min(room, len(word) - 3)
            yield f"{line} {word[:cut]}-"
            line = word[cut:]
        else:
            yield line
            line = word
    yield line


def as_pdf(blocks: Sequence[Block], design: Design) -> bytes:
    """Return blocks as a PDF."""
    return pdf(pages_of(blocks, design))


def as_text(blocks: Sequence[Block], design: Design) -> str:
    """Return blocks as ``pdftotext`` would give their pages: a line a line, a form feed after each page."""
    return "".join(_page_text(page) for page in pages_of(blocks, design))


def _page_text(page: Sequence[Set]) -> str:
    parts = []
    before: Set | None = None
    head = [line.text for line in page if line.y > _HEIGHT - _MARGIN]
    foot = [line.text for line in page if line.y < _MARGIN / 2 + 1]
    for line in page[len(head) + len(foot) :]:
        is_apart = before is not None and before.y - line.y > 1.2 * _LEADING * before.size
        parts.append(("\n" if is_apart else "") + line.text)
        before = line
    return "\n".join([*head, "", *parts, "", *foot, "\f"])


def _furniture(number: int, design: Design) -> list[Set]:
    foot = Set(290, 36, str(number), 9)
    return [Set(_MARGIN, _HEIGHT - 40, design.head, 9), foot] if design.head else [foot]
