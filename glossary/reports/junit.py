"""Findings as JUnit XML: a test suite a file, a failed test case a finding; a clean run is one case that passed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from songngu.corpus.formats.fields import FORBIDDEN
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.reports.concise import concise
from songngu.glossary.reports.report import FindingsReport

_FORBIDDEN = re.compile(FORBIDDEN)


def render(findings: Iterable[Finding]) -> str:
    """Return the document; an info is a case that passed, with the message as its output."""
    suites = [(file, list(group)) for file, group in groupby(findings, key=lambda found: found.file)]
    failures = sum(_fails(found) for _, group in suites for found in group)
    tests = sum(len(group) for _, group in suites) or 1
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="songngu" tests="{tests}" failures="{failures}">')
    for file, group in suites:
        failed = sum(map(_fails, group))
        lines.append(f'  <testsuite name={attribute(file)} tests="{len(group)}" failures="{failed}">')
        lines += map(_case, group)
        lines.append("  </testsuite>")
    if not suites:
        lines.append('  <testsuite name="songngu" tests="1" failures="0">')
        lines.append('    <testcase classname="songngu" name="check"/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


REPORT = FindingsReport(render, for_forges=True)


def _fails(found: Finding) -> bool:
    return found.severity is not Severity.INFO


def _case(found: Finding) -> str:
    name = attribute(f"{found.rule} line {found.line} column {found.column}")
    head = f"    <testcase classname={attribute(found.file)} name={name}>"
    body = escape(_clean("\n".join((concise(found), found.source.text, found.target.text, found.hint))))
    if _fails(found):
        inner = f"<failure type={attribute(found.rule)} message={attribute(found.message)}>{body}</failure>"
    else:
        inner = f"<system-out>{body}</system-out>"
    return f"{head}{inner}</testcase>"


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks."""
    return quoteattr(_clean(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
