"""Paragraphs of a set text: the lines of its columns put together again, over the ends of columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from songngu.corpus.document import BlockKind, Span
from songngu.corpus.readers.contents import BULLET, CONTENTS_PAGE, entry, without_bullet
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.hyphenation import BROKEN, Hyphenation
from songngu.corpus.readers.pdf.columns import Zone, rows_of
from songngu.corpus.readers.pdf.lines import Line

_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"[-*•–—‣◦·▪●○]\s*|\(?\d{1,3}[.)]\s|[^\W\d_]\)\s")
_COUNTED = re.compile(r"\(?(\d{1,3})[.)]\s")
_NOTE = re.compile(r"\[?\d{1,3}[\].)]?\s+|[*†‡§]+\s*")
_SMALLER, _LARGER = 0.93, 1.08
_WIDER_LEADING = 1.2
_NEARLY = 0.12
_TELLING = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the page on which it begins."""

    kind: BlockKind
    text: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the zone it stands in, and how far to the right the lines of such zones go."""

    line: Line
    zone: Zone
    right: float

    @property
    def is_indented(self) -> bool:
        return self.line.left > self.zone.left + 0.6 * self.line.size


def paragraphs(pages: Sequence[Sequence[Zone]], extraction: Extraction) -> list[Paragraph]:
    """Return the paragraphs of a text in the zones of its pages.

    Footnotes come after the paragraph in which their page ends.
    """
    rights = _rights([zone for page in pages for zone in page])
    placed = [
        [_Placed(line, zone, _right(zone, rights)) for zone in page for line in _without_pages(zone, extraction)]
        for page in pages
    ]
    sizes = _sizes([one.line for page in placed for one in page])
    leading = _leading([one for page in placed for one in page])
    groups: list[list[_Placed]] = []
    notes: list[list[_Placed]] = []
    current: list[_Placed] = []
    for page in placed:
        text, below = _parted(page, sizes[0] if sizes else 0.0)
        for one in text:
            if current and not _parts(current, one, leading):
                current.append(one)
                continue
            groups.extend(notes)
            notes, current = [], [one]
            groups.append(current)
        notes.extend(_notes(below))
    return list(_read([*groups, *notes], sizes, extraction))


def _rights(zones: Sequence[Zone]) -> dict[int, float]:
    """Return how far the lines of zones go that begin at the same edge: a zone of few lines does not tell."""
    rights: dict[int, float] = {}
    for zone in zones:
        rights[_edge(zone)] = max(zone.right, rights.get(_edge(zone), 0.0))
    return rights


def _right(zone: Zone, rights: dict[int, float]) -> float:
    return zone.right if len(zone.lines) >= _TELLING else rights[_edge(zone)]


def _edge(zone: Zone) -> int:
    return round(zone.left / 12)


def _without_pages(zone: Zone, extraction: Extraction) -> Sequence[Line]:
    """Return the lines of a zone; those of a table of contents without the numbers of pages."""
    rows = rows_of(zone.lines) if zone.is_table else []
    numbers = [row[-1] for row in rows if len(row) == 2 and row[-1].text.isdigit()]
    values = [int(line.text) for line in numbers]
    if len(rows) < 2 or len(numbers) < len(rows) or values != sorted(values):
        return zone.lines
    for line in numbers:
        extraction.omit(CONTENTS_PAGE, line.text, f"page {line.page}")
    return [row[0] for row in rows]


def _sizes(lines: Sequence[Line]) -> list[float]:
    """Return the size of most of the text, then those of headings, the largest first."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    if not counts:
        return []
    body = max(counts, key=lambda size: (counts[size], size))
    return [body, *sorted((size for size in counts if size > _LARGER * body), reverse=True)]


