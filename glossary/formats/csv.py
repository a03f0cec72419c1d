"""The CSV profile of a glossary: one concept a row, ``|`` between the forms of a cell.

Columns: ``id, domain, type, vi, en_preferred, en_admitted, en_forbidden, forbidden_scope, case_sensitive, zh, note``,
and ``LANG`` or ``LANG_STATUS`` for any other language; ``source`` is the authority. What else the file holds is kept
with the concept, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, Status, Term, usual_match
from songngu.glossary.formats.languages import code
from songngu.glossary.formats.losses import Loss, losses_of

COLUMNS = (
    "id", "domain", "type", "vi", "en_preferred", "en_admitted", "en_forbidden", "forbidden_scope", "case_sensitive",
    "zh", "note",
)  # fmt: skip
_REQUIRED = ("id", "type", "vi", "en_preferred")
_FIELDS = frozenset({"id", "domain", "type", "forbidden_scope", "case_sensitive", "note", "source"})
_FORMS = re.compile(rf"([A-Za-z]{{2,3}}(?:-[A-Za-z0-9]+)*)(?:_({'|'.join(Status)}))?")
_CASES = {"yes": Case.PERMISSIVE, "no": Case.IGNORE}
_WRITTEN_CASES = {case: name for name, case in _CASES.items()}


class Cell(NamedTuple):
    """Where a row stands, for errors."""

    path: Path
    line: int

    def error(self, message: str, hint: str) -> InputError:
        """Return the error that something is wrong with the row."""
        return InputError(message, path=str(self.path), line=self.line, hint=hint)


def read(path: Path, table: Iterator[tuple[int, list[str]]]) -> Glossary:
    """Read a glossary from the rows of a table, the first of which names the columns.

    Raises InputError, naming file and line, for a missing or repeated column, an unknown value, a repeated id or an
    empty term.
    """
    lines: dict[str, int] = {}
    concepts = []
    for at, row in _records(path, table):
        concept = _concept(row, at)
        if concept.id in lines:
            raise at.error(
                f"concept {concept.id!r} was given on line {lines[concept.id]} already",
                "give every concept an id of its own",
            )
        lines[concept.id] = at.line
        concepts.append(concept)
    return Glossary(tuple(concepts))


def _records(path: Path, table: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[Cell, dict[str, str]]]:
    header: list[str] | None = None
    for line, cells in table:
        at = Cell(path, line)
        if header is None:
            header = _header(cells, at)
        elif len(cells) > len(header):
            raise at.error(
                f"{len(cells)} cells under {len(header)} columns", "put cells that hold a comma in double quotes"
            )
        else:
            yield at, dict(zip(header, (*cells, *[""] * (len(header) - len(cells))), strict=True))
    if header is None:
        raise InputError("the file is empty", path=str(path), hint=f"begin with a line of columns: {','.join(COLUMNS)}")


def _header(cells: list[str], at: Cell) -> list[str]:
    header = [cell.strip() for cell in cells]
    for column in _REQUIRED:
        if column not in header:
            hint = f"required are {', '.join(_REQUIRED)}; or head each column of terms with its language"
            raise at.error(f"no column {column!r}", hint)
    for column in header:
        if header.count(column) > 1:
            raise at.error(f"column {column!r} stands twice", "rename one of them")
    return header


def _column(name: str) -> tuple[str, Status] | None:
    """Return language and status of the terms of a column, None for a column of something else."""
    found = _FORMS.fullmatch(name)
    if not found or (name in _FIELDS) or not code(found[1]):
        return None
    return found[1], Status(found[2] or Status.PREFERRED)


def _concept(row: dict[str, str], at: Cell) -> Concept:
    def one_of(column: str, values: Sequence[str], default: str) -> str:
        value = row.get(column, "").strip() or default
        if value not in values:
            raise at.error(f"{column} is {value!r}", f"use one of {', '.join(values)}")
        return value

    concept_id = row["id"].strip()
    if not concept_id:
        raise at.error("a concept without an id", "fill the column id")
    kind = ConceptKind(one_of("type", list(ConceptKind), "term"))
    scope = ForbiddenScope(one_of("forbidden_scope", list(ForbiddenScope), "when_source"))
    case = _CASES[one_of("case_sensitive", list(_CASES), "yes")]
    terms = []
    extra = []
    for column, cell in row.items():
        if forms := _column(column):
            texts = _texts(cell, column, at)
            terms += [Term(text, forms[0], forms[1], case, usual_match(kind), scope) for text in texts]
        elif column not in _FIELDS and cell:
            extra.append((column, cell))
    domain, note, source = (row.get(name, "").strip() for name in ("domain", "note", "source"))
    return Concept(concept_id, tuple(terms), domain, kind, note, tuple(extra), source, line=at.line)


def _texts(cell: str, column: str, at: Cell) -> list[str]:
    if not cell.strip():
        if column in _REQUIRED:
            raise at.error(f"no term in {column!r}", "fill the cell")
        return []
    forms = [form.strip() for form in cell.split("|")]
    if not all(forms):
        raise at.error(f"an empty term in {column!r}", "remove the | that nothing stands beside")
    return forms


def table_of(glossary: Glossary) -> tuple[list[list[str]], list[Loss]]:
    """Return the rows of a glossary in this profile, the header first, and what they do not keep."""
    languages = sorted({(term.lang, term.status) for concept in glossary for term in concept.terms}, key=_order)
    header = list(COLUMNS)
    present = {_column(name) for name in header}
    header += [f"{lang}_{status}" for lang, status in languages if (lang, status) not in present]
    if any(concept.source for concept in glossary):
        header.append("source")
    known = {*header, *_FIELDS}
    header += dict.fromkeys(name for concept in glossary for name, _ in concept.extra if name not in known)
    losses = [*losses_of(glossary, concept={"domain", "kind", "note", "source", "extra"}, term={"case", "scope"})]
    return [header, *(_row(concept, header, losses) for concept in glossary)], losses


def _order(column: tuple[str, Status]) -> tuple[str, int]:
    return column[0], list(Status).index(column[1])


def _row(concept: Concept, header: list[str], losses: list[Loss]) -> list[str]:
    cells = dict.fromkeys(header, "")
    for name, value in concept.extra:
        if name in cells and not _column(name) and name not in _FIELDS:
            cells[name] = value
        else:
            losses.append(Loss(concept.id, f"extra {name}"))
    cells |= {"id": concept.id, "domain": concept.domain, "type": concept.kind, "note": concept.note}
    if "source" in cells:
        cells["source"] = concept.source
    cells["forbidden_scope"], cells["case_sensitive"] = _scope(concept, losses), _case(concept, losses)
    for column in header:
        if forms := _column(column):
            texts = [term.text for term in concept.in_lang(*forms)]
            losses += [Loss(concept.id, f"the term {text!r}, which holds a |") for text in texts if "|" in text]
            cells[column] = "|".join(text for text in texts if "|" not in text)
    losses += [Loss(concept.id, f"no term in the column {name!r}") for name in _REQUIRED if not cells[name]]
    return list(cells.values())


def _scope(concept: Concept, losses: list[Loss]) -> str:
    forbidden = {term.scope for term in concept.terms if term.status is Status.FORBIDDEN}
    scopes = forbidden or {term.scope for term in concept.terms} or {ForbiddenScope.WHEN_SOURCE}
    if len(forbidden) > 1:
        losses.append(Loss(concept.id, "scope of a term"))
    return ForbiddenScope.ALWAYS if ForbiddenScope.ALWAYS in scopes else ForbiddenScope.WHEN_SOURCE


def _case(concept: Concept, losses: list[Loss]) -> str:
    cases = {term.case for term in concept.terms}
    if len(cases) > 1 or Case.EXACT in cases:
        losses.append(Loss(concept.id, "case of a term"))
    return _WRITTEN_CASES[Case.IGNORE] if cases == {Case.IGNORE} else _WRITTEN_CASES[Case.PERMISSIVE]
