"""Findings as JSON Lines: an object a line, the same as in the JSON report."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, KeptFindings


def render(findings: Iterable[Finding]) -> str:
    """Return a line for each finding."""
    return "".join(escaped(json.dumps(found.as_json(), ensure_ascii=False)) + "\n" for found in findings)


REPORT = FindingsReport(render, keeps=KeptFindings.BASELINE)
