"""TRM: the form in which a term stands: deprecated, in the wrong case or hyphenation, altered though to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from operator import attrgetter

from songngu.corpus.language.message import Message
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Status, Term
from songngu.glossary.finding import Fix, Severity
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.block import WITH_SOURCE_TERMS, WITH_TARGET_TERMS, having
from songngu.glossary.rules.renderings import forbidden_renderings, in_address, in_compound, source_concepts
from songngu.glossary.rules.replacement import replacement
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

_HYPHENS = re.compile("[\u2010\u2011]")
_SPACE = re.compile(r"\s+")


def _deprecated(row: Row) -> Iterator[Issue]:
    """Yield an issue for each deprecated rendering of a concept of the source."""
    if not row.rendered or not row.target_terms:
        return
    present = source_concepts(row)
    for match in row.target_terms:
        concept, term = match.payload.concept, match.payload.term
        if term.status is not Status.DEPRECATED or match.covered:
            continue
        origin = present.get(concept.id)
        if origin is None and term.scope is not ForbiddenScope.ALWAYS:
            continue
        yield _old(row, match, (origin.start, origin.end) if origin else None)


def _old(row: Row, match: Match[Sense], source_mark: tuple[int, int] | None) -> Issue:
    concept, text = match.payload.concept, row.target[match.start : match.end]
    wanted = concept.preferred(row.target_lang)
    new = replacement(text, match.payload.term.text, wanted, row.target[: match.start]) if wanted else None
    return Issue(
        "target",
        Message("“{text}” is deprecated", text=text),
        Message("use “{wanted}”", wanted=wanted) if wanted else "put it in another way",
        source_mark=source_mark,
        target_mark=(match.start, match.end),
        concept=concept.id,
        fix=Fix(new, safe=False) if new else None,
    )


def _old_source(row: Row) -> Iterator[Issue]:
    """Yield an issue for each deprecated form in the source."""
    for match in row.source_terms:
        term = match.payload.term
        if match.covered or match.payload.implied or term.status not in {Status.DEPRECATED, Status.FORBIDDEN}:
            continue
        wanted = match.payload.concept.preferred(row.source_lang)
        yield Issue(
            "source",
            Message("“{text}” is a deprecated form", text=row.source[match.start : match.end]),
            Message("write “{wanted}”", wanted=wanted) if wanted else "write it in another way",
            source_mark=(match.start, match.end),
            concept=match.payload.concept.id,
        )


def _miscased(row: Row) -> Iterator[Issue]:
    """Yield an issue for each name whose capitals or hyphens are not those of the preferred rendering."""
    if not row.rendered or all(map(_is_as_wanted, row.target_variants, repeat(row.target))):
        return
    present = source_concepts(row)
    known = {(match.start, match.end) for match in forbidden_renderings(row)}
    taken = [
        (match.start, match.end)
        for match in row.target_terms
        if match.payload.term.allowed and _surface(row.target[match.start : match.end]) == match.payload.term.text
    ]
    for match in row.target_variants:
        term, text = match.payload.term, row.target[match.start : match.end]
        concept, place = match.payload.concept, (match.start, match.end)
        inside = any(start <= place[0] and place[1] <= end for start, end in (*taken, *known))
        elsewhere = in_address(row.target, *place) or in_compound(row.target, place[0])
        if match.covered or inside or concept.id not in present or elsewhere:
            continue
        if not _is_wrong(text, term, concept) or (text.islower() and _is_rendered_too(row, concept)):
            continue
        origin = present[concept.id]
        new = replacement(text, term.text, term.text, "", recase=False)
        yield Issue(
            "target",
            Message("“{text}” for “{wanted}”", text=text, wanted=term.text),
            Message("write “{wanted}”", wanted=term.text),
            source_mark=(origin.start, origin.end),
            target_mark=place,
            concept=concept.id,
            fix=Fix(new, safe=True) if new else None,
        )


def _is_as_wanted(match: Match[Sense], target: str) -> bool:
    return _surface(target[match.start : match.end]) == match.payload.term.text


def _is_wrong(text: str, term: Term, concept: Concept) -> bool:
    """Tell whether a variant is a slip: a capital or a hyphen of the term lacks, or the case binds to the letter."""
    found, wanted = _surface(text), term.text
    if found == wanted or any(_surface(text) == other.text for other in concept.in_lang(term.lang) if other.allowed):
        return False
    if term.case is Case.IGNORE:
        return False
    if wanted.count("-") > found.count("-"):
        return True
    if found.count("-") > wanted.count("-"):  # an attribute: Silicon-Valley start-ups
        return False
    if term.case is Case.EXACT:
        return True
    return any(ours.isupper() and not theirs.isupper() for ours, theirs in zip(wanted, found, strict=False))


def _is_rendered_too(row: Row, concept: Concept) -> bool:
    """Tell whether the target has the name rightly as well: *code* beside *Code* is the word, not the name."""
    return any(match.payload.concept is concept and match.payload.term.allowed for match in row.target_terms)


def _surface(text: str) -> str:
    return _HYPHENS.sub("-", _SPACE.sub(" ", text)).replace("’", "'")


def _altered(row: Row) -> Iterator[Issue]:
    """Yield an issue for each do-not-translate term of the source that the target does not have as it is."""
    if not row.rendered:
        return
    seen = set()
    for match in row.source_terms:
        concept, text = match.payload.concept, row.source[match.start : match.end]
        if concept.kind is not ConceptKind.DO_NOT_TRANSLATE or match.covered or concept.id in seen:
            continue
        seen.add(concept.id)
        kept = {text, *(term.text for term in concept.terms if term.allowed)}
        if not any(form in row.target for form in kept):
            yield Issue(
                "target",
                Message("“{text}” is not to be translated, and is missing or altered", text=text),
                Message("keep “{text}” as it is", text=text),
                source_mark=(match.start, match.end),
                concept=concept.id,
            )


def _name(vi: str, *english: tuple[str, Status]) -> tuple[Concept, ...]:
    terms = (Term(vi, "vi"), *(Term(text, "en", status, Case.PERMISSIVE) for text, status in english))
    return (Concept("example", terms, kind=ConceptKind.NAME),)


_PLANT = _name("Nhà máy Sông Lam", ("Lam River Works", Status.PREFERRED), ("Song Lam Plant", Status.DEPRECATED))
_BOARD = _name("TinNhanh", ("TinNhanh", Status.PREFERRED))
_TOWN = (Concept("town", (Term("Bến Nghé", "vi"), Term("Bến Nghê", "vi", Status.DEPRECATED), Term("Ben Nghe", "en"))),)
_KEPT = (Concept("kept", (Term("git rebase", "vi"),), kind=ConceptKind.DO_NOT_TRANSLATE),)

RULES = (
    Rule(
        "TRM003",
        "deprecated rendering",
        Severity.WARNING,
        "The target uses a rendering that the glossary keeps only so that it is found: it was right once and is to be "
        "replaced. A name is looked for everywhere, an ordinary word where the source speaks of it.",
        (
            Example("“Song Lam Plant” is deprecated", "Nhà máy Sông Lam mở.", "Song Lam Plant opens.", True, _PLANT),
            Example("“Song Lam Plant” is deprecated", "Nhà máy Sông Lam mở.", "Lam River Works opens.", False, _PLANT),
        ),
        _deprecated,
        among=WITH_TARGET_TERMS,
    ),
    Rule(
        "TRM004",
        "casing or hyphenation",
        Severity.ERROR,
        "The preferred name stands in the target without its capitals, or without its hyphen. Capitals beyond those of "
        "the name (a heading in Title Case, a line in ALL CAPS) are no slip; addresses and hashtags are left alone. "
        "`--fix` writes the name as the glossary has it.",
        (
            Example("“TinNhanh” is a name", "TinNhanh có bản mới.", "Tinnhanh has a new version.", True, _BOARD),
            Example("“TinNhanh” is a name", "TinNhanh có bản mới.", "TinNhanh’s new version is out.", False, _BOARD),
        ),
        _miscased,
        among=having(attrgetter("target_variants")),
    ),
    Rule(
        "TRM005",
        "source uses a deprecated form",
        Severity.WARNING,
        "The source itself uses a form of the term that the glossary calls deprecated or forbidden: the slip is in the "
        "original, and the rendering may well be right.",
        (
            Example("“Bến Nghê” is deprecated", "Thuyền về Bến Nghê.", "The boats return to Ben Nghe.", True, _TOWN),
            Example("“Bến Nghê” is deprecated", "Thuyền về Bến Nghé.", "The boats return to Ben Nghe.", False, _TOWN),
        ),
        _old_source,
        among=WITH_SOURCE_TERMS,
    ),
    Rule(
        "TRM008",
        "do-not-translate altered",
        Severity.ERROR,
        "A term that the glossary says is not to be translated stands in the source and not, to the letter, in the "
        "target.",
        (
            Example("“git rebase” stays", "Hãy chạy git rebase.", "Run the git re-base.", True, _KEPT),
            Example("“git rebase” stays", "Hãy chạy git rebase.", "Run git rebase.", False, _KEPT),
        ),
        _altered,
        among=WITH_SOURCE_TERMS,
    ),
)
