"""Findings as JUnit has failures."""

from xml.etree import ElementTree

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_junit_counts_failures() -> None:
    root = ElementTree.fromstring(render_report(ALL, "junit"))
    assert root.attrib == {"name": "songngu", "tests": "3", "failures": "2"}
    assert len(root.findall(".//failure")) == 2 and len(root.findall(".//system-out")) == 1
    clean = ElementTree.fromstring(render_report([], "junit"))
    assert clean.attrib["tests"] == "1" and clean.find(".//testcase") is not None
