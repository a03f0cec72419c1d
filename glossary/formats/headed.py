"""Tables of terms whose first row names their columns, in any order, in English or Vietnamese.

Wide tables have a column for each language and perhaps status, long ones (IATE) a term a row with its language. The
columns that are no terms are read for what they say, or kept with the concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.corpus.language.names import language_named
from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import (
    Case,
    Concept,
    ConceptKind,
    ForbiddenScope,
    Glossary,
    Status,
    Term,
    usual_match,
    usual_scope,
)
from songngu.glossary.formats.cells import cell_terms
from songngu.glossary.formats.direction import oriented
from songngu.glossary.formats.headings import BESIDE, TERM, UNNAMED, Heading, headings
from songngu.glossary.formats.languages import code
from songngu.glossary.formats.losses import GlossaryReading, Loss
from songngu.glossary.formats.pairs import slug, unique

Rows = Sequence[tuple[int, list[str]]]

_TITLES = 10
_FLAGS = frozenset(("", "yes", "no", "x", "y", "n", "true", "false", "1", "0", "có", "không", "✓", "✔", "-"))
_STATUSES = {
    "preferred": Status.PREFERRED, "approved": Status.PREFERRED, "ưu tiên": Status.PREFERRED, "yes": Status.PREFERRED,
    "admitted": Status.ADMITTED, "alternative": Status.ADMITTED, "synonym": Status.ADMITTED,
    "non-standard": Status.ADMITTED, "đồng nghĩa": Status.ADMITTED, "chấp nhận": Status.ADMITTED,
    "forbidden": Status.FORBIDDEN, "do not use": Status.FORBIDDEN, "not recommended": Status.DEPRECATED,
    "rejected": Status.FORBIDDEN, "banned": Status.FORBIDDEN, "cấm": Status.FORBIDDEN, "không dùng": Status.FORBIDDEN,
    "deprecated": Status.DEPRECATED, "obsolete": Status.DEPRECATED, "lỗi thời": Status.DEPRECATED,
    "proposed": Status.PROPOSED, "draft": Status.PROPOSED, "provisional": Status.PROPOSED, "đề xuất": Status.PROPOSED,
}  # fmt: skip
_CASES = {"yes": Case.PERMISSIVE, "có": Case.PERMISSIVE, "true": Case.PERMISSIVE, "no": Case.IGNORE,
          "không": Case.IGNORE, "false": Case.IGNORE}  # fmt: skip


def head_of(rows: Rows) -> tuple[int, list[Heading]] | None:
    """Return the place of the row that names the columns, and what they hold; only titles may stand before it."""
    for i, (_, cells) in enumerate(rows[:_TITLES]):
        found = headings(cells)
        if found:
            return i, found
        if sum(bool(cell.strip()) for cell in cells) > 1:
            return None
    return None


def read(path: Path, rows: Rows, langs: tuple[str, str]) -> GlossaryReading | None:
    """Return the concepts of a table, None where no row names its columns.

    The direction of a term and its rendering that are headed so is told by the terms.

    Rows of one concept id are one concept. Raises InputError, naming the line, for more cells than columns, another id
    that stands twice in a wide table, and an unknown value of a type, scope or case.
    """
    head = head_of(rows)
    if head is None:
        return None
    at, columns = head
    names = [cell.strip() for cell in rows[at][1]]
    columns = _beside(_named_languages(path, columns, rows[at + 1 :], langs), rows[at + 1 :])
    reader = _Reader(path, columns, names)
    for line, cells in rows[at + 1 :]:
        reader.row(line, cells)
    return reader.reading()


def _named_languages(path: Path, columns: list[Heading], rows: Rows, langs: tuple[str, str]) -> list[Heading]:
    """Return the columns with the languages of a term and its rendering, where their headings name none."""
    unnamed = [i for i, each in enumerate(columns) if each.field in UNNAMED and not each.lang]
    fields = [each.field for each in columns]
    if {"first", "second"} <= set(fields):
        unnamed = [fields.index("first"), fields.index("second")]
        pairs = [(cells[unnamed[0]], cells[unnamed[1]]) for _, cells in rows if len(cells) > max(unnamed)]
        named = _said_languages(path, fields, rows) or oriented(pairs, langs)
    else:
        known = {base_language(each.lang) for each in columns if each.field == TERM and each.lang}
        if len(known) != 1 or "language" in fields:
            return columns
        others = [lang for lang in langs if base_language(lang) not in known]
        if len(others) != 1:
            hint = "head each column of terms with its language"
            raise InputError("a column of terms in no language", path=str(path), hint=hint)
        named = others[0], ""
    of = dict(zip(unnamed, named, strict=False))
    return [Heading(TERM, of[i], each.status) if i in of else each for i, each in enumerate(columns)]


def _beside(columns: list[Heading], rows: Rows) -> list[Heading]:
    """Return the columns, terms that are headed by a status alone of the language before them or, at first, after.

    A column of marks (yes, x) says something else.
    """
    langs = [each.lang if each.field == TERM else "" for each in columns]
    found = []
    for i, each in enumerate(columns):
        lang = next((lang for lang in (*reversed(langs[:i]), *langs[i:]) if lang), "")
        cells = {cells[i].strip().lower() for _, cells in rows if len(cells) > i}
        if each.field != BESIDE:
            found.append(each)
        elif lang and not cells <= _FLAGS:
            found.append(Heading(TERM, lang, each.status))
        else:
            found.append(each._replace(field=""))
    return found


def _said_languages(path: Path, fields: list[str], rows: Rows) -> tuple[str, str] | None:
    """Return the languages of a term and its rendering that columns of their own give for every row."""
    if not {"first language", "second language"} <= set(fields):
        return None
    places = [fields.index("first language"), fields.index("second language")]
    said = {tuple(cells[i].strip() for i in places) for _, cells in rows if len(cells) > max(places)}
    tags = [tuple(code(text) or language_named(text) or "" for text in pair) for pair in said]
    if len(set(tags)) != 1 or not all(tags[0]):
        raise InputError("no one pair of languages", path=str(path), hint="give each language a column of its own")
    return tags[0][0], tags[0][1]


class _Reader:
    """Gathers the rows into concepts: rows of one id in a long table or under a concept id, else of one first term."""

    def __init__(self, path: Path, columns: list[Heading], names: list[str]) -> None:
        self._path, self._columns, self._names = path, columns, names
        fields = {each.field for each in columns}
        self._long = "language" in fields
        self._with_ids = "id" in fields
        ids = (name for each, name in zip(columns, names, strict=False) if each.field == "id")
        self._of_concepts = any(_CONCEPT.search(name) for name in ids)
        self._concepts: dict[str, Concept] = {}
        self._lines: dict[str, int] = {}
        self._taken: set[str] = set()
        self._losses: list[Loss] = []
        langs = [each.lang for each in columns if each.field == TERM and each.lang]
        self._last = langs[-1] if langs else ""

    def reading(self) -> GlossaryReading:
        """Return the concepts; raises InputError where no row of a long table is told to be another's rendering."""
        langs = [{term.lang for term in concept.terms} for concept in self._concepts.values()]
        if self._long and not self._with_ids and len(frozenset[str]().union(*langs)) > 1 and max(map(len, langs)) < 2:
            hint = "number the concepts in a column headed id: the terms of one concept have one id"
            raise InputError("nothing says which terms render each other", path=str(self._path), hint=hint)
        return GlossaryReading(Glossary(tuple(self._concepts.values())), tuple(self._losses))

    def row(self, line: int, cells: list[str]) -> None:
        if len(cells) > len(self._columns) and any(cell.strip() for cell in cells[len(self._columns) :]):
            raise self._error(line, f"{len(cells)} cells under {len(self._columns)} columns", _QUOTES)
        held = [(each, name, cell.strip()) for each, name, cell in
                zip(self._columns, self._names, cells, strict=False) if cell.strip()]  # fmt: skip
        concept = self._concept(line, held)
        if not concept.terms:
            self._losses.append(Loss(f"line {line}", "a row without a term"))
            return
        key = concept.id or f"\0{concept.terms[0].lang}\0{concept.terms[0].text}"
        if key in self._concepts:
            if concept.id and not self._long and not self._of_concepts:
                raise self._error(line, f"concept {concept.id!r} was given on line {self._lines[key]} already",
                                  "give every concept an id of its own")  # fmt: skip
            self._concepts[key] = _joined(self._concepts[key], concept)
            return
        self._lines[key] = line
        self._concepts[key] = replace(concept, id=unique(concept.id or slug(concept.terms[0].text), self._taken))

    def _concept(self, line: int, held: list[tuple[Heading, str, str]]) -> Concept:
        values = {each.field: cell for each, _, cell in held if not each.lang}
        kind, case, scope = self._manner(line, values)
        terms: list[Term] = []
        for each, _, cell in held:
            if each.field == TERM:
                lang = each.lang or self._language(line, values.get("language", ""))
                terms += self._terms(line, cell, lang, each.status, held)
        match = usual_match(kind)
        terms = [replace(term, case=case, match=match, scope=scope or usual_scope(kind)) for term in terms]
        extra = tuple((name, cell) for each, name, cell in held if self._is_extra(each, kind))
        fields = {name: values.get(name, "") for name in ("domain", "note", "source")}
        return Concept(values.get("id", ""), tuple(_ranked(terms)), fields["domain"], kind, fields["note"], extra,
                       fields["source"], line=line)  # fmt: skip

    def _is_extra(self, each: Heading, kind: ConceptKind) -> bool:
        if each.lang or not each.field or each.field == "definition":
            return each.field not in {TERM, "pos", "status"}
        return each.field == "type" and kind is ConceptKind.TERM

    def _manner(self, line: int, values: dict[str, str]) -> tuple[ConceptKind, Case, ForbiddenScope | None]:
        kind = values.get("type", "").lower()
        scope, case = values.get("forbidden_scope", ""), values.get("case_sensitive", "yes").lower()
        if case not in _CASES:
            raise self._error(line, f"case_sensitive is {case!r}", "use one of yes, no")
        if scope and scope not in list(ForbiddenScope):
            raise self._error(line, f"forbidden_scope is {scope!r}", f"use one of {', '.join(ForbiddenScope)}")
        return (
            ConceptKind(kind) if kind in list(ConceptKind) else ConceptKind.TERM,
            _CASES[case],
            ForbiddenScope(scope) if scope else None,
        )

    def _language(self, line: int, text: str) -> str:
        lang = code(text) or language_named(text)
        if lang is None:
            raise self._error(line, f"{text!r} is no language", "name it as vi, en, zh-Hant …")
        return lang

    def _terms(
        self, line: int, cell: str, lang: str, status: Status | None, held: list[tuple[Heading, str, str]]
    ) -> Iterator[Term]:
        about = {each.field: value for each, _, value in held if each.lang in {"", lang} and each.field != TERM}
        said = any(each.field == "status" and each.lang for each, _, _ in held)
        given = about.get("status", "") if said or self._long or lang == self._last else ""
        named = _STATUSES.get(given.lower())
        if given and named is None:
            self._losses.append(Loss(f"line {line}", f"the status {given!r} of a term"))
        for term in cell_terms(cell):
            usual = Status.PREFERRED if term.first else Status.ADMITTED
            yield Term(
                term.text, lang, status or named or usual, forms=term.forms, pos=term.pos or about.get("pos", "")
            )

    def _error(self, line: int, message: str, hint: str) -> InputError:
        return InputError(message, path=str(self._path), line=line, hint=hint)


