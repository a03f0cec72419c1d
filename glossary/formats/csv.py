"""The CSV profile of a Vietnamese-English glossary: one concept a row, ``|`` between the forms of a cell.

Columns: ``id, domain, type, vi, en_preferred, en_admitted, en_forbidden, forbidden_scope, case_sensitive, zh, note``;
what else the file holds is kept with the concept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, Concept, Glossary, Kind, MatchMode, Scope, Status, Term

_FORMS = {
    "vi": ("vi", Status.PREFERRED),
    "en_preferred": ("en", Status.PREFERRED),
    "en_admitted": ("en", Status.ADMITTED),
    "en_forbidden": ("en", Status.FORBIDDEN),
    "zh": ("zh", Status.PREFERRED),
}
_REQUIRED = ("id", "type", "vi", "en_preferred")
_KNOWN = {*_REQUIRED, *_FORMS, "domain", "forbidden_scope", "case_sensitive", "note"}
_INFLECTED = {Kind.TERM, Kind.PHRASE, Kind.UNIT}


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary from a CSV file (UTF-8, with or without BOM).

    Raises InputError, naming file and line, for a file that is missing or not UTF-8, a missing or repeated column,
    an unknown value, a repeated id or an empty term.
    """
    path = Path(path)
    lines: dict[str, int] = {}
    concepts = []
    for line, row in _rows(path):
        concept = _concept(row, path, line)
        if concept.id in lines:
            raise InputError(
                f"concept {concept.id!r} was given on line {lines[concept.id]} already",
                path=str(path),
                line=line,
                hint="give every concept an id of its own",
            )
        lines[concept.id] = line
        concepts.append(concept)
    return Glossary(tuple(concepts))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number (where the row begins) and cells by column; blank lines are skipped."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header: list[str] | None = None
    before = 0
    while True:
        line = before + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(f"not CSV: {error}", path=str(path), line=line, hint="look for a stray quote") from None
        if cells is None:
            break
        before = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(cells, path, line)
        elif len(cells) > len(header):
            raise InputError(
                f"{len(cells)} cells under {len(header)} columns",
                path=str(path),
                line=line,
                hint="put cells that hold a comma in double quotes",
            )
        else:
            yield line, dict(zip(header, (*cells, *[""] * (len(header) - len(cells))), strict=True))
    if header is None:
        raise InputError("the file is empty", path=str(path), hint=f"begin with a line of columns: {','.join(_KNOWN)}")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read the glossary: {error.strerror}", path=str(path)) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"not UTF-8: byte 0x{data[error.start]:02x}", path=str(path), line=line, hint="save the file as UTF-8"
        ) from None


def _header(cells: list[str], path: Path, line: int) -> list[str]:
    header = [cell.strip() for cell in cells]
    for column in _REQUIRED:
        if column not in header:
            raise InputError(
                f"no column {column!r}", path=str(path), line=line, hint=f"required are {', '.join(_REQUIRED)}"
            )
    for column in header:
        if header.count(column) > 1:
            raise InputError(f"column {column!r} stands twice", path=str(path), line=line, hint="rename one of them")
    return header


def _concept(row: dict[str, str], path: Path, line: int) -> Concept:
    def one_of(column: str, values: dict[str, str], default: str) -> str:
        value = row.get(column, "").strip() or default
        if value not in values:
            raise InputError(
                f"{column} is {value!r}", path=str(path), line=line, hint=f"use one of {', '.join(values)}"
            )
        return values[value]

    concept_id = row["id"].strip()
    if not concept_id:
        raise InputError("a concept without an id", path=str(path), line=line, hint="fill the column id")
    kind = Kind(one_of("type", {kind.value: kind.value for kind in Kind}, "term"))
    scope = Scope(one_of("forbidden_scope", {scope.value: scope.value for scope in Scope}, "when_source"))
    case = Case(one_of("case_sensitive", {"yes": "permissive", "no": "ignore"}, "yes"))
    match = MatchMode.INFLECTED if kind in _INFLECTED else MatchMode.NAME
    terms = tuple(
        Term(text, lang, status, case, match, scope)
        for column, (lang, status) in _FORMS.items()
        for text in _forms(row.get(column, ""), column, path, line)
    )
    extra = tuple((column, cell) for column, cell in row.items() if column not in _KNOWN and cell)
    return Concept(concept_id, terms, row.get("domain", "").strip(), kind, row.get("note", "").strip(), extra)


def _forms(cell: str, column: str, path: Path, line: int) -> list[str]:
    if not cell.strip():
        if column in _REQUIRED:
            raise InputError(f"no term in {column!r}", path=str(path), line=line, hint="fill the cell")
        return []
    forms = [form.strip() for form in cell.split("|")]
    if not all(forms):
        raise InputError(
            f"an empty term in {column!r}", path=str(path), line=line, hint="remove the | that nothing stands beside"
        )
    return forms
