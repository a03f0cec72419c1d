"""Rules about terms that stand in each other's way."""

import pytest

from songngu.glossary.concept import Case, MatchMode, Status, Term
from songngu.glossary.finding import Severity
from tests.glossary.lint.faults import concept, found


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


@pytest.mark.parametrize("text", ["car / automobile", "addition; sum", "code (noun)", "(the) sum"])
def test_terms_that_look_like_several(text: str) -> None:
    assert found(concept("x", Term(text, "en")), rule="GLO009") == [("x", text, Severity.WARNING)]


@pytest.mark.parametrize("text", ["TCP/IP", "and/or", "Trần Vũ (Hà Nội)", "f(x)", "A"])
def test_terms_that_look_like_one(text: str) -> None:
    assert found(concept("x", Term(text, "en")), rule="GLO009") == []
    short = concept("x", Term("machine learning (ML)", "en"))
    assert found(short, rule="GLO009") == [("x", "machine learning (ML)", Severity.INFO)]
