"""Findings a line each: ``file:line:column: RULE message``, with ``[*]`` before the message where a fix is safe."""

from __future__ import annotations

from collections.abc import Iterable

from songngu.corpus.files.display import printable
from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, Translated


def render(findings: Iterable[Finding], translated: Translated = str) -> str:
    """Return a line for each finding, all of it the words of the finding."""
    return "".join(printable(concise(found)) + "\n" for found in findings)


REPORT = FindingsReport(render, told=render)


def concise(found: Finding) -> str:
    """Return a finding as one line."""
    fixable = "[*] " if found.fix and found.fix.safe else ""
    return f"{found.file}:{found.line}:{found.column}: {found.rule} {fixable}{found.message}"
