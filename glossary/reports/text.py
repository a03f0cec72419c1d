"""Findings for a reader at a terminal: place and message, both sides of the segment, carets and the hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from songngu.glossary.finding import Excerpt, Finding

WIDTH = 100
_LEAD = 30
_MARGIN = "  {name:>6} | "


def render(findings: Iterable[Finding], *, width: int = WIDTH) -> str:
    """Return the findings as text, a blank line between two; excerpts are cut to ``width`` columns."""
    return "\n".join(render_finding(finding, width=width) for finding in findings)


def render_finding(finding: Finding, *, width: int = WIDTH) -> str:
    """Return one finding: ``file:line:column: RULE message``, the excerpts with carets, and the hint."""
    lines = [_printable(f"{finding.file}:{finding.line}:{finding.column}: {finding.rule} {finding.message}")]
    for name, excerpt in (("source", finding.source), ("target", finding.target)):
        if excerpt.text:
            lines += _excerpt(name, excerpt, width)
    lines.append(_MARGIN.format(name="hint").replace("|", "=") + _printable(finding.hint))
    return "\n".join(lines) + "\n"


def _excerpt(name: str, excerpt: Excerpt, width: int) -> list[str]:
    margin = _MARGIN.format(name=name)
    text = _printable(excerpt.text)
    start, end = excerpt.mark or (0, 0)
    first = _step_back(text, start, _LEAD)
    last = max(_step_on(text, first, width), min(end, _step_on(text, start, width)))
    before, after = "…" if first else "", "…" if last < len(text) else ""
    lines = [margin + before + text[first:last] + after]
    if excerpt.mark:
        indent = display_width(before + text[first:start])
        carets = "^" * max(1, display_width(text[start : min(end, last)]))
        lines.append(_MARGIN.format(name="") + " " * indent + carets)
    return lines


def display_width(text: str) -> int:
    """Return the columns ``text`` takes on a terminal: combining and invisible characters none, wide ones two."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _step_back(text: str, start: int, columns: int) -> int:
    """Return the start of a word at most ``columns`` before ``start``."""
    first = start
    while first and columns > 0:
        first -= 1
        columns -= _width(text[first])
    if first and (space := text.find(" ", first, start)) >= 0:
        return space + 1
    return first


def _step_on(text: str, first: int, columns: int) -> int:
    """Return the end of the text, or of a word at most ``columns`` after ``first``."""
    last = first
    while last < len(text) and (columns := columns - _width(text[last])) >= 0:
        last += 1
    if last < len(text) and (space := text.rfind(" ", first + 1, last + 1)) > first:
        return space
    return last


def _printable(line: str) -> str:
    """Return the line, equally long, with spaces for characters that steer a terminal."""
    return "".join(char if char.isprintable() or (_width(char) == 0 and char not in _BIDI) else " " for char in line)


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
