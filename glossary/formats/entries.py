"""The entries of ``glossary.yaml`` as Pydantic models, and concepts made of them.

A key with a default may be left out. A term may be a bare string, a list of one its only item. ``case``, ``match`` and
``scope`` of a concept hold for all its terms that say nothing else.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from songngu.corpus.language.expression import fault
from songngu.glossary.concept import (
    Case,
    Concept,
    ConceptKind,
    ForbiddenScope,
    MatchMode,
    Status,
    Term,
    UsageExample,
    usual_match,
    usual_scope,
)

VERSION = "1"


def _as_list(value: Any) -> Any:
    if isinstance(value, str):
        return [value] if value else []
    return [value] if isinstance(value, dict) else value


def _as_mapping(value: Any) -> Any:
    return {} if value == "" else value


def _known_version(value: str) -> str:
    if value != VERSION:
        raise ValueError(f"version {value} is not known; this songngu reads version {VERSION}")
    return value


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[str, StringConstraints(strip_whitespace=True)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_as_list)]
Lang = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Texts = Annotated[dict[Lang, Word], Field(min_length=1, max_length=2)]
Rest = Annotated[dict[str, str] | None, BeforeValidator(_as_mapping)]


class YamlEntry(BaseModel):
    """What all entries have in common: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TermEntry(YamlEntry):
    """One term."""

    text: Word
    status: Status = Status.PREFERRED
    case: Case | None = None
    match: MatchMode | None = None
    scope: ForbiddenScope | None = None
    forms: Words = ()
    exceptions: Words = ()
    pos: Line = ""
    note: Line = ""
    extra: Rest = None


Terms = Annotated[list[Annotated[Word | TermEntry, Field(union_mode="left_to_right")]], BeforeValidator(_as_list)]


class ExamplesEntry(YamlEntry):
    """Texts that use the concept rightly and wrongly."""

    ok: Annotated[tuple[Texts, ...], BeforeValidator(_as_list)] = ()
    bad: Annotated[tuple[Texts, ...], BeforeValidator(_as_list)] = ()


class ConceptEntry(YamlEntry):
    """One concept."""

    id: Word
    type: ConceptKind = ConceptKind.TERM
    domain: Line = ""
    source: Line = ""
    note: Line = ""
    files: Words = ()
    domains: Words = ()
    case: Case | None = None
    match: MatchMode | None = None
    scope: ForbiddenScope | None = None
    pos: Line = ""
    terms: Annotated[dict[Lang, Terms], BeforeValidator(_as_mapping)] = Field(default_factory=dict)
    examples: Annotated[ExamplesEntry | None, BeforeValidator(_as_mapping)] = None
    extra: Rest = None

    @model_validator(mode="after")
    def _patterns_are_sound(self) -> ConceptEntry:
        for lang, terms in self.terms.items():
            for term in terms:
                texts = (term,) if isinstance(term, str) else (term.text, *term.forms)
                match = None if isinstance(term, str) else term.match
                if (match or self.match) is MatchMode.REGEX:
                    for text in texts:
                        if why := fault(text):
                            raise PatternError(lang, text, why)
        return self


class PatternError(ValueError):
    """A regular expression that is refused."""

    def __init__(self, lang: str, text: str, why: str) -> None:
        super().__init__(f"the regular expression {text!r} {why}")
        self.lang, self.text = lang, text


class GlossaryEntry(YamlEntry):
    """The whole file."""

    version: Annotated[str, AfterValidator(_known_version)] = VERSION
    concepts: Annotated[list[ConceptEntry], BeforeValidator(_as_list)] = []


def concept_of(entry: ConceptEntry, line: int) -> Concept:
    """Return the concept that an entry on ``line`` describes."""
    match, scope = entry.match or usual_match(entry.type), entry.scope or usual_scope(entry.type)
    case = entry.case or Case.PERMISSIVE
    terms = [
        Term(term, lang, Status.PREFERRED, case, match, scope, pos=entry.pos)
        if isinstance(term, str)
        else _term_of(term, lang, case, match, scope, entry.pos)
        for lang, items in entry.terms.items()
        for term in items
    ]
    both = entry.examples or ExamplesEntry()
    examples = [UsageExample(tuple(texts.items())) for texts in both.ok]
    examples += [UsageExample(tuple(texts.items()), good=False) for texts in both.bad]
    return Concept(
        entry.id,
        tuple(terms),
        entry.domain,
        entry.type,
        entry.note,
        tuple(entry.extra.items()) if entry.extra else (),
        entry.source,
        entry.files,
        entry.domains,
        tuple(examples),
        line,
    )


def _term_of(term: TermEntry, lang: str, case: Case, match: MatchMode, scope: ForbiddenScope, pos: str) -> Term:
    return Term(
        term.text,
        lang,
        term.status,
        term.case or case,
        term.match or match,
        term.scope or scope,
        term.forms,
        term.exceptions,
        term.pos or pos,
        term.note,
        tuple(term.extra.items()) if term.extra else (),
    )
