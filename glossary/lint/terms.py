"""Lint rules about terms that stand in each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from songngu.corpus.language.normalise import letters
from songngu.glossary.concept import Case, Concept, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Severity
from songngu.glossary.formats.cells import cell_terms
from songngu.glossary.lint.fault import LintContext, LintFault, LintRule
from songngu.glossary.matching.tokens import tokenise

_Key = tuple[str, ...]
_Uses = dict[tuple[str, _Key], list[tuple[Concept, Term]]]


@lru_cache(maxsize=1 << 17)
def _key(text: str, lang: str) -> _Key:
    return tuple(token.key for token in tokenise(text, lang))


def _uses(glossary: Glossary) -> _Uses:
    """Return the terms by language and the key under which they are matched; regular expressions have none."""
    uses: _Uses = {}
    for concept in glossary:
        for term in concept.terms:
            if term.match is not MatchMode.REGEX:
                for text in (term.text, *term.forms):
                    uses.setdefault((term.lang, _key(text, term.lang)), []).append((concept, term))
    return uses


def _duplicates(glossary: Glossary, context: LintContext) -> Iterator[LintFault]:
    """One term for two concepts; where one of them only admits it, readers may live with that."""
    for (lang, _), uses in _uses(glossary).items():
        first: dict[str, tuple[Concept, Term]] = {}
        for concept, term in uses if len(uses) > 1 else ():
            if not term.allowed or concept.id in first:
                continue
            for other, its in first.values():
                if _alike(its, term):
                    preferred = term.status is its.status is Status.PREFERRED
                    yield LintFault(
                        concept,
                        f"the {lang} term {term.text!r} also stands for {other.id!r}",
                        "join the two concepts, or make one of the terms longer",
                        term,
                        None if preferred else Severity.INFO,
                    )
                    break
            first[concept.id] = (concept, term)


def _alike(one: Term, other: Term) -> bool:
    """Tell whether two terms of one key are the same to a reader: ``Văn Phong`` and ``văn phong`` are not."""
    if Case.IGNORE in {one.case, other.case}:
        return True
    return letters(one.text) == letters(other.text)


def _forbidden(glossary: Glossary, context: LintContext) -> Iterator[LintFault]:
    for (lang, _), uses in _uses(glossary).items():
        for concept, term in uses:
            if term.status is not Status.FORBIDDEN:
                continue
            for other, its in uses:
                if other.id != concept.id and its.status is Status.PREFERRED and _alike(term, its):
                    yield LintFault(
                        concept,
                        f"the forbidden {lang} form {term.text!r} is the preferred term of {other.id!r}",
                        "allow it, or forbid it only where the source speaks of this concept",
                        term,
                    )


def _shadowed(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    """A term of a concept that another of its terms, before it, always stands for."""
    for concept in glossary:
        seen: dict[tuple[str, _Key], list[Term]] = {}
        for term in concept.terms:
            if term.match is MatchMode.REGEX:
                continue
            same = seen.setdefault((term.lang, _key(term.text, term.lang)), [])
            for other in same:
                if _covers(other, term):
                    yield LintFault(
                        concept,
                        f"the {term.status} {term.lang} term {term.text!r} is never found: "
                        f"the {other.status} term {other.text!r} matches the same",
                        "remove one of them, or match one to the letter with case: exact",
                        term,
                        Severity.INFO if other.allowed == term.allowed else None,
                    )
                    break
            same.append(term)


def _covers(one: Term, other: Term) -> bool:
    """Tell whether ``one`` is found wherever ``other`` of the same key is."""
    if letters(one.text) == letters(other.text) and one.case is other.case:
        return True
    if one.allowed != other.allowed:  # a forbidden variant of an allowed form is taken to the letter
        return False
    return one.case is Case.IGNORE or (one.case is Case.PERMISSIVE and one.text.casefold() == one.text)


def _not_normal(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    for concept in glossary:
        for term in concept.terms:
            for text in (term.text, *term.forms, *term.exceptions):
                if unicodedata.normalize("NFC", text) != text:
                    yield LintFault(concept, f"the term {text!r} is not in NFC", "run songngu glossary fmt", term)
                elif term.match is not MatchMode.REGEX and letters(text) != text:
                    yield LintFault(
                        concept,
                        f"the term {text!r} holds a look-alike of Đ or an invisible character",
                        "retype it",
                        term,
                    )


def _unmatched(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    """Terms with nothing in them that could be matched."""
    for concept in glossary:
        for term in concept.terms:
            if term.match is not MatchMode.REGEX and not _key(term.text, term.lang):
                yield LintFault(
                    concept, f"the term {term.text!r} holds nothing to match", "remove it or give it a word", term
                )


def _several(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    """Terms that a person wrote for several, which nothing is matched by."""
    for concept in glossary:
        for term in concept.terms:
            if term.match is MatchMode.REGEX:
                continue
            meant = cell_terms(term.text)
            if [(one.text, one.pos, one.forms) for one in meant] != [(term.text, "", ())]:
                texts = dict.fromkeys(text for one in meant for text in (one.text, *one.forms))
                yield LintFault(
                    concept,
                    f"the {term.lang} term {term.text!r} is looked for as it stands",
                    f"write the terms one by one: {', '.join(texts)}; a part of speech is given as pos",
                    term,
                    Severity.INFO if len(meant) > 1 and term.text.endswith((")", "]")) else None,
                )


RULES = (
    LintRule("GLO001", "the same term in two concepts", Severity.WARNING, _duplicates),
    LintRule("GLO002", "a forbidden form that another concept prefers", Severity.WARNING, _forbidden),
    LintRule("GLO003", "a term that another term of its concept always covers", Severity.WARNING, _shadowed),
    LintRule("GLO004", "a term that is not in NFC", Severity.WARNING, _not_normal),
    LintRule("GLO008", "a term that holds nothing to match", Severity.ERROR, _unmatched),
    LintRule("GLO009", "a term that looks like several", Severity.WARNING, _several),
)
"""The rules about single terms, in the order of their ids."""
