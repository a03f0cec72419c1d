"""Findings for GitLab."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_gitlab() -> None:
    issues = json.loads(render_report(ALL, "gitlab"))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]
    assert issues[0]["location"] == {"path": "bài/tho.en.txt", "lines": {"begin": 3, "end": 3}}
