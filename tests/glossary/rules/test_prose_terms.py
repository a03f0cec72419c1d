from collections.abc import Sequence

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.concept import Concept, ConceptKind, Status, Term
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.prose_terms import in_prose
from songngu.glossary.rules.rule import Row

TERM, BAD = Term("kite", "en"), Term("kyte", "en", Status.FORBIDDEN)
KITE = Concept("kite", (TERM, BAD))
KEPT = Concept("kept", (TERM, BAD), kind=ConceptKind.DO_NOT_TRANSLATE)


def match(start: int, concept: Concept = KITE, term: Term = TERM) -> Match[Sense]:
    return Match(start, start + 4, Sense(concept, term), False)


def kept(
    held: tuple[list[Match[Sense]], ...], texts: tuple[str, str], code: Sequence[Markup] = ()
) -> list[Sequence[Match[Sense]]]:
    row = in_prose(Row(*texts, "vi", "en", *held, source_markup=code, target_markup=code))
    return [row.source_terms, row.target_terms, row.target_variants]


def test_marked_code_is_no_prose() -> None:
    code = [Markup(MarkupKind.CODE, "kite", Span(2, 6)), Markup(MarkupKind.STRONG, "", Span(8, 12))]
    held = [match(2), match(8)], [match(2), match(8), match(2, term=BAD)], [match(2), match(8)]
    ours, theirs, variants = kept(held, ("a kyte, kite", "a kite, kite"), code)
    assert ours == [match(8)]
    assert theirs == [match(2), match(8)]  # a rendering in code is one of what the prose of the source says
    assert kept(held, ("a kite, kite", "a kite, kite"), code)[1] == [match(8)]  # but not code of the source
    assert variants == [match(8)]


def test_what_is_only_code_is_not_spoken_of() -> None:
    code = [Markup(MarkupKind.CODE, "kite", Span(2, 6))]
    held: tuple[list[Match[Sense]], ...] = ([match(2)], [match(2)], [])
    assert kept(held, ("a kite", "a kite"), code) == [[], [], []]


def test_what_is_not_to_be_translated_may_stand_in_code() -> None:
    held: tuple[list[Match[Sense]], ...] = ([match(3, KEPT)], [match(3, KEPT), match(3, KEPT, BAD)], [])
    assert kept(held, ("a `kite`", "a `kite`")) == [[match(3, KEPT)], [match(3, KEPT)], []]
