"""Entries of tables of contents: a heading, a row of dots, and the number of its page."""

from __future__ import annotations

import re

from songngu.corpus.document import Span

LEADER = r"(?:\.{4,}|(?:\.[ \u00a0]){3,}\.?|…{2,}|_{4,}|·{4,})"
"""What leads the eye from a heading to its page number."""

_ENTRY = re.compile(rf"(?P<title>.*?\w\S*)\s*{LEADER}[.\s]*(?:\d{{1,4}}|[ivxl]{{1,7}})", re.IGNORECASE)


def entry(raw: str, line: Span) -> Span | None:
    """Return the heading that a line of a table of contents names, or None where it is no such line."""
    if raw.find("..", line.start, line.end) < 0 and not re.search(LEADER, raw[line.start : line.end]):
        return None
    match = _ENTRY.fullmatch(raw, line.start, line.end)
    return Span(*match.span("title")) if match else None
