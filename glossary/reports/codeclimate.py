"""Findings as the engines of Code Climate print them: an object each, parted by NUL."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.corpus.files.display import escaped
from songngu.glossary.finding import Finding
from songngu.glossary.reports.gitlab import issue
from songngu.glossary.reports.report import FindingsReport
from songngu.glossary.rules import RULES


def render(findings: Iterable[Finding]) -> str:
    """Return an issue, with what its rule is about, for each finding."""
    return "".join(escaped(json.dumps(_issue(found), ensure_ascii=False)) + "\0\n" for found in findings)


REPORT = FindingsReport(render, for_forges=True)


def _issue(found: Finding) -> dict[str, object]:
    content = {"body": RULES[found.rule].explanation}
    return {"type": "issue", "categories": ["Style"], "content": content, **issue(found)}
