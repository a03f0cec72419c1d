"""Findings as Markdown."""

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import finding


def test_markdown_cuts_long_lists() -> None:
    text = render_report([finding(message="a|b*c")] * 120, "markdown")
    assert "120 errors in 1 file." in text and "… and 20 more." in text
    assert r"a\|b\*c" in text
