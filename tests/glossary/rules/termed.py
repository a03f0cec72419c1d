"""Terms of an invented article, rows in which they are found, and what the rules say of these."""

from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.matching.termbase import term_matcher
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rows import GlossaryMatchers, read_rows
from songngu.glossary.rules.rule import Issue, Row


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


def issues(rule: str, source: str, target: str) -> list[Issue]:
    return list(RULES[rule].check(row(source, target)))


def named(source: str, target: str) -> Row:
    concepts = (concept("judah", "Giu-đa", "Judah", kind=ConceptKind.NAME),)
    values = {"id": "1", "document": "d", "row": 0, "status": "auto", "source_lang": "vi", "target_lang": "en"}
    return next(
        row
        for _, row in read_rows(
            from_rows([values | {"source": source, "target": target}]), GlossaryMatchers(Glossary(concepts))
        )
    )
