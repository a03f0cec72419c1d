"""Findings as commands of GitHub."""

from dataclasses import replace

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL


def test_github_commands_escape_what_they_must() -> None:
    lines = render_report([replace(ALL[0], file="a,b:c.txt", message="x\ny"), ALL[2]], "github").splitlines()
    assert lines[0] == (
        "::error file=a%2Cb%3Ac.txt,line=3,endLine=3,col=5,endColumn=8,title=songngu TRM002::x%0Ay; use “Đào”, 100%25"
    )
    assert lines[1].startswith("::notice ")
    assert "endColumn" not in render_report([replace(ALL[0], end_line=4)], "github")
