"""Findings as a code quality report of GitLab (the part of the Code Climate format that GitLab reads)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.glossary.finding import Finding, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Iterable[Finding]) -> str:
    """Return the list of issues."""
    issues = [
        {
            "description": f"{found.message}; {found.hint}",
            "check_name": found.rule,
            "fingerprint": found.fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {"path": found.file, "lines": {"begin": found.line, "end": found.end_line}},
        }
        for found in findings
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
