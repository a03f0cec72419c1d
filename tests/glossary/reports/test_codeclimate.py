"""Findings as issues of Code Climate."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_issues_end_with_a_null_character() -> None:
    text = render_report(ALL, "codeclimate")
    issues = [json.loads(part) for part in text.split("\0\n") if part]
    assert [issue["check_name"] for issue in issues] == ["TRM002", "SEG001", "TRM009"]
    assert issues[0]["type"] == "issue"
    assert issues[0]["location"]["lines"] == {"begin": 3, "end": 3}
