"""Findings for reviewdog, a line each."""

import json

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_lines_are_the_diagnostics_of_the_whole() -> None:
    lines = render_report(ALL, "rdjsonl").splitlines()
    assert [json.loads(line)["code"]["value"] for line in lines] == ["TRM002", "SEG001", "TRM009"]
    whole = json.loads(render_report(ALL, "rdjson"))["diagnostics"]
    assert [json.loads(line)["location"] for line in lines] == [each["location"] for each in whole]
