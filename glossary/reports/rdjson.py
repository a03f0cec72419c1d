"""Findings in the diagnostic format of reviewdog, which comments on pull requests and offers fixes as suggestions.

The columns of reviewdog count bytes of UTF-8: `Finding.in_bytes` gives findings with such.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.reports.report import FindingsReport
from songngu.glossary.reports.sarif import HELP, HOME

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(findings: Iterable[Finding]) -> str:
    """Return the one object that holds all diagnostics."""
    whole = {"source": {"name": "songngu", "url": HOME}, "diagnostics": [diagnostic(found) for found in findings]}
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


REPORT = FindingsReport(render, in_bytes=True, for_forges=True)


def diagnostic(found: Finding) -> dict[str, Any]:
    """Return a finding as reviewdog has it."""
    place = {
        "start": {"line": found.line, "column": found.column},
        "end": {"line": found.end_line, "column": found.end_column},
    }
    made: dict[str, Any] = {
        "message": f"{found.message}; {found.hint}",
        "location": {"path": found.file, "range": place},
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.rule, "url": HELP},
    }
    if found.fix and found.fix.safe:
        made["suggestions"] = [{"range": place, "text": found.fix.replacement}]
    return made
