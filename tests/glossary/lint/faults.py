"""Concepts and what a rule of the linter finds in them."""

from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.finding import Severity
from songngu.glossary.lint import RULES, lint


def concept(concept_id: str, *terms: Term, **more: object) -> Concept:
    return Concept(concept_id, terms, **more)  # type: ignore[arg-type]


def found(*concepts: Concept, rule: str, **texts: str) -> list[tuple[str, str | None, Severity]]:
    findings = lint(Glossary(concepts), rules=[RULES[rule]], texts=texts)
    return [(finding.concept, finding.term, finding.severity) for finding in findings]
