"""Findings as one JSON object, ``{"version": 1, "findings": […]}``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, KeptFindings


def render(findings: Iterable[Finding]) -> str:
    """Return the object, keys in a fixed order."""
    whole = {"version": 1, "findings": [found.as_json() for found in findings]}
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


REPORT = FindingsReport(render, keeps=KeptFindings.BASELINE)
