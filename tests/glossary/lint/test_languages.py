"""Terms under the wrong language."""

import pytest

from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.finding import Severity
from songngu.glossary.lint import lint


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
