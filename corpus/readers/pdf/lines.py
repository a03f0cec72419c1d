"""Lines of a page: characters that follow each other on one base line, with where they stand and how large they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.pdf.glyphs import Glyph, glyphs_of, stretches_of
from songngu.corpus.readers.raised import NOTE_MARK, is_note_mark, superscript

_WORD_GAP = 0.25
_PARTED_GAP = 0.08
_LABEL = re.compile(r"[-*•–—‣◦·▪●○]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,4}|[A-Za-zđ])[.)]|[1-9]\d?(?:\.\d{1,2}){0,3}")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one base line, without white space at its ends; sizes in points.

    ``has_mark``: the mark of a note stood before it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    page: int
    has_mark: bool = False


def page_lines(text_page: Any, page: int, extraction: Extraction) -> list[Line]:
    """Return the lines of a page, from its top to its bottom; ``text_page`` is pypdfium2's."""
    turned: list[str] = []
    lines = [
        line for stretch in stretches_of(glyphs_of(text_page, turned)) for line in _line(stretch, page, extraction)
    ]
    extraction.omit("turned text", "".join(turned), f"page {page}")
    return sorted(_merged(lines), key=lambda line: (-line.base, line.left))


def _main(shown: Sequence[Glyph]) -> Glyph:
    """Return a character of the size that most of a line has; its base line is the line's."""
    counts = Counter(round(glyph.size, 1) for glyph in shown)
    most = max(counts, key=lambda size: (counts[size], size))
    return next(glyph for glyph in shown if round(glyph.size, 1) == most)


def _line(glyphs: Sequence[Glyph], page: int, extraction: Extraction) -> Iterator[Line]:
    shown = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not shown:
        return
    main = _main(shown)
    text = _BLANK.sub(" ", _text(glyphs, main, page, extraction)).strip()
    if text:
        is_bold = sum(glyph.is_bold for glyph in shown) > 0.8 * len(shown)
        left, right = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
        has_mark = len(shown) > 1 and _is_raised(shown[0], main)
        yield Line(text, left, right, main.base, main.size, is_bold, page, has_mark)


def _text(glyphs: Sequence[Glyph], main: Glyph, page: int, extraction: Extraction) -> str:
    """Return the text of a line: marks of notes are left out, powers are raised digits."""
    parts: list[str] = []
    raised: list[str] = []
    last: Glyph | None = None
    is_parted = False
    for glyph in (*glyphs, None):
        if glyph and glyph.is_guess:
            is_parted = True
            continue
        is_raised = glyph is not None and not glyph.char.isspace() and _is_raised(glyph, main)
        if raised and not is_raised:
            parts.append(_read_raised("".join(raised), "".join(parts), page, extraction))
            raised = []
        if glyph is not None:
            gap = _PARTED_GAP if is_parted else _WORD_GAP
            if last and not is_raised and glyph.left - last.right > gap * main.size:
                parts.append(" ")
            (raised if is_raised else parts).append(glyph.char)
            last, is_parted = glyph, False
    return "".join(parts)


def _is_raised(glyph: Glyph, main: Glyph) -> bool:
    return glyph.size < 0.85 * main.size and glyph.base > main.base + 0.1 * main.size


def _read_raised(text: str, before: str, page: int, extraction: Extraction) -> str:
    if is_note_mark(text, before, is_link=False) or (not before.strip() and text.isdigit()):
        extraction.omit(NOTE_MARK, text, f"page {page}")
        return " " if not before.strip() else ""
    return superscript(text) or text


def joined_line(parts: Sequence[Line]) -> Line:
    """Return stretches on one base line as one, a space between them."""
    first, text = parts[0], " ".join(part.text for part in parts)
    size, is_bold = max(part.size for part in parts), all(part.is_bold for part in parts)
    return Line(text, first.left, parts[-1].right, first.base, size, is_bold, first.page, first.has_mark)


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those joined that go on on one base line, whatever the order they were drawn in."""
    done: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.base), line.left)):
        if done and _goes_on(done[-1], line):
            last = done[-1]
            glue = " " if line.left - last.right > 0.15 * line.size else ""
            size, is_bold = max(last.size, line.size), last.is_bold and line.is_bold
            text = f"{last.text}{glue}{line.text}"
            done[-1] = Line(text, last.left, line.right, last.base, size, is_bold, line.page, last.has_mark)
        else:
            done.append(line)
    return done


def _goes_on(last: Line, line: Line) -> bool:
    """Tell whether a stretch goes on with another on its base line; a label, "1." or a bullet, stands further away."""
    gap = line.left - last.right
    if abs(last.base - line.base) >= 0.3 * line.size or gap < -0.1 * line.size:
        return False
    return gap <= 0.8 * line.size or (gap <= 4 * line.size and bool(_LABEL.fullmatch(last.text)))
