from dataclasses import replace
from pathlib import Path

import pytest

from songngu.glossary.concept import Case, Concept, ConceptKind, Glossary, MatchMode, Status, Term, UsageExample
from songngu.glossary.finding import Severity
from songngu.glossary.formats import read_glossary
from songngu.glossary.lint import RULES, lint, lint_report

SHARED = Path(__file__).parents[3] / ".." / "shared"


def concept(concept_id: str, *terms: Term, **more: object) -> Concept:
    return Concept(concept_id, terms, **more)  # type: ignore[arg-type]


def found(*concepts: Concept, rule: str, **texts: str) -> list[tuple[str, str | None, Severity]]:
    findings = lint(Glossary(concepts), rules=[RULES[rule]], texts=texts)
    return [(finding.concept, finding.term, finding.severity) for finding in findings]


def test_one_term_for_two_concepts() -> None:
    ink, dye = concept("ink", Term("mực", "vi")), concept("dye", Term("MỰC", "vi", case=Case.IGNORE))
    assert found(ink, dye, rule="GLO001") == [("dye", "MỰC", Severity.WARNING)]
    squid = concept("squid", Term("mực", "vi", Status.ADMITTED))
    assert found(ink, squid, rule="GLO001") == [("squid", "mực", Severity.INFO)]
    name = concept("name", Term("Văn Phong", "vi")), concept("style", Term("văn phong", "vi"))
    assert found(*name, rule="GLO001") == []
    assert found(ink, concept("b", Term("mực", "vi", Status.FORBIDDEN)), rule="GLO001") == []
    assert found(concept("a", Term("mực", "vi"), Term("mực", "vi", Status.ADMITTED)), rule="GLO001") == []


def test_a_form_forbidden_here_and_preferred_there() -> None:
    ink = concept("ink", Term("ink", "en"), Term("dye", "en", Status.FORBIDDEN))
    assert found(ink, concept("dye", Term("dye", "en")), rule="GLO002") == [("ink", "dye", Severity.WARNING)]
    assert found(ink, concept("dye", Term("dye", "en", Status.ADMITTED)), rule="GLO002") == []


def test_a_term_that_is_never_found() -> None:
    terms = (Term("ink pot", "en"), Term("ink-pot", "en", Status.ADMITTED), Term("Ink Pot", "en", Status.FORBIDDEN))
    assert found(concept("pot", *terms), rule="GLO003") == [("pot", "ink-pot", Severity.INFO)]
    clash = Term("ink pot", "en"), Term("ink pot", "en", Status.FORBIDDEN)
    assert found(concept("pot", *clash), rule="GLO003") == [("pot", "ink pot", Severity.WARNING)]
    apart = Term("Ink", "en"), Term("ink", "en"), Term("i.", "en", match=MatchMode.REGEX)
    assert found(concept("ink", *apart), rule="GLO003") == []


def test_letters_that_are_not_what_they_seem() -> None:
    terms = (Term("mu\u031b\u0323c", "vi"), Term("Ðồng", "vi"), Term("giấy", "vi", forms=("gi\u00ad",)))
    assert {term for _, term, _ in found(concept("a", *terms), rule="GLO004")} == {term.text for term in terms}
    assert found(concept("a", Term("đồng", "vi"), Term("e\u0301+", "en", match=MatchMode.REGEX)), rule="GLO004") == [
        ("a", "e\u0301+", Severity.WARNING)
    ]
    assert found(concept("a", Term("-", "en", match=MatchMode.REGEX)), rule="GLO008") == []


def test_examples_are_tests_of_their_entry() -> None:
    name = Term("Tô Nhã", "vi", match=MatchMode.NAME), Term("Su Ya", "en", match=MatchMode.NAME)
    wrong = Term("To Nha", "en", Status.FORBIDDEN, match=MatchMode.NAME)
    good = (
        UsageExample((("vi", "Tô Nhã viết."),)),
        UsageExample((("vi", "tô nhã nhặn"),), good=False),
        UsageExample((("en", "To Nha wrote."),), good=False),
        UsageExample((("vi", "Tô Nhã viết."), ("en", "Su Ya wrote."))),
        UsageExample((("vi", "Tô Nhã viết."), ("en", "To Nha wrote.")), good=False),
    )
    poet = concept("su", *name, wrong, kind=ConceptKind.NAME, examples=good)
    assert found(poet, rule="GLO005") == []
    bad = tuple(replace(example, good=not example.good) for example in good)
    findings = lint(Glossary((replace(poet, examples=bad),)), rules=[RULES["GLO005"]])
    assert len(findings) == len(bad)
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    report = " ".join(finding.message for finding in findings)
    assert "no term of the concept stands in it" in report
    assert "it holds the form 'To Nha'" in report
    assert "it holds 'Tô Nhã'" in report
    assert "the check finds nothing wrong" in report


def test_renderings_and_use() -> None:
    ink, pen = concept("ink", Term("mực", "vi"), Term("ink", "en")), concept("pen", Term("bút", "vi", Status.ADMITTED))
    assert found(ink, pen, concept("none"), rule="GLO006") == [
        ("none", None, Severity.WARNING),
        ("pen", None, Severity.WARNING),
    ]
    others = [replace(ink, id=str(i)) for i in range(20)]
    assert ("x", None, Severity.INFO) in found(*others, concept("x", Term("y", "vi")), rule="GLO006")
    kept = concept("x", Term("y", "vi"), kind=ConceptKind.DO_NOT_TRANSLATE)
    assert found(*others, kept, rule="GLO006") == []
    assert found(ink, pen, rule="GLO007", vi="Lọ mực.") == [("pen", None, Severity.INFO)]
    assert found(ink, pen, rule="GLO007", en="Ink.") == []
    assert found(ink, pen, rule="GLO007") == []


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


def test_a_glossary_without_concepts_has_no_faults() -> None:
    assert lint(Glossary(()), lines=["concepts: []"]) == []


@pytest.mark.parametrize("text", ["car / automobile", "addition; sum", "code (noun)", "(the) sum"])
def test_terms_that_look_like_several(text: str) -> None:
    assert found(concept("x", Term(text, "en")), rule="GLO009") == [("x", text, Severity.WARNING)]


@pytest.mark.parametrize("text", ["TCP/IP", "and/or", "Trần Vũ (Hà Nội)", "f(x)", "A"])
def test_terms_that_look_like_one(text: str) -> None:
    assert found(concept("x", Term(text, "en")), rule="GLO009") == []
    short = concept("x", Term("machine learning (ML)", "en"))
    assert found(short, rule="GLO009") == [("x", "machine learning (ML)", Severity.INFO)]


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
