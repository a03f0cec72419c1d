from pathlib import Path

import pytest

from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Severity
from songngu.glossary.formats import read_glossary
from songngu.glossary.lint import lint

SHARED = Path(__file__).parents[3] / ".." / "shared"


def test_a_glossary_without_concepts_has_no_faults() -> None:
    assert lint(Glossary(()), lines=["concepts: []"]) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
def test_the_seed_glossary_has_remarks_only() -> None:
    path = SHARED / "data" / "glossary" / "seed_terms.csv"
    findings = lint(read_glossary(path), lines=path.read_text(encoding="utf-8").splitlines())
    assert {finding.severity for finding in findings} == {Severity.INFO}
    assert all(finding.line > 1 for finding in findings)
