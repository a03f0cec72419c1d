"""Findings as a page."""

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_html_marks_the_place() -> None:
    text = render_report(ALL, "html")
    assert "Mrs <mark>Tao</mark> paints." in text
    assert "&lt;tranh&gt;" in text
    assert "<script" not in text
