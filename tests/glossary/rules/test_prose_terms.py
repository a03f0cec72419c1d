from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.concept import Concept, ConceptKind, Status, Term
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.prose_terms import in_prose

TERM, BAD = Term("kite", "en"), Term("kyte", "en", Status.FORBIDDEN)
KITE = Concept("kite", (TERM, BAD))
KEPT = Concept("kept", (TERM, BAD), kind=ConceptKind.DO_NOT_TRANSLATE)


def match(start: int, concept: Concept = KITE, term: Term = TERM) -> Match[Sense]:
    return Match(start, start + 4, Sense(concept, term), False)


def test_marked_code_is_no_prose() -> None:
    code = [Markup(MarkupKind.CODE, "kite", Span(2, 6)), Markup(MarkupKind.STRONG, "", Span(8, 12))]
    held = [match(2), match(8)], [match(2), match(8), match(2, term=BAD)], [match(2), match(8)]
    ours, theirs, variants = in_prose(held, ("a kyte, kite", "a kite, kite"), (code, code))
    assert ours == [match(8)]
    assert theirs == [match(2), match(8)]  # a rendering in code is one of what the prose of the source says
    assert in_prose(held, ("a kite, kite", "a kite, kite"), (code, code))[1] == [match(8)]  # but not code of the source
    assert variants == [match(8)]


def test_what_is_only_code_is_not_spoken_of() -> None:
    code = [Markup(MarkupKind.CODE, "kite", Span(2, 6))]
    held = [match(2)], [match(2)], []
    assert list(in_prose(held, ("a kite", "a kite"), (code, code))) == [[], [], []]


def test_what_is_not_to_be_translated_may_stand_in_code() -> None:
    held = [match(3, KEPT)], [match(3, KEPT), match(3, KEPT, BAD)], []
    assert list(in_prose(held, ("a `kite`", "a `kite`"), ((), ()))) == [[match(3, KEPT)], [match(3, KEPT)], []]
