"""Findings for a reader at a terminal: place and message, both sides of the segment, carets and the hint."""

from __future__ import annotations

from collections.abc import Iterable

from songngu.corpus.files.display import character_width, display_width, printable
from songngu.glossary.finding import Excerpt, Finding
from songngu.glossary.reports.report import FindingsReport, Translated

WIDTH = 100
_LEAD = 30
_MARGIN = "  {name:>6} | "


def render(findings: Iterable[Finding], translated: Translated = str, *, width: int = WIDTH) -> str:
    """Return the findings as text, a blank line between two; excerpts are cut to ``width`` columns."""
    return "\n".join(render_finding(finding, translated, width=width) for finding in findings)


REPORT = FindingsReport(render, told=render)


def render_finding(finding: Finding, translated: Translated = str, *, width: int = WIDTH) -> str:
    """Return one finding: ``file:line:column: RULE message``, the excerpts with carets, and the hint."""
    lines = [printable(f"{finding.file}:{finding.line}:{finding.column}: {finding.rule} {finding.message}")]
    for name, excerpt in ((translated("source"), finding.source), (translated("target"), finding.target)):
        if excerpt.text:
            lines += _excerpt(name, excerpt, width)
    lines.append(_MARGIN.format(name=translated("hint")).replace("|", "=") + printable(finding.hint))
    return "\n".join(lines) + "\n"


def _excerpt(name: str, excerpt: Excerpt, width: int) -> list[str]:
    margin = _MARGIN.format(name=name)
    text = printable(excerpt.text)
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


def _step_back(text: str, start: int, columns: int) -> int:
    """Return the start of a word at most ``columns`` before ``start``."""
    first = start
    while first and columns > 0:
        first -= 1
        columns -= character_width(text[first])
    if first and (space := text.find(" ", first, start)) >= 0:
        return space + 1
    return first


def _step_on(text: str, first: int, columns: int) -> int:
    """Return the end of the text, or of a word at most ``columns`` after ``first``."""
    last = first
    while last < len(text) and (columns := columns - character_width(text[last])) >= 0:
        last += 1
    if last < len(text) and (space := text.rfind(" ", first + 1, last + 1)) > first:
        return space
    return last
