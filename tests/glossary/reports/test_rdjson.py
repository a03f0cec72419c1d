"""Findings for reviewdog."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL, finding


def test_reviewdog_gets_bytes_and_suggestions() -> None:
    found = finding().in_bytes(["", "", "Bà Tao paints."])
    assert (found.column, found.end_column) == (6, 9)
    assert finding().in_bytes([]) == finding()
    whole = json.loads(render_report(ALL, "rdjson"))
    place = {"start": {"line": 3, "column": 5}, "end": {"line": 3, "column": 8}}
    first = whole["diagnostics"][0]
    assert first["location"] == {"path": "bài/tho.en.txt", "range": place}
    assert first["suggestions"] == [{"range": place, "text": "Đào"}] and first["severity"] == "ERROR"
    lines = render_report(ALL, "rdjsonl").splitlines()
    assert [json.loads(line)["code"]["value"] for line in lines] == ["TRM002", "SEG001", "TRM009"]
