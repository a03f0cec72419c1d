"""Findings as Checkstyle has errors."""

from xml.etree import ElementTree

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_findings_stand_under_their_files() -> None:
    root = ElementTree.fromstring(render_report(ALL, "checkstyle"))
    errors = [(file.get("name"), error.get("line"), error.get("source")) for file in root for error in file]
    assert errors[0] == ("bài/tho.en.txt", "3", "songngu.TRM002")
    assert len(errors) == 3
    assert [error.get("severity") for file in root for error in file] == ["error", "warning", "info"]
