"""Plain text: a paragraph a line, or lines wrapped at some width with blank lines between the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from songngu.corpus.document import Block, BlockKind, MappedText, Piece, Span
from songngu.corpus.readers.extraction import Extraction

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"[-*•–—‣◦·]\s|\(?\d{1,3}[.)]\s|[^\W\d_]\)\s")
_WIDTHS = range(40, 121)
_EVIDENCE = 5000


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the paragraphs of a plain text."""
    groups = list(line_groups(raw))
    width = _wrap_width(raw, groups)
    if width is None:
        return [_paragraph(raw, [line]) for group in groups for line in group]
    return [_paragraph(raw, lines) for group in groups for lines in _paragraphs(raw, group, width)]


def line_groups(raw: str) -> Iterator[list[Span]]:
    """Yield the lines that hold text, trimmed, in groups between blank lines."""
    group: list[Span] = []
    for match in _LINE.finditer(raw):
        line = match[1].strip()
        if line:
            start = match.end(1) - len(match[1].lstrip())
            group.append(Span(start, start + len(line)))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(raw: str, groups: list[list[Span]]) -> int | None:
    """Return the width the text is wrapped at, or None where a line is a paragraph.

    Wrapped lines are full (the next word would not have fitted), seldom end a sentence, and often break it before a
    word in lower case; one long line, a URL say, does not make a text unwrapped.
    """
    pairs = (pair for group in groups for pair in pairwise(group))
    breaks = [(raw[a.start : a.end], raw[b.start : b.end]) for a, b in islice(pairs, _EVIDENCE)]
    if not breaks:
        return None
    lengths = sorted(len(line) for line, _ in breaks)
    width = lengths[len(lengths) * 49 // 50]
    if width not in _WIDTHS:
        return None
    full = sum(len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in breaks)
    open_ended = sum(not _FINAL.search(line) for line, _ in breaks)
    lower = sum(after[0].islower() or not after[0].isalpha() for _, after in breaks)
    is_wrapped = full >= 0.7 * len(breaks) and open_ended >= 0.6 * len(breaks) and lower >= 0.4 * len(breaks)
    return width if is_wrapped else None


def _paragraphs(raw: str, group: list[Span], width: int) -> Iterator[list[Span]]:
    """Yield the paragraphs of a group of wrapped lines: list items, and lines after a short last line, start one."""
    lines = [group[0]]
    for before, line in pairwise(group):
        is_short = len(before) < 0.7 * width and _FINAL.search(raw, before.start, before.end)
        if is_short or _BULLET.match(raw, line.start, line.end):
            yield lines
            lines = []
        lines.append(line)
    yield lines


def _paragraph(raw: str, lines: list[Span]) -> Block:
    """Return the block of ``lines``, a space for each line break."""
    pieces, start = [], 0
    for line in lines:
        pieces.append(Piece(Span(start, start + len(line)), line))
        start += len(line) + 1
    text = " ".join(raw[line.start : line.end] for line in lines)
    return Block(BlockKind.PARAGRAPH, MappedText(text, tuple(pieces)))
