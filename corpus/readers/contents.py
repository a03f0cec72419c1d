"""Marks of lists: bullets, and in tables of contents the rows of dots and page numbers after headings."""

from __future__ import annotations

import re

from songngu.corpus.document import Span

CONTENTS_PAGE = "a page number in a table of contents"
"""Why the numbers that contents lead to are left out."""

BULLET = "a bullet"
"""Why the mark of a list item is left out."""

LEADER = r"(?:\.{4,}|(?:\.[ \u00a0]){3,}\.?|…{2,}|_{4,}|·{4,})"
"""What leads the eye from a heading to its page number."""

_BULLET = re.compile(r"[•‣◦▪●○∙■□➤➢✓✔]\s*")
_LEADS = ("..", ". .", ".\u00a0.", "……", "__", "··")
_ENTRY = re.compile(rf"(?P<title>.*?\w[^\w\s.…_·]*)\s*{LEADER}[.\s]*(?:\d{{1,4}}|[ivxl]{{1,7}})", re.IGNORECASE)


def without_bullet(raw: str, line: Span) -> Span:
    """Return a line without the bullet of a list that begins it: a symbol, no dash or number."""
    match = _BULLET.match(raw, line.start, line.end)
    return Span(match.end(), line.end) if match and match.end() < line.end else line


def entry(raw: str, line: Span) -> Span | None:
    """Return the heading that a line of a table of contents names, or None where it is no such line."""
    if all(raw.find(mark, line.start, line.end) < 0 for mark in _LEADS):
        return None
    match = _ENTRY.fullmatch(raw, line.start, line.end)
    return Span(*match.span("title")) if match else None
