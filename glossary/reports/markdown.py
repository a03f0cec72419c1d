"""A summary in Markdown, for a merge request or the summary page of a CI job."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from songngu.corpus.language.message import Message, told
from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, Translated, summary
from songngu.glossary.rules import RULES

_MOST = 100
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(findings: Sequence[Finding], translated: Translated = str) -> str:
    """Return the counts, a table of rules, and the first hundred findings, errors first."""
    if not findings:
        return f"## songngu\n\n{translated('No findings.')}\n"
    rules = Counter(found.rule for found in findings)
    lines = ["## songngu", "", summary(findings, translated), ""]
    lines += [f"| {translated('rule')} | | {translated('findings')} |", "|---|---|---:|"]
    lines += [f"| {rule} | {translated(RULES[rule].name)} | {rules[rule]} |" for rule in RULES if rules[rule]]
    lines += ["", f"| {' | '.join(map(translated, ('place', 'rule', 'finding', 'hint')))} |", "|---|---|---|---|"]
    shown = sorted(findings, key=lambda found: found.severity.rank)[:_MOST]
    lines += [
        f"| `{found.file.replace('`', '')}:{found.line}` | {found.rule} {translated(found.severity.value)} "
        f"| {_plain(found.message)} | {_plain(found.hint)} |"
        for found in shown
    ]
    if len(findings) > _MOST:
        lines += ["", told(Message("… and {count} more.", count=len(findings) - _MOST), translated)]
    return "\n".join(lines) + "\n"


REPORT = FindingsReport(render, told=render)


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
