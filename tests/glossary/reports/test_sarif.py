"""Findings as SARIF."""

import json
from pathlib import Path

import pytest

from songngu.glossary.reports import render_report
from tests.glossary.reports.findings import ALL

SCHEMA = Path(__file__).parents[3] / ".." / "shared" / "data" / "samples" / "sarif" / "sarif-schema-2.1.0.json"


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
