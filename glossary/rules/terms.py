"""TRM: terms of the source are rendered as the glossary wants. Rows without a target are silent: SEG reports those."""

from __future__ import annotations

from collections.abc import Iterator

from songngu.corpus.language.message import Message
from songngu.glossary.concept import ConceptKind, Status
from songngu.glossary.finding import Fix, Severity
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.affixes import has_affixed, has_people
from songngu.glossary.rules.block import WITH_SOURCE_TERMS, WITH_TARGET_TERMS
from songngu.glossary.rules.renderings import (
    allowed_renderings,
    compounded,
    forbidden_renderings,
    has_pronoun,
    in_money,
    is_full,
    may_be_pronoun,
    misspelling,
    source_concepts,
)
from songngu.glossary.rules.replacement import replacement
from songngu.glossary.rules.rule import Example, Issue, Mark, Row, Rule

_PARAPHRASED = frozenset((ConceptKind.TERM, ConceptKind.PHRASE))
_OPENING, _CLOSING = "\"'“‘«([", "\"'”’»)]"


def _missing(row: Row) -> Iterator[Issue]:
    """Yield an issue for each concept of the source that the target does not render."""
    if not row.source_terms or not row.rendered:
        return
    wrong = {match.payload.concept.id for match in forbidden_renderings(row)}
    seen = set()
    for match in row.source_terms:
        concept = match.payload.concept
        if match.covered or concept.id in seen or concept.kind is ConceptKind.DO_NOT_TRANSLATE:
            continue
        seen.add(concept.id)
        wanted = concept.in_lang(row.target_lang, Status.PREFERRED, Status.ADMITTED)
        if not wanted or concept.id in wrong:
            continue
        found = allowed_renderings(row, concept) or compounded(row, concept)
        misspelt = None if any(map(is_full, found)) else misspelling(row, concept)
        if misspelt:
            found = [other for other in found if not misspelt[0] <= other.start < misspelt[1]]
        elif concept.is_person and has_pronoun(row):
            continue
        if not found and (
            misspelt or not (in_money(row, match) or has_affixed(row, concept) or has_people(row, concept))
        ):
            yield _absent(row, match, [term.text for term in wanted], misspelt)


def _absent(row: Row, match: Match[Sense], wanted: list[str], misspelt: Mark | None) -> Issue:
    concept = match.payload.concept
    preferred = concept.preferred(row.target_lang)
    term = row.source[match.start : match.end]
    message = Message("no rendering of “{term}”", term=term)
    if misspelt:
        wrong = row.target[slice(*misspelt)]
        message = Message("no rendering of “{term}”: “{wrong}” is none", term=term, wrong=wrong)
    strict = concept.kind not in _PARAPHRASED or _is_marked_off(row.source, match)
    if concept.kind is ConceptKind.NAME and not misspelt and may_be_pronoun(row):
        strict = False
    return Issue(
        "target",
        message,
        Message("expected {choice}", choice=_choice(wanted)),
        source_mark=(match.start, match.end),
        target_mark=misspelt,
        concept=concept.id,
        fix=Fix(preferred, safe=False) if misspelt and preferred else None,
        severity=None if strict else Severity.WARNING,
    )


def _is_marked_off(text: str, match: Match[Sense]) -> bool:
    """Tell whether quotation marks or brackets enclose the match: it is mentioned as a term, not used in passing."""
    return text[: match.start].endswith(tuple(_OPENING)) and text[match.end :].startswith(tuple(_CLOSING))


def _choice(renderings: list[str]) -> str:
    *before, last = (f"“{text}”" for text in renderings[:3])
    return Message("{others} or {last}", others=", ".join(before), last=last) if before else last


def _forbidden(row: Row) -> Iterator[Issue]:
    """Yield an issue for each forbidden rendering in the target, the longest where one holds another."""
    if not row.target_terms or row.untranslated:
        return
    present = source_concepts(row)
    for match in forbidden_renderings(row):
        origin = present.get(match.payload.concept.id)
        yield _wrong(row, match, (origin.start, origin.end) if origin else None)


def _wrong(row: Row, match: Match[Sense], source_mark: Mark | None) -> Issue:
    concept, term = match.payload.concept, match.payload.term
    text = row.target[match.start : match.end]
    names = concept.in_lang(row.source_lang)
    of = row.source[slice(*source_mark)] if source_mark else names[0].text if names else concept.id
    wanted = [term.text for term in concept.in_lang(row.target_lang, Status.PREFERRED, Status.ADMITTED)]
    preferred = concept.preferred(row.target_lang)
    new = replacement(text, term.text, preferred, row.target[: match.start]) if preferred else None
    return Issue(
        "target",
        Message("“{text}” is a forbidden rendering of “{term}”", text=text, term=of),
        Message("use {choice}", choice=_choice(wanted)) if wanted else "put it in another way",
        source_mark=source_mark,
        target_mark=(match.start, match.end),
        concept=concept.id,
        fix=Fix(new, safe=True) if new else None,
    )


RULES = (
    Rule(
        "TRM001",
        "required rendering missing",
        Severity.ERROR,
        "A term of the source has renderings in the glossary, and the target uses none of them. One is enough in a "
        "segment; admitted renderings count, for a person a pronoun does, and for the name of a currency its sign. A "
        "term inside a longer term of the glossary is not asked for on its own. A missing name is an error, a warning "
        "where the target has more pronouns than the source; an ordinary term is an error where the source puts it in "
        "quotation marks or brackets; elsewhere ordinary words may be paraphrased: a warning. Segments without a "
        "target, or with the source copied, are silent.",
        (
            Example("Hải Minh Bank is “Haiming Bank”", "Hải Minh Bank mở cửa.", "The Bank of Hope opens.", True),
            Example("Hải Minh Bank is “Haiming Bank”", "Hải Minh Bank mở cửa.", "Haiming Bank's doors open.", False),
        ),
        _missing,
        among=WITH_SOURCE_TERMS,
    ),
    Rule(
        "TRM002",
        "forbidden rendering",
        Severity.ERROR,
        "The target uses a rendering that the glossary forbids: of a name wherever it stands, of an ordinary word only "
        "where the source speaks of it. A name that is to be rendered otherwise is also wrong in Vietnamese without "
        "diacritics. Web and e-mail addresses and hashtags are left alone.",
        (
            Example("Trần Vũ is “Chen Yu”", "Trần Vũ đến muộn.", "Tran Vu came late.", True),
            Example("Trần Vũ is “Chen Yu”", "Trần Vũ đến muộn.", "Chen Yu came late.", False),
        ),
        _forbidden,
        among=WITH_TARGET_TERMS,
    ),
)