# Crowdin writes a term of each language a row, synonyms under the id of their concept.
_CONCEPT = re.compile(r"concept|khái niệm", re.IGNORECASE)
_QUOTES = "put cells that hold a comma in double quotes"


def _ranked(terms: list[Term]) -> Iterator[Term]:
    """Yield the terms, each once; what a language has besides is no alternative where nothing is preferred."""
    seen: set[tuple[str, str]] = set()
    for term in terms:
        if (term.lang, term.text) not in seen:
            seen.add((term.lang, term.text))
            yield term


def _joined(one: Concept, other: Concept) -> Concept:
    """Return one concept of two rows; a language has the preferred terms of the first that has any."""
    settled = {term.lang for term in one.terms if term.status is Status.PREFERRED}
    known = {(term.lang, term.text) for term in one.terms}
    more = [
        replace(term, status=Status.ADMITTED) if term.status is Status.PREFERRED and term.lang in settled else term
        for term in other.terms
        if (term.lang, term.text) not in known
    ]
    note = "\n".join(dict.fromkeys(filter(None, (*one.note.split("\n"), *other.note.split("\n")))))
    extra = dict(other.extra) | dict(one.extra)
    return replace(one, terms=(*one.terms, *more), note=note, extra=tuple(extra.items()),
                   domain=one.domain or other.domain, source=one.source or other.source)  # fmt: skip
