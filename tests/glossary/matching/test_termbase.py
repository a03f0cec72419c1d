from collections import Counter
from pathlib import Path

import pytest

from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import read_glossary
from songngu.glossary.matching.termbase import Sense, senses, term_matcher

SHARED = Path(__file__).parents[3] / ".." / "shared"


def name(vi: str, en: str, *more: Term, kind: ConceptKind = ConceptKind.NAME) -> Glossary:
    terms = (Term(vi, "vi", match=MatchMode.NAME), Term(en, "en", match=MatchMode.NAME), *more)
    return Glossary((Concept("one", terms, kind=kind),))


def implied(glossary: Glossary) -> list[str]:
    return [sense.term.text for sense in senses(glossary, "en") if sense.implied]


def test_a_name_without_diacritics_is_forbidden() -> None:
    glossary = name("Trần Thị Đào", "Chen Tao")
    assert implied(glossary) == ["Tran Thi Dao"]
    hit: Sense = term_matcher(glossary, "en").find("It was Tran Thi Dao's.")[0].payload
    assert (hit.term.status, hit.term.scope) == (Status.FORBIDDEN, ForbiddenScope.ALWAYS)


def test_where_nothing_is_implied() -> None:
    assert implied(name("Trần Đào", "Trần Đào")) == []
    assert implied(name("Trần Đào", "Chen Tao", Term("tran dao", "en", Status.ADMITTED))) == []
    assert implied(name("Mỹ", "America")) == []
    assert implied(name("Lan Anh", "Lan Ying")) == []
    assert implied(name("trần nhà", "ceiling", kind=ConceptKind.TERM)) == []
    assert implied(Glossary((Concept("one", (Term("Trần Đào", "vi"),), kind=ConceptKind.NAME),))) == []
    assert not any(sense.implied for sense in senses(name("Trần Đào", "Chen Tao"), "vi"))


def test_a_forbidden_variant_of_an_allowed_form_is_taken_to_the_letter() -> None:
    wrong = [Term(text, "en", Status.FORBIDDEN) for text in ("Red wing", "Redwings", "Red Bird")]
    glossary = name("Hồng Dực", "RedWing", *wrong)
    cases = {sense.term.text: sense.term.case for sense in senses(glossary, "en")}
    assert cases == {
        "RedWing": Case.PERMISSIVE,
        "Red wing": Case.EXACT,
        "Redwings": Case.EXACT,
        "Red Bird": Case.PERMISSIVE,
        "Hong Duc": Case.PERMISSIVE,
    }
    text = "RedWing, Red wing, REDWING, Redwings, RED BIRD"
    hits = [(text[hit.start : hit.end], hit.payload.term.allowed) for hit in term_matcher(glossary, "en").find(text)]
    assert hits == [("RedWing", True), ("Red wing", False), ("REDWING", True), ("Redwings", False), ("RED BIRD", False)]


def test_proposed_terms_are_not_matched() -> None:
    glossary = Glossary((Concept("ink", (Term("mực tàu", "vi", Status.PROPOSED),)),))
    assert term_matcher(glossary, "vi").find("mực tàu") == []


def test_other_languages_have_no_inflections() -> None:
    terms = (Term("mực", "vi"), Term("Tinte", "de"), Term("tinte", "de", Status.FORBIDDEN))
    cases = [sense.term.case for sense in senses(Glossary((Concept("ink", terms),)), "de")]
    assert cases == [Case.PERMISSIVE, Case.EXACT]


def test_extra_forms_and_exceptions_of_a_term() -> None:
    term = Term("tỷ lệ", "vi", match=MatchMode.NAME, forms=("tỉ suất",), exceptions=("tỷ lệ bản đồ",))
    matcher = term_matcher(Glossary((Concept("rate", (term,)),)), "vi")
    text = "Tỉ suất, tỷ lệ bản đồ, tỷ lệ"
    assert [text[hit.start : hit.end] for hit in matcher.find(text)] == ["Tỉ suất", "tỷ lệ"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
@pytest.mark.parametrize(("name", "column"), [("000.vi.txt", "count_000"), ("004.vi.md", "count_004")])
def test_the_seed_glossary_is_found_as_often_as_counted(name: str, column: str) -> None:
    glossary = read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv")
    text = (SHARED / "data" / "seeds" / name).read_text(encoding="utf-8")
    matches = term_matcher(glossary, "vi").find(text, overlapping=True)
    spans = {(match.payload.concept.id, match.start, match.end) for match in matches}
    counts = Counter(concept_id for concept_id, _, _ in spans)
    expected = {concept.id: int(dict(concept.extra)[column]) for concept in glossary}
    assert {concept_id: counts[concept_id] for concept_id in expected} == expected


def test_a_forbidden_spelling_is_found_in_every_number_and_in_capitals() -> None:
    terms = [Term(text, "en", status, Case.IGNORE, MatchMode.INFLECTED)
             for text, status in (("dataset", Status.PREFERRED), ("data set", Status.FORBIDDEN))]  # fmt: skip
    matcher = term_matcher(Glossary((Concept("data", tuple(terms)),)), "en")
    text = "data set, Data sets, The Data Set, DATA SETS, dataset, Datasets, data setting"
    hits = [(text[hit.start : hit.end], hit.payload.term.allowed) for hit in matcher.find(text)]
    assert hits == [
        ("data set", False), ("Data sets", False), ("Data Set", False), ("DATA SETS", False), ("dataset", True),
        ("Datasets", True),
    ]  # fmt: skip
