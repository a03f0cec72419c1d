"""Findings as workflow commands of GitHub Actions, which shows them beside the lines they speak of."""

from __future__ import annotations

from collections.abc import Iterable

from songngu.glossary.finding import Finding, Severity
from songngu.glossary.reports.report import FindingsReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Iterable[Finding]) -> str:
    """Return a command for each finding, errors first: GitHub shows but the first few of a step."""
    ordered = sorted(findings, key=lambda found: found.severity.rank)
    return "".join(_command(found) + "\n" for found in ordered)


REPORT = FindingsReport(render, for_forges=True)


def _command(found: Finding) -> str:
    # GitHub counts columns within one line only.
    end = f",endColumn={found.end_column}" if found.end_line == found.line else ""
    place = f"file={_value(found.file)},line={found.line},endLine={found.end_line},col={found.column}{end}"
    title = _value(f"songngu {found.rule}")
    return f"::{_COMMANDS[found.severity]} {place},title={title}::{_data(f'{found.message}; {found.hint}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
