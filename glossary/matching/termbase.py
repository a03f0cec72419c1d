"""A glossary made ready for matching: one matcher for each language, over written and implied terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from songngu.corpus.language.inflection import inflected_forms, plural_forms
from songngu.corpus.language.normalise import without_diacritics
from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.matching.matcher import Matcher, MatcherEntry
from songngu.glossary.matching.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Sense:
    """A term as the term of its concept; ``implied`` if the glossary does not list it."""

    concept: Concept
    term: Term
    implied: bool = False


def senses(glossary: Glossary, lang: str) -> Iterator[Sense]:
    """Yield all terms of a language, and after those of each concept the forms that its names imply.

    A forbidden form that differs from an allowed one only in capitals, spacing or inflection is matched to the letter,
    with or without its spaces; one that differs in more than capitals also in other capitals and in the plural.
    """
    for concept in glossary:
        terms = concept.in_lang(lang)
        right = {text for term in terms if term.allowed for text in (term.text, *term.forms)}
        allowed = {skeleton for term in terms if term.allowed for skeleton in _skeletons(term)}
        for term in terms:
            if term.status is Status.FORBIDDEN and not allowed.isdisjoint(_skeletons(term)):
                own = (*term.forms, *_respaced(term.text, right))
                forms = (*own, *(form for form in _beside(term, right) if form not in {term.text, *own}))
                yield Sense(concept, replace(term, case=Case.EXACT, match=MatchMode.EXACT, forms=forms))
            else:
                yield Sense(concept, term)
        if concept.kind is ConceptKind.NAME and base_language(lang) != "vi":
            yield from _typed_bare(concept, lang)


def _typed_bare(concept: Concept, lang: str) -> Iterator[Sense]:
    """Yield the Vietnamese names of a concept without their diacritics, as forbidden in ``lang``.

    None where the preferred rendering is the Vietnamese name itself; no form of a single syllable, which might be any
    word (``Mỹ``, my); none that is listed.
    """
    names = {term.text: without_diacritics(term.text) for term in concept.terms if base_language(term.lang) == "vi"}
    kept = {name for name, bare in names.items() if bare != name}
    if not concept.in_lang(lang) or not kept.isdisjoint(term.text for term in concept.in_lang(lang, Status.PREFERRED)):
        return
    listed = {text.casefold() for term in concept.in_lang(lang) for text in (term.text, *term.forms)}
    for name, bare in names.items():
        if name in kept and bare.casefold() not in listed and len(tokenise(bare, lang)) > 1:
            term = Term(bare, lang, Status.FORBIDDEN, Case.PERMISSIVE, MatchMode.NAME, ForbiddenScope.ALWAYS)
            yield Sense(concept, term, implied=True)


def _respaced(text: str, right: set[str]) -> Iterator[str]:
    """Yield a form with its words run together (HaNoi) or hyphenated (Ha-Noi), where that is not one of ``right``."""
    if all(word[0].isupper() for word in text.split()):
        yield from (form for form in ("".join(text.split()), "-".join(text.split())) if form not in {text, *right})


def _beside(term: Term, right: set[str]) -> Iterator[str]:
    """Yield a form in title case, in capitals and in the plural, where that is none of the ``right`` ones."""
    allowed = {form for text in right for form in _in_numbers(text, term.lang)}
    if term.case is Case.EXACT or term.match is MatchMode.REGEX or term.text.casefold() in allowed:
        return
    numbers = _in_numbers(term.text, term.lang) if term.match is MatchMode.INFLECTED else set()
    for text in (term.text, *sorted(numbers - allowed - {term.text.casefold()})):
        titled = " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
        yield from dict.fromkeys((text, text[:1].upper() + text[1:], titled, text.upper()))


def _in_numbers(text: str, lang: str) -> set[str]:
    """Return a term in small letters, in the singular and the plural of its last word."""
    before, space, last = text.casefold().rpartition(" ")
    return {before + space + form for form in plural_forms(last, lang)} | {text.casefold()}


def _skeletons(term: Term) -> set[str]:
    """Return the term without case and spacing and, in English, without inflection, in every way it may be read."""
    return {skeleton for text in (term.text, *term.forms) for skeleton in _readings(text, term.lang)}


def _readings(text: str, lang: str) -> set[str]:
    keys = [token.key for token in tokenise(text, lang)]
    return {"".join((*keys[:-1], form)) for form in inflected_forms(keys[-1], lang)} if keys else set()


def term_matcher(glossary: Glossary, lang: str) -> Matcher[Sense]:
    """Return the matcher of all terms of a language with their extra forms, proposed ones aside."""
    found = (sense for sense in senses(glossary, lang) if sense.term.status is not Status.PROPOSED)
    return Matcher(
        (
            MatcherEntry(text, sense, sense.term.case, sense.term.match, sense.term.exceptions, sense.term.pos)
            for sense in found
            for text in (sense.term.text, *sense.term.forms)
        ),
        lang,
    )
