"""How often each rule found something, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import Translated
from songngu.glossary.rules import RULES


def render(findings: Iterable[Finding], translated: Translated = str) -> str:
    """Return a line a rule: how often, its id, its name; suppressed findings and those of the baseline aside."""
    counts = Counter(found.rule for found in findings if found.counts)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:>6}  {rule}  {translated(RULES[rule].name)}\n" for rule, count in order)
