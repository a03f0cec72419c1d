from pathlib import Path

import pytest

from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.finding import Severity
from songngu.glossary.formats import read_glossary
from songngu.glossary.lint import lint

SHARED = Path(__file__).parents[3] / ".." / "shared"


def test_a_glossary_without_concepts_has_no_faults() -> None:
    assert lint(Glossary(()), lines=["concepts: []"]) == []


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ((("rice", "gạo"), ("field", "ruộng"), ("dyke", "đê")), 1),
        ((("gạo", "rice"), ("ruộng", "field"), ("đê", "dyke")), 0),
        ((("Hà Nội", "Hà Nội"), ("Huế", "Huế"), ("Đà Nẵng", "Đà Nẵng")), 0),
        ((("rice", "gạo"), ("ruộng", "field"), ("đê", "dyke")), 0),
    ],
)
def test_languages_that_were_exchanged(pairs: tuple[tuple[str, str], ...], told: int) -> None:
    concepts = tuple(Concept(str(i), (Term(vi, "vi"), Term(en, "en-GB"))) for i, (vi, en) in enumerate(pairs))
    found = [finding for finding in lint(Glossary(concepts)) if finding.rule == "GLO010"]
    assert [finding.severity for finding in found] == [Severity.ERROR] * told


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
def test_the_seed_glossary_has_remarks_only() -> None:
    path = SHARED / "data" / "glossary" / "seed_terms.csv"
    findings = lint(read_glossary(path), lines=path.read_text(encoding="utf-8").splitlines())
    assert {finding.severity for finding in findings} == {Severity.INFO}
    assert all(finding.line > 1 for finding in findings)
