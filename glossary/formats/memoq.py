"""memoQ term bases as CSV: a row an entry, columns of entries first, then of each language, whose names repeat.

A language begins at its definition, a column such as ``Vietnamese_Def``; the column ``Vietnamese`` holds a term and
is followed by its ``Term_Info`` (case; matching; forbidden or not) and ``Term_Example``; more terms repeat these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, Concept, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import tables
from songngu.glossary.formats.languages import name_of, named
from songngu.glossary.formats.losses import GlossaryReading, Loss, losses_of
from songngu.glossary.formats.pairs import slug, unique

_CASES = {
    "casesensitive": Case.EXACT, "casesense": Case.EXACT, "yes": Case.EXACT, "casepermissive": Case.PERMISSIVE,
    "permissive": Case.PERMISSIVE, "caseinsense": Case.IGNORE, "caseinsensitive": Case.IGNORE, "no": Case.IGNORE,
}  # fmt: skip
_WRITTEN_CASES = {Case.EXACT: "CaseSense", Case.PERMISSIVE: "CasePermissive", Case.IGNORE: "CaseInsense"}
_MATCHES = {
    "exact": MatchMode.EXACT, "halfprefix": MatchMode.INFLECTED, "fuzzy": MatchMode.INFLECTED,
    "custom": MatchMode.NAME,
}  # fmt: skip
_WRITTEN_MATCHES = {
    MatchMode.EXACT: "Exact", MatchMode.INFLECTED: "HalfPrefix", MatchMode.NAME: "Custom", MatchMode.REGEX: "Custom",
}  # fmt: skip
_ENTRY = {"Entry_ID": "id", "Entry_Domain": "domain", "Entry_Note": "note"}
_STATUSES = (Status.PREFERRED, Status.ADMITTED, Status.FORBIDDEN)


class MemoqColumn(NamedTuple):
    """What a column holds, of which language (empty: of the entry)."""

    what: str
    lang: str


def is_memoq(cells: Sequence[str]) -> bool:
    """Tell whether a first row is that of a memoQ term base."""
    return any(cell.strip().startswith("Entry_") for cell in cells) or "Term_Info" in cells


def _columns(header: Sequence[str]) -> list[MemoqColumn]:
    columns = []
    lang = ""
    for heading in map(str.strip, header):
        definition = named(heading.removesuffix("_Def")) if heading.endswith("_Def") else None
        lang = definition or named(heading) or lang
        if definition:
            columns.append(MemoqColumn("definition", lang))
        elif named(heading):
            columns.append(MemoqColumn("term", lang))
        else:
            columns.append(MemoqColumn(heading, lang if heading.startswith("Term_") else ""))
    return columns


def read(path: Path, table: Iterator[tuple[int, list[str]]]) -> GlossaryReading:
    """Read the entries of a term base; definitions and unknown columns stand in ``extra``.

    Raises InputError where no column is that of a language, or a row has more cells than there are columns.
    """
    columns: list[MemoqColumn] = []
    concepts: list[Concept] = []
    taken: set[str] = set()
    losses = []
    for line, cells in table:
        if not columns:
            columns = _columns(cells)
            if not any(column.what == "term" for column in columns):
                raise InputError("no column of a language", path=str(path), line=line, hint="name one Vietnamese, say")
            continue
        if len(cells) > len(columns):
            raise InputError(f"{len(cells)} cells under {len(columns)} columns", path=str(path), line=line)
        concept = _concept(line, cells, columns, taken)
        if concept.terms:
            concepts.append(concept)
        else:
            losses.append(Loss(f"line {line}", "an entry without a term"))
    return GlossaryReading(Glossary(tuple(concepts)), tuple(losses))


def _concept(line: int, cells: list[str], columns: list[MemoqColumn], taken: set[str]) -> Concept:
    fields = {"id": "", "domain": "", "note": ""}
    extra: dict[str, str] = {}
    terms: list[Term] = []
    here = False  # whether the term that the columns Term_… speak of is there
    for (what, lang), cell in zip(columns, map(str.strip, cells), strict=False):
        here = here if what.startswith("Term_") else bool(cell)
        if not cell:
            continue
        if what == "term":
            first = all(term.lang != lang for term in terms)
            terms.append(Term(cell, lang, Status.PREFERRED if first else Status.ADMITTED))
        elif what.startswith("Term_") and here and terms:
            terms[-1] = _informed(terms[-1], what, cell)
        elif what in _ENTRY:
            fields[_ENTRY[what]] = cell
        else:
            extra[f"{lang}.{what}" if lang else what] = cell
    concept_id = unique(fields["id"] or (slug(terms[0].text) if terms else str(line)), taken)
    return Concept(
        concept_id, tuple(terms), fields["domain"], note=fields["note"], extra=tuple(extra.items()), line=line
    )


def _informed(term: Term, what: str, cell: str) -> Term:
    """Return the term with what its column says of it."""
    if what != "Term_Info":
        return replace(term, extra=(*term.extra, (what, cell)))
    rest = []
    for word in filter(None, map(str.strip, cell.split(";"))):
        key = word.lower()
        if key in _CASES:
            term = replace(term, case=_CASES[key])
        elif key in _MATCHES:
            term = replace(term, match=_MATCHES[key])
        elif key in {"forbidden", "isforbidden"}:
            term = replace(term, status=Status.FORBIDDEN)
        else:
            rest.append(word)
    return replace(term, extra=(*term.extra, ("Term_Info", ";".join(rest)))) if rest else term


def write(glossary: Glossary) -> tuple[str, list[Loss]]:
    """Return a glossary as memoQ imports it, and what is lost."""
    losses = list(
        losses_of(glossary, concept={"domain", "note", "extra"}, term={"case", "match", "extra"}, statuses=_STATUSES)
    )
    most = {lang: max(len(concept.in_lang(lang, *_STATUSES)) for concept in glossary) for lang in glossary.languages}
    header = ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"]
    for lang, count in most.items():
        name = name_of(lang)
        if not named(name):
            losses += [Loss(concept.id, f"{lang} term") for concept in glossary if concept.in_lang(lang)]
            continue
        header += [f"{name}_Def", *[name, "Term_Info", "Term_Example"] * count]
    rows = [header, *(_row(concept, _columns(header), losses) for concept in glossary)]
    return tables.written(rows, losses), losses


def _row(concept: Concept, columns: list[MemoqColumn], losses: list[Loss]) -> list[str]:
    extra = dict(concept.extra)
    terms = {lang: list(concept.in_lang(lang, *_STATUSES)) for _, lang in columns if lang}
    for its in terms.values():
        its.sort(key=lambda term: _STATUSES.index(term.status))
    fields = {"Entry_ID": concept.id, "Entry_Domain": concept.domain, "Entry_Note": concept.note}
    cells, term = [], None
    for what, lang in columns:
        if what == "term":
            term = terms[lang].pop(0) if terms[lang] else None
            cells.append(term.text if term else "")
        elif what == "Term_Info":
            cells.append(_info(term) if term else "")
        elif what == "Term_Example":
            cells.append(dict(term.extra).get(what, "") if term else "")
            known = {"Term_Example", "Term_Info"}
            losses += [
                Loss(concept.id, f"{name} of a term") for name, _ in (term.extra if term else ()) if name not in known
            ]
        else:
            cells.append(fields.get(what, "") or extra.pop(f"{lang}.{what}" if lang else what, ""))
    losses += [Loss(concept.id, f"extra {name}") for name in extra]
    return cells


def _info(term: Term) -> str:
    words = [_WRITTEN_CASES[term.case], _WRITTEN_MATCHES[term.match], dict(term.extra).get("Term_Info", "")]
    return ";".join(filter(None, (*words, "Forbidden" if term.status is Status.FORBIDDEN else "")))
