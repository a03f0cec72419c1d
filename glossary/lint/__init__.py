"""The linter of glossaries: rules GLO001 and on, each about the glossary itself, not about a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from songngu.glossary.concept import Glossary
from songngu.glossary.lint import concepts, languages, terms
from songngu.glossary.lint.fault import LintContext, LintFault, LintFinding, LintRule, Texts

__all__ = ["RULES", "Context", "Fault", "LintFinding", "LintRule", "lint", "lint_report"]

RULES: dict[str, LintRule] = {
    rule.id: rule for rule in sorted((*terms.RULES, *concepts.RULES, *languages.RULES), key=lambda rule: rule.id)
}
"""All lint rules by id, in order."""

_NO_TEXTS: Texts = {}


def lint(
    glossary: Glossary,
    *,
    file: str = "-",
    lines: Sequence[str] = (),
    texts: Texts = _NO_TEXTS,
    rules: Iterable[LintRule] | None = None,
) -> list[LintFinding]:
    """Return what ``rules`` (by default all) find in a glossary, in the order of its file.

    ``lines`` of that file lead to the line and column of a term; ``texts`` by language are what it should be of use in.
    """
    context = LintContext(texts)
    found = [
        (rule, fault)
        for rule in (RULES.values() if rules is None else rules)
        for fault in rule.check(glossary, context)
    ]
    ends = _ends(glossary, len(lines))
    findings = []
    for rule, fault in found:
        line, column = _place(fault, lines, ends)
        term = fault.term.text if fault.term else None
        severity = fault.severity or rule.severity
        findings.append(
            LintFinding(rule.id, severity, fault.message, fault.hint, file, line, column, fault.concept.id, term)
        )
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.rule, finding.message))


def _ends(glossary: Glossary, last: int) -> dict[int, int]:
    """Return the line after each concept, by the line it begins on."""
    starts = sorted(concept.line for concept in glossary)
    return {start: following - 1 for start, following in pairwise([*starts, last + 1])}


def _place(fault: LintFault, lines: Sequence[str], ends: dict[int, int]) -> tuple[int, int]:
    """Return line and column of the term in the lines of its concept, else those where the concept begins."""
    begin = fault.concept.line
    if fault.term and lines:
        for number in range(begin, max(ends.get(begin, begin), begin) + 1):
            column = lines[number - 1].find(fault.term.text) if 0 < number <= len(lines) else -1
            if column >= 0:
                return number, column + 1
    return begin, 1 if begin else 0


def lint_report(findings: Iterable[LintFinding]) -> str:
    """Return the findings as lines, each with its hint below it."""
    return "".join(
        f"{finding.file}:{finding.line}:{finding.column}: {finding.rule} {finding.severity}: "
        f"{finding.concept}: {finding.message}\n"
        f"  hint: {finding.hint}\n"
        for finding in findings
    )
