"""Findings as SARIF 2.1.0 (OASIS, 2020), for code scanning: with fingerprints, suppressions, fixes, baseline state.

Columns are in code points, as everywhere in songngu (``columnKind: unicodeCodePoints``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import songngu
from songngu.corpus.files.display import escaped
from songngu.corpus.files.remote import is_url
from songngu.glossary.finding import Excerpt, Finding, Severity
from songngu.glossary.reports.report import FindingsReport, KeptFindings
from songngu.glossary.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/songngu/songngu"
"""Where the project is at home."""

HELP = f"{HOME}/blob/main/docs/check.md#rules"
"""The page on the groups of rules; `songngu rule` explains each."""

_ROOT = "REPOSITORY"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Sequence[Finding]) -> str:
    """Return the log of one run."""
    used = sorted({found.rule for found in findings}, key=list(RULES).index)
    index = {rule: at for at, rule in enumerate(used)}
    driver = {
        "name": "songngu",
        "version": songngu.__version__,
        "semanticVersion": songngu.__version__,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in used],
    }
    results = [_result(found, index) for found in findings]
    # Where the repository lies is for the reader to say: a report holds no path of one machine.
    bases = {_ROOT: {"description": {"text": "the root of the repository or, outside of one, of the workspace"}}}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": bases,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


REPORT = FindingsReport(render, keeps=KeptFindings.ALL, for_forges=True)


def _rule(id: str) -> dict[str, Any]:
    rule = RULES[id]
    return {
        "id": id,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": f"{rule.explanation}\n\n`songngu rule {id}` shows examples."},
        "helpUri": HELP,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Finding, index: dict[str, int]) -> dict[str, Any]:
    region = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    other = found.source if found.side == "target" else found.target
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index[found.rule],
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}; {found.hint}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(found.file), "region": region}}],
        "partialFingerprints": {"songngu/v1": found.fingerprint},
        "baselineState": "unchanged" if found.baseline == "unchanged" else "new",
    }
    if other.text:
        result["relatedLocations"] = [_related(other)]
    if found.suppression:
        kind = "inSource" if found.suppression.in_source else "external"
        result["suppressions"] = [{"kind": kind, "justification": found.suppression.reason}]
    if found.fix and found.fix.safe:
        change = {"deletedRegion": region, "insertedContent": {"text": found.fix.replacement}}
        changes = [{"artifactLocation": _artifact(found.file), "replacements": [change]}]
        result["fixes"] = [{"description": {"text": found.hint}, "artifactChanges": changes}]
    return result


def _related(excerpt: Excerpt) -> dict[str, Any]:
    region = {"startLine": excerpt.line, "startColumn": excerpt.column}
    place = {"artifactLocation": _artifact(excerpt.file), "region": region}
    return {"id": 0, "message": {"text": excerpt.text}, "physicalLocation": place}


def _artifact(file: str) -> dict[str, str]:
    if is_url(file):
        return {"uri": quote(file, safe="/:")}
    return {"uri": quote(file), "uriBaseId": _ROOT}
