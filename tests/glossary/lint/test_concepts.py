"""Rules about concepts as a whole."""

from dataclasses import replace

from songngu.glossary.concept import ConceptKind, Glossary, MatchMode, Status, Term, UsageExample
from songngu.glossary.finding import Severity
from songngu.glossary.lint import RULES, lint
from tests.glossary.lint.faults import concept, found


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