def _leading(lines: Sequence[_Placed]) -> float:
    """Return how far base lines stand from each other, in sizes of their text."""
    gaps = [
        (a.line.base - b.line.base) / b.line.size
        for a, b in pairwise(lines)
        if a.zone is b.zone and a.line.page == b.line.page and _is_alike(a.line, b.line)
    ]
    return median(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else 1.0


def _is_alike(a: Line, b: Line) -> bool:
    return a.is_bold == b.is_bold and _SMALLER < b.size / a.size < _LARGER


def _parted(page: Sequence[_Placed], body: float) -> tuple[list[_Placed], list[_Placed]]:
    """Return the text of a page and the footnotes below it: smaller lines at the end of a zone, a mark before them."""
    below: list[_Placed] = []
    text: list[_Placed] = []
    for number, one in enumerate(page):
        is_small = one.line.size < _SMALLER * body
        rest = page[number:]
        ends = all(other.line.size < _SMALLER * body for other in rest if other.zone is one.zone)
        follows = below and below[-1].zone is one.zone
        is_note = is_small and ends and not one.zone.is_table and (follows or _begins_note(one.line))
        (below if is_note else text).append(one)
    return text, below


def _begins_note(line: Line) -> bool:
    return line.has_mark or bool(_NOTE.match(line.text))


def _notes(lines: Sequence[_Placed]) -> list[list[_Placed]]:
    notes: list[list[_Placed]] = []
    for one in lines:
        if notes and not _begins_note(one.line):
            notes[-1].append(one)
        else:
            notes.append([one])
    return notes


def _parts(group: Sequence[_Placed], one: _Placed, leading: float) -> bool:
    """Decide whether a line begins another paragraph than the one that ``group`` is so far."""
    before, a, b = group[-1], group[-1].line, one.line
    if before.zone.is_table or one.zone.is_table or not _is_alike(a, b) or _begins_item(group, b):
        return True
    if _is_entry(a.text) or _is_entry(b.text):
        return True
    is_final, is_small = bool(_FINAL.search(a.text)), b.text[:1].islower()
    if before.zone is not one.zone or a.page != b.page:
        return is_final or not (is_small or _is_full(before, b))
    if a.base - b.base > _WIDER_LEADING * leading * b.size:
        return True
    if one.is_indented and not before.is_indented and not _BULLET.match(group[0].line.text):
        return True
    return not _is_full(before, b) and (is_final or not is_small)


def _begins_item(group: Sequence[_Placed], line: Line) -> bool:
    """Tell whether a line begins a list item; a number that a sentence breaks before, "tháng" / "7. Sau", does not."""
    if not _BULLET.match(line.text):
        return False
    number, first = _COUNTED.match(line.text), _COUNTED.match(group[0].line.text)
    is_next = number is not None and first is not None and int(number[1]) == int(first[1]) + 1
    is_open = _is_full(group[-1], line) and not _FINAL.search(group[-1].line.text)
    return number is None or is_next or not is_open


def _is_full(one: _Placed, following: Line) -> bool:
    """Tell whether the first word of the next line would not have fitted."""
    width = (following.right - following.left) / len(following.text)
    end = one.line.right + width * (len(following.text.split(None, 1)[0]) + 1)
    return end > one.right or one.line.right > one.right - _NEARLY * (one.right - one.zone.left)


def _is_entry(text: str) -> bool:
    return entry(text, Span(0, len(text))) is not None


def _read(groups: Sequence[Sequence[_Placed]], sizes: Sequence[float], extraction: Extraction) -> Iterator[Paragraph]:
    """Yield groups of lines as paragraphs."""
    raw = "\n".join(one.line.text for group in groups for one in group)
    hyphenation = Hyphenation(raw, extraction.lang)
    start = 0
    for group in groups:
        spans = []
        for one in group:
            spans.append(Span(start, start + len(one.line.text)))
            start += len(one.line.text) + 1
        page = group[0].line.page
        inner = Extraction(extraction.lang)
        text = hyphenation.join(spans, inner).text
        for omission in inner.omissions:
            extraction.omit(BROKEN, omission.text, f"page {page}")
        kind, level = _kind(group, sizes)
        yield Paragraph(kind, _shown(text, page, extraction), level, page)


def _shown(text: str, page: int, extraction: Extraction) -> str:
    """Return a paragraph without its bullet and, in a table of contents, without the number of its page."""
    found = entry(text, Span(0, len(text)))
    if found:
        extraction.omit(CONTENTS_PAGE, text[found.end :], f"page {page}")
        return text[: found.end]
    start = without_bullet(text, Span(0, len(text))).start
    extraction.omit(BULLET, text[:start], f"page {page}")
    return text[start:]


def _kind(group: Sequence[_Placed], sizes: Sequence[float]) -> tuple[BlockKind, int]:
    line = group[0].line
    if group[0].zone.is_table:
        return BlockKind.CELL, 0
    size = round(line.size, 1)
    if size in sizes[1:] and len(group) <= 3:
        return BlockKind.HEADING, min(6, sizes.index(size))
    if all(one.line.is_bold for one in group) and len(group) <= 2 and not _FINAL.search(group[-1].line.text):
        return BlockKind.HEADING, min(6, len(sizes))
    return (BlockKind.ITEM, 1) if _BULLET.match(line.text) else (BlockKind.PARAGRAPH, 0)
