"""What in a target stands for a concept."""

from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.matching.termbase import term_matcher
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rows import GlossaryMatchers, read_rows
from songngu.glossary.rules.rule import Row


def concept(
    id: str,
    vi: str,
    en: str,
    admitted: str = "",
    forbidden: str = "",
    kind: ConceptKind = ConceptKind.TERM,
    domain: str = "",
) -> Concept:
    named = kind is ConceptKind.NAME
    case, match = (Case.PERMISSIVE, MatchMode.NAME) if named else (Case.IGNORE, MatchMode.INFLECTED)
    scope = ForbiddenScope.ALWAYS if named else ForbiddenScope.WHEN_SOURCE
    cells = ((vi, "vi", Status.PREFERRED), (en, "en", Status.PREFERRED), (admitted, "en", Status.ADMITTED))
    terms = [
        Term(text, lang, status, case, match, scope)
        for cell, lang, status in (*cells, (forbidden, "en", Status.FORBIDDEN))
        for text in cell.split("|")
        if text
    ]
    return Concept(id, tuple(terms), domain, kind)


GLOSSARY = Glossary(
    (
        concept("dao", "Trần Thị Đào|Chen Taohua", "Chen Taohua", "Chen", "Tao Hua", ConceptKind.NAME, "person"),
        concept("given", "Thị Đào", "Taohua", "", "", ConceptKind.NAME, "person"),
        concept("mill", "xưởng giấy", "paper mill", "mill", "paper factory|paper plant"),
        concept("press", "Xưởng giấy Sông Thương", "Shang River Paper Mill", "", "Song Thuong Mill", ConceptKind.NAME),
        concept("card", "Thẻ Đọc Chung", "Shared Reading Card", "SRC", ""),
        concept("river", "Sông Thương", "Shang River", "", "", ConceptKind.NAME),
        concept("trade", "Thương", "Commerce", "", "Shang River", ConceptKind.NAME),
        Concept("mute", (Term("giấy dó", "vi"),)),
    )
)


def row(source: str, target: str) -> Row:
    sides = [
        term_matcher(GLOSSARY, lang).find(text, overlapping=True) for lang, text in (("vi", source), ("en", target))
    ]
    return Row(source, target, "vi", "en", *sides)


def test_addresses_are_left_alone() -> None:
    wrong = Glossary((concept("dao", "Thị Đào", "Taohua", "", "Taoh", ConceptKind.NAME),))
    target = "www.Taoh.example, x@Taoh.example, #Taoh and Taoh"
    hits = term_matcher(wrong, "en").find(target, overlapping=True)
    found = list(RULES["TRM002"].check(Row("", target, "vi", "en", [], hits)))
    assert [issue.target_mark for issue in found] == [(len(target) - 4, len(target))]


def test_a_concept_that_has_only_forbidden_forms() -> None:
    only = Glossary((Concept("x", (Term("blah", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),)),))
    hits = term_matcher(only, "en").find("blah", overlapping=True)
    issue = next(RULES["TRM002"].check(Row("", "blah", "vi", "en", [], hits)))
    assert (issue.message, issue.hint) == ("“blah” is a forbidden rendering of “x”", "put it in another way")


def test_no_pronouns_are_known_of_other_languages() -> None:
    glossary = Glossary((Concept("dao", (Term("Đào", "vi"), Term("Tao", "de")), "person", ConceptKind.NAME),))
    hits = term_matcher(glossary, "vi").find("Đào", overlapping=True)
    assert len(list(RULES["TRM001"].check(Row("Đào", "Sie he kam.", "vi", "de", hits, [])))) == 1


def named(source: str, target: str) -> Row:
    concepts = (concept("judah", "Giu-đa", "Judah", kind=ConceptKind.NAME),)
    values = {"id": "1", "document": "d", "row": 0, "status": "auto", "source_lang": "vi", "target_lang": "en"}
    return next(
        row
        for _, row in read_rows(
            from_rows([values | {"source": source, "target": target}]), GlossaryMatchers(Glossary(concepts))
        )
    )
