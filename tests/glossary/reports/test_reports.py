"""Every report: what it holds, what it leaves out, what others read it with."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.finding import Excerpt
from songngu.glossary.reports import REPORTS, render_report
from tests.glossary.reports.findings import ALL, finding


@pytest.mark.parametrize("format", REPORTS)
def test_what_is_kept(format: str) -> None:
    text = render_report(ALL, format)
    assert ("NUM010" in text) is (format in {"sarif", "json", "jsonl"})
    assert ("NUM001" in text) is (format == "sarif")
    assert text.endswith("\n")
    assert "TRM002" in text and "SEG001" in text


@pytest.mark.parametrize("format", REPORTS)
def test_nothing_found(format: str) -> None:
    text = render_report([], format)
    if format == "gitlab":
        assert json.loads(text) == []
    elif format in {"full", "concise", "jsonl", "github"}:
        assert text == ""
    elif format in {"markdown", "html"}:
        assert "No findings" in text


@given(st.text(max_size=30), st.text(max_size=20))
def test_any_text_is_reported(text: str, file: str) -> None:
    found = replace(finding(message=text), file=file, target=Excerpt(file, 1, 1, text, (0, len(text))))
    for format in REPORTS:
        rendered = render_report([found], format).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
        if format in {"json", "sarif", "gitlab"}:
            json.loads(rendered)
        if format == "junit":
            ElementTree.fromstring(rendered)
        if format in {"github", "concise", "jsonl"}:
            assert rendered.count("\n") == 1


def test_github_shows_errors_first_and_sarif_helps() -> None:
    lines = render_report(ALL[:3][::-1], "github").splitlines()
    assert [line[2:].split(" ")[0] for line in lines] == ["error", "warning", "notice"]
    run = json.loads(render_report(ALL, "sarif"))["runs"][0]
    assert "REPOSITORY" in run["originalUriBaseIds"]
    assert all(
        rule["helpUri"].startswith("https://") and rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]
    )
