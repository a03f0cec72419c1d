"""Findings in one line each."""

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_concise() -> None:
    assert render_report(ALL[:3], "concise") == (
        "bài/tho.en.txt:3:5: TRM002 [*] “Tao” is wrong\n"
        "bài/tho.en.txt:3:5: SEG001 [*] “Tao” is wrong\n"
        "bài/tho.en.txt:3:5: TRM009 “Tao” is wrong\n"
    )
