"""Findings in the diagnostic format of reviewdog, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding
from songngu.glossary.reports.rdjson import diagnostic
from songngu.glossary.reports.report import FindingsReport


def render(findings: Iterable[Finding]) -> str:
    """Return a line for each finding."""
    lines = ({"source": {"name": "songngu"}, **diagnostic(found)} for found in findings)
    return "".join(escaped(json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)


REPORT = FindingsReport(render, in_bytes=True, for_forges=True)
