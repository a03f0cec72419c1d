"""Findings as JSON."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_json_and_jsonl_hold_the_same() -> None:
    whole = json.loads(render_report(ALL, "json"))
    assert whole["version"] == 1
    lines = render_report(ALL, "jsonl").splitlines()
    assert list(map(json.loads, lines)) == whole["findings"] == [found.as_json() for found in ALL[:4]]
    assert [each["baseline"] for each in whole["findings"]] == ["new", "new", "new", "unchanged"]
