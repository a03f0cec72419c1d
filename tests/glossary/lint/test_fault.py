"""Faults with their places."""

from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.lint import lint, lint_report


def test_places_and_the_report() -> None:
    lines = ["version: 1", "concepts:", "  - id: a", "    terms: {vi: mực}", "  - id: b", "    terms: {vi: mực}"]
    first = Concept("a", (Term("mực", "vi"),), line=3)
    second = Concept("b", (Term("mực", "vi"),), line=5)
    findings = lint(Glossary((first, second)), file="g.yaml", lines=lines)
    assert [(finding.line, finding.column) for finding in findings] == [(6, 17)]
    assert lint_report(findings).startswith(
        "g.yaml:6:17: GLO001 warning: b: the vi term 'mực' also stands for 'a'\n  hint: "
    )
    assert findings[0].as_json()["rule"] == "GLO001"
    assert lint(Glossary((first, second)))[0].line == 5
