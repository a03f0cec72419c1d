"""Reports of findings, one module each: ``render(findings)`` returns the report as text.

To add a report, add its module and its line in ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from songngu.glossary.finding import Finding


class ReportFormat(StrEnum):
    """The reports by the name that ``--format`` takes."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    CODECLIMATE = "codeclimate"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"
    RDJSONL = "rdjsonl"
    MARKDOWN = "markdown"
    HTML = "html"


IN_BYTES = frozenset({ReportFormat.RDJSON, ReportFormat.RDJSONL})
"""What counts columns in bytes of UTF-8."""

FOR_FORGES = IN_BYTES | {
    ReportFormat.SARIF, ReportFormat.GITHUB, ReportFormat.GITLAB, ReportFormat.CODECLIMATE, ReportFormat.JUNIT,
    ReportFormat.CHECKSTYLE,
}  # fmt: skip
"""What a forge reads: it looks for the files of a finding from the root of the repository."""

_MODULES = {ReportFormat.FULL: "text"}
_KEEPS_ALL = frozenset({ReportFormat.SARIF})
_KEEPS_KNOWN = frozenset({ReportFormat.JSON, ReportFormat.JSONL})


class _Report(Protocol):
    """What the module of a report holds."""

    def render(self, findings: Sequence[Finding]) -> str:
        """Return the report, which ends with a line end unless it is empty."""
        ...


def render_report(findings: Sequence[Finding], format: ReportFormat) -> str:
    """Return the findings in a format.

    SARIF keeps suppressed findings and those of the baseline and says so, JSON those of the baseline; the others leave
    both out.
    """
    if format not in _KEEPS_ALL:
        kept = format in _KEEPS_KNOWN
        findings = [found for found in findings if found.counts or (kept and found.suppression is None)]
    module = import_module(f"{__name__}.{_MODULES.get(format, format.value)}")
    return cast(_Report, module).render(findings)
