"""Findings as Checkstyle's XML, which many services and editors read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from songngu.glossary.finding import Finding
from songngu.glossary.reports.junit import attribute
from songngu.glossary.reports.report import FindingsReport


def render(findings: Iterable[Finding]) -> str:
    """Return the document: an element a file, in it an element a finding."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for file, group in groupby(findings, key=lambda found: found.file):
        lines.append(f"  <file name={attribute(file)}>")
        lines += map(_error, group)
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


REPORT = FindingsReport(render, for_forges=True)


def _error(found: Finding) -> str:
    message = attribute(f"{found.message}; {found.hint}")
    place = f'line="{found.line}" column="{found.column}" severity="{found.severity}"'
    return f'    <error {place} message={message} source="songngu.{found.rule}"/>'
