"""Findings as JSON, a line each."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL, finding


def test_a_finding_is_one_line_whatever_it_says() -> None:
    text = render_report([*ALL, finding(message="a\nb\u2028c")], "jsonl")
    lines = text.split("\n")[:-1]
    assert len(lines) == 5
    assert json.loads(lines[-1])["message"] == "a\nb\u2028c"
    assert [json.loads(line)["rule"] for line in lines[:2]] == ["TRM002", "SEG001"]
