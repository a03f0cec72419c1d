"""A summary in Markdown, for a merge request or the summary page of a CI job."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from songngu.glossary.finding import Finding, Severity
from songngu.glossary.reports.report import FindingsReport
from songngu.glossary.rules import RULES

_MOST = 100
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(findings: Sequence[Finding]) -> str:
    """Return the counts, a table of rules, and the first hundred findings, errors first."""
    if not findings:
        return "## songngu\n\nNo findings.\n"
    weights = Counter(found.severity for found in findings)
    counts = ", ".join(_quantity(weights[severity], severity.value) for severity in Severity if weights[severity])
    rules = Counter(found.rule for found in findings)
    lines = ["## songngu", "", f"{counts} in {len({found.file for found in findings})} file(s).", ""]
    lines += ["| rule | | findings |", "|---|---|---:|"]
    lines += [f"| {rule} | {RULES[rule].name} | {rules[rule]} |" for rule in RULES if rules[rule]]
    lines += ["", "| place | rule | finding | hint |", "|---|---|---|---|"]
    shown = sorted(findings, key=lambda found: found.severity.rank)[:_MOST]
    lines += [
        f"| `{found.file.replace('`', '')}:{found.line}` | {found.rule} {found.severity} "
        f"| {_plain(found.message)} | {_plain(found.hint)} |"
        for found in shown
    ]
    if len(findings) > _MOST:
        lines += ["", f"… and {len(findings) - _MOST} more."]
    return "\n".join(lines) + "\n"


REPORT = FindingsReport(render)


def _quantity(count: int, name: str) -> str:
    return f"{count} {name if count == 1 or name == 'info' else name + 's'}"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
