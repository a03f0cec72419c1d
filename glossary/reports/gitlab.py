"""Findings as a code quality report of GitLab (the part of the Code Climate format that GitLab reads)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.reports.report import FindingsReport

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Iterable[Finding]) -> str:
    """Return the list of issues."""
    return escaped(json.dumps([issue(found) for found in findings], ensure_ascii=False, indent=2)) + "\n"


REPORT = FindingsReport(render, for_forges=True)


def issue(found: Finding) -> dict[str, object]:
    """Return a finding as an issue of Code Climate."""
    return {
        "description": f"{found.message}; {found.hint}",
        "check_name": found.rule,
        "fingerprint": found.fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.file, "lines": {"begin": found.line, "end": found.end_line}},
    }
