"""Concepts and their terms: what a glossary says about one thing in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property

from songngu.corpus.language.tags import find_tag, normal_tag, tags_match


class ConceptKind(StrEnum):
    """What sort of thing a concept is to a translator."""

    NAME = "name"
    TERM = "term"
    PHRASE = "phrase"
    UNIT = "unit"
    PATTERN = "pattern"
    DO_NOT_TRANSLATE = "do-not-translate"


class Status(StrEnum):
    """How a term may be used."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    PROPOSED = "proposed"


class Case(StrEnum):
    """How the capitals of a term bind the text.

    ``permissive``: capitals of the term must be capital in the text, so that headings in Title Case or ALL CAPS pass.
    """

    EXACT = "exact"
    PERMISSIVE = "permissive"
    IGNORE = "ignore"


class MatchMode(StrEnum):
    """Which forms of a term count.

    ``name``: the words as they are, with plural and possessive endings; ``inflected``: in any inflected form, never a
    derived one, open or closed compound; ``exact``: the words as they are; ``regex``: the term is a regular expression.
    """

    NAME = "name"
    INFLECTED = "inflected"
    EXACT = "exact"
    REGEX = "regex"


class ForbiddenScope(StrEnum):
    """When a forbidden rendering is wrong: wherever it stands, or only where the source speaks of the concept."""

    ALWAYS = "always"
    WHEN_SOURCE = "when_source"


Extra = tuple[tuple[str, str], ...]
"""Names and values that a file held besides what songngu knows."""

_WORDS = frozenset({ConceptKind.TERM, ConceptKind.PHRASE, ConceptKind.UNIT})
_NAMES = frozenset({ConceptKind.NAME, ConceptKind.DO_NOT_TRANSLATE})


def usual_match(kind: ConceptKind) -> MatchMode:
    """Return how the terms of a concept are matched unless it says otherwise."""
    return MatchMode.INFLECTED if kind in _WORDS else MatchMode.NAME


def usual_scope(kind: ConceptKind) -> ForbiddenScope:
    """Return when a forbidden rendering of a concept is wrong unless it says otherwise."""
    return ForbiddenScope.ALWAYS if kind in _NAMES else ForbiddenScope.WHEN_SOURCE


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language; ``scope`` matters for forbidden terms only.

    ``forms`` are more spellings of the same term; ``exceptions`` are longer phrases inside which it does not count.
    """

    text: str
    lang: str
    status: Status = Status.PREFERRED
    case: Case = Case.PERMISSIVE
    match: MatchMode = MatchMode.INFLECTED
    scope: ForbiddenScope = ForbiddenScope.WHEN_SOURCE
    forms: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    pos: str = ""
    note: str = ""
    extra: Extra = ()

    @property
    def allowed(self) -> bool:
        """Whether a text that uses the term says what the glossary wants."""
        return self.status in {Status.PREFERRED, Status.ADMITTED}


@dataclass(frozen=True, slots=True)
class UsageExample:
    """A text by its language, or a text and its rendering in that order, and whether it uses the concept rightly."""

    texts: tuple[tuple[str, str], ...]
    good: bool = True


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing, its terms in every language, and ``extra`` columns that its file held besides.

    ``source`` is the authority the entry rests on; ``files`` (globs) and ``domains`` limit it to certain texts;
    ``line`` is where it begins in its file, from 1, or 0.
    """

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    kind: ConceptKind = ConceptKind.TERM
    note: str = ""
    extra: Extra = ()
    source: str = ""
    files: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    examples: tuple[UsageExample, ...] = ()
    line: int = field(default=0, compare=False)

    def in_lang(self, lang: str, *statuses: Status) -> tuple[Term, ...]:
        """Return the terms in ``lang``, of the given statuses where any are given, in the order of the file."""
        return tuple(term for term in self.terms if term.lang == lang and (not statuses or term.status in statuses))

    def preferred(self, lang: str) -> str | None:
        """Return the first preferred term in ``lang``, or None."""
        return next((term.text for term in self.in_lang(lang, Status.PREFERRED)), None)

    def applies_to(self, path: str, domain: str = "") -> bool:
        """Tell whether the concept holds in the text at ``path`` (with forward slashes), of the given domain if any."""
        here = not self.files or any(fnmatchcase(path, glob) or fnmatchcase(path, f"*/{glob}") for glob in self.files)
        return here and (not self.domains or not domain or domain in self.domains)

    @property
    def is_person(self) -> bool:
        """Whether a pronoun may stand for the concept."""
        return self.kind is ConceptKind.NAME and self.domain == "person"


@dataclass(frozen=True)
class Glossary:
    """Concepts in the order of their file; ids are unique (the reader sees to it)."""

    concepts: tuple[Concept, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __getitem__(self, concept_id: str) -> Concept:
        """Return the concept of that id; raises KeyError."""
        return self._by_id[concept_id]

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the terms, sorted."""
        return tuple(sorted({term.lang for concept in self.concepts for term in concept.terms}))

    def within(self, path: str, domain: str = "") -> Glossary:
        """Return the glossary of the concepts that hold in the text at ``path``, of the given domain if any."""
        applying = tuple(concept for concept in self.concepts if concept.applies_to(path, domain))
        return self if len(applying) == len(self.concepts) else Glossary(applying)

    def localised(self, langs: Iterable[str]) -> Glossary:
        """Return the glossary for texts in ``langs``: each term under the tag of the texts that it serves.

        Terms are looked up by RFC 4647, concept by concept: a text in ``en-GB`` takes the terms in ``en-GB``, else
        those in ``en``; a text in ``en`` those in ``en``, else those of all regions.
        """
        wanted, own = dict.fromkeys(langs), self.languages
        if not any(tag != lang and tags_match(lang, tag) for lang in wanted for tag in own):
            return self
        return Glossary(
            tuple(replace(concept, terms=_localised(concept.terms, [*wanted])) for concept in self.concepts)
        )

    def serves(self, source_lang: str, target_lang: str) -> bool:
        """Tell whether any concept has terms for texts in both languages, or is not to be translated from one."""
        for concept in self.concepts:
            sides = [any(tags_match(lang, t.lang) for t in concept.terms) for lang in (source_lang, target_lang)]
            if all(sides) or (concept.kind is ConceptKind.DO_NOT_TRANSLATE and any(sides)):
                return True
        return False

    @classmethod
    def join(cls, glossaries: Iterable[Glossary]) -> Glossary:
        """Return one glossary of several; where an id stands twice the later concept replaces the earlier."""
        concepts = {concept.id: concept for glossary in glossaries for concept in glossary.concepts}
        return cls(tuple(concepts.values()))


def _localised(terms: tuple[Term, ...], langs: Sequence[str]) -> tuple[Term, ...]:
    tags = list(dict.fromkeys(term.lang for term in terms))
    serving = {lang: _serving(lang, tags) for lang in langs if lang not in tags}
    moved = set().union(*serving.values())
    kept = tuple(term for term in terms if term.lang in langs or term.lang not in moved)
    return kept + tuple(replace(term, lang=lang) for lang, its in serving.items() for term in terms if term.lang in its)


def _serving(lang: str, tags: Sequence[str]) -> set[str]:
    """Return the tags whose terms hold in texts in ``lang``: the one that look-up finds, or all more specific."""
    found = find_tag(lang, tags)
    if found is None:
        return set()
    general = len(normal_tag(tags[found])) <= len(normal_tag(lang))
    return {tags[found]} if general else {tag for tag in tags if tags_match(lang, tag)}
