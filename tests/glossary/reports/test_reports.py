"""Every report: what it holds, what it leaves out, what others read it with."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.finding import Excerpt, Finding, Fix, Severity, Suppression
from songngu.glossary.reports import REPORTS, render_report
from songngu.glossary.reports.statistics import render as render_statistics

SCHEMA = Path(__file__).parents[3] / ".." / "shared" / "data" / "samples" / "sarif" / "sarif-schema-2.1.0.json"


def finding(rule: str = "TRM002", severity: Severity = Severity.ERROR, message: str = "“Tao” is wrong") -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        hint="use “Đào”, 100%",
        file="bài/tho.en.txt",
        line=3,
        column=5,
        end_line=3,
        end_column=8,
        side="target",
        source=Excerpt("tho.vi.txt", 2, 1, "Bà Đào vẽ <tranh>.", (3, 6)),
        target=Excerpt("bài/tho.en.txt", 3, 5, "Mrs Tao paints.", (4, 7)),
        concept="dao",
        fix=Fix("Đào", True),
        fingerprint="0123456789abcdef",
    )


ALL = [
    finding(),
    finding("SEG001", Severity.WARNING),
    replace(finding("TRM009", Severity.INFO), fix=None, source=Excerpt("tho.vi.txt", 1, 1, "")),
    replace(finding("NUM010"), baseline="unchanged", fingerprint="1" * 16),
    replace(finding("NUM001"), suppression=Suppression("the house style", True), fingerprint="2" * 16),
    replace(finding("NUM002"), suppression=Suppression("agreed", False), end_line=4, fingerprint="3" * 16),
]


def test_concise() -> None:
    assert render_report(ALL[:3], "concise") == (
        "bài/tho.en.txt:3:5: TRM002 [*] “Tao” is wrong\n"
        "bài/tho.en.txt:3:5: SEG001 [*] “Tao” is wrong\n"
        "bài/tho.en.txt:3:5: TRM009 “Tao” is wrong\n"
    )


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


def test_json_and_jsonl_hold_the_same() -> None:
    whole = json.loads(render_report(ALL, "json"))
    assert whole["version"] == 1
    lines = render_report(ALL, "jsonl").splitlines()
    assert list(map(json.loads, lines)) == whole["findings"] == [found.as_json() for found in ALL[:4]]
    assert [each["baseline"] for each in whole["findings"]] == ["new", "new", "new", "unchanged"]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the shared data is not beside the project")
def test_sarif_is_valid() -> None:
    import jsonschema

    log = json.loads(render_report(ALL, "sarif"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    assert [error.message for error in validator(schema).iter_errors(log)] == []
    assert list(validator(schema).iter_errors(json.loads(render_report([], "sarif")))) == []


def test_sarif_keeps_what_scanners_ask_for() -> None:
    run = json.loads(render_report(ALL, "sarif"))["runs"][0]
    results = run["results"]
    assert [result["level"] for result in results[:3]] == ["error", "warning", "note"]
    assert [result["baselineState"] for result in results[2:4]] == ["new", "unchanged"]
    assert [result["suppressions"][0]["kind"] for result in results[4:]] == ["inSource", "external"]
    assert results[0]["partialFingerprints"] == {"songngu/v1": "0123456789abcdef"}
    region = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8}
    place = results[0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "b%C3%A0i/tho.en.txt", "uriBaseId": "REPOSITORY"}, "region": region}
    assert results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "Đào"}
    assert "relatedLocations" not in results[2] and "fixes" not in results[2]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)


def test_github_commands_escape_what_they_must() -> None:
    lines = render_report([replace(ALL[0], file="a,b:c.txt", message="x\ny"), ALL[2]], "github").splitlines()
    assert lines[0] == (
        "::error file=a%2Cb%3Ac.txt,line=3,endLine=3,col=5,endColumn=8,title=songngu TRM002::x%0Ay; use “Đào”, 100%25"
    )
    assert lines[1].startswith("::notice ")
    assert "endColumn" not in render_report([replace(ALL[0], end_line=4)], "github")


def test_gitlab() -> None:
    issues = json.loads(render_report(ALL, "gitlab"))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]
    assert issues[0]["location"] == {"path": "bài/tho.en.txt", "lines": {"begin": 3, "end": 3}}


def test_junit_counts_failures() -> None:
    root = ElementTree.fromstring(render_report(ALL, "junit"))
    assert root.attrib == {"name": "songngu", "tests": "3", "failures": "2"}
    assert len(root.findall(".//failure")) == 2 and len(root.findall(".//system-out")) == 1
    clean = ElementTree.fromstring(render_report([], "junit"))
    assert clean.attrib["tests"] == "1" and clean.find(".//testcase") is not None


def test_markdown_cuts_long_lists() -> None:
    text = render_report([finding(message="a|b*c")] * 120, "markdown")
    assert "120 errors in 1 file." in text and "… and 20 more." in text
    assert r"a\|b\*c" in text


def test_html_marks_the_place() -> None:
    text = render_report(ALL, "html")
    assert "Mrs <mark>Tao</mark> paints." in text
    assert "&lt;tranh&gt;" in text
    assert "<script" not in text


def test_statistics() -> None:
    assert render_statistics([*ALL, finding()]) == (
        "     2  TRM002  forbidden rendering\n     1  SEG001  left out\n     1  TRM009  rendering without its source\n"
    )


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


def test_checkstyle_and_code_climate() -> None:
    root = ElementTree.fromstring(render_report(ALL, "checkstyle"))
    errors = [(file.get("name"), error.get("line"), error.get("source")) for file in root for error in file]
    assert errors[0] == ("bài/tho.en.txt", "3", "songngu.TRM002") and len(errors) == 3
    issues = [json.loads(part) for part in render_report(ALL, "codeclimate").split("\0\n") if part]
    assert [issue["check_name"] for issue in issues] == ["TRM002", "SEG001", "TRM009"]
    assert issues[0]["type"] == "issue" and issues[0]["location"]["lines"] == {"begin": 3, "end": 3}


def test_github_shows_errors_first_and_sarif_helps() -> None:
    lines = render_report(ALL[:3][::-1], "github").splitlines()
    assert [line[2:].split(" ")[0] for line in lines] == ["error", "warning", "notice"]
    run = json.loads(render_report(ALL, "sarif"))["runs"][0]
    assert "REPOSITORY" in run["originalUriBaseIds"]
    assert all(
        rule["helpUri"].startswith("https://") and rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]
    )
