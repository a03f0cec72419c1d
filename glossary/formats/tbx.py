"""TBX, the exchange format of termbases: v3 (ISO 30042:2019, styles DCA and DCT), v2 (``martif``), TBX-Min of 2013.

A document type is passed over and never loaded; entities are refused. Data categories that songngu has no field for
stand in ``extra``: ``definition``, ``en.definition`` of a language, ``context.source`` for the source of a context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Concept, Extra, Glossary, Status, Term
from songngu.glossary.formats.languages import code
from songngu.glossary.formats.losses import GlossaryReading, Loss
from songngu.glossary.formats.pairs import unique
from songngu.glossary.formats.tbx_rules import LANG, META, category, faults, is_core, line_of, local

STATUSES = {
    "preferredterm-admn-sts": Status.PREFERRED, "admittedterm-admn-sts": Status.ADMITTED,
    "deprecatedterm-admn-sts": Status.DEPRECATED, "supersededterm-admn-sts": Status.DEPRECATED,
    "preferred": Status.PREFERRED, "admitted": Status.ADMITTED, "approved": Status.ADMITTED,
    "notrecommended": Status.DEPRECATED, "deprecated": Status.DEPRECATED, "superseded": Status.DEPRECATED,
    "obsolete": Status.DEPRECATED, "forbidden": Status.FORBIDDEN, "proposed": Status.PROPOSED,
    "legalterm-admn-sts": Status.ADMITTED, "regulatedterm-admn-sts": Status.ADMITTED,
    "standardizedterm-admn-sts": Status.PREFERRED,
}  # fmt: skip
_STATUS_NAMES = {"administrativeStatus", "usageStatus", "termStatus", "normativeAuthorization"}
_ENTRIES = {"conceptEntry", "termEntry"}
_LANGUAGES = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_GROUPS = {"descripGrp", "adminGrp", "termNoteGrp", "termGrp"}
_MINIMAL = {"subjectField", "partOfSpeech", "termStatus", "customer"}
_PAIR = re.compile(r"\s*(\w+)\s*=\s*(.*)")
_Fields = list[tuple[str, str]]


def read(path: Path, data: bytes) -> GlossaryReading:
    """Read a TBX file.

    Raises InputError, naming line and column where known, for what is no XML or no TBX, declares entities, or breaks
    the rules of TBX v3 or of the public dialect it claims.
    """
    root = _root(path, data)
    kind = local(root)
    if kind not in {"tbx", "martif", "TBX"}:
        raise InputError(f"not TBX: the root is {kind}", path=str(path), line=line_of(root), hint="export it as TBX")
    wrong = sorted(faults(root)) if kind == "tbx" else []
    if wrong:
        line, message, hint = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise InputError(f"not valid TBX: {message}{more}", path=str(path), line=line, hint=hint)
    return _Reader(path).glossary(root)


def _root(path: Path, data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = str(error.msg or "the file is empty").rpartition(", line ")[0] or str(error.msg)
        raise InputError(f"not XML: {message}", path=str(path), line=line or 1, column=column or None) from None
    except ValueError as error:
        raise InputError(f"not XML: {error}", path=str(path)) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    entity = next(declared.iterentities(), None) if declared is not None else None
    reference: Any = next(root.iter(etree.Entity), None)
    if entity is not None or reference is not None:
        place = None if reference is None else line_of(reference)
        name = getattr(entity if reference is None else reference, "name", "")
        raise InputError(
            f"the entity {name!r}: entities are not read", path=str(path), line=place, hint="write what it stands for"
        )
    return root


class _Reader:
    """Reads entries; collects what it cannot keep."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._losses: list[Loss] = []
        self._place = ""

    def glossary(self, root: etree._Element) -> GlossaryReading:
        concepts: list[Concept] = []
        lines: dict[str, int] = {}
        taken: set[str] = set()
        for element in root.iter("*"):
            if local(element) not in _ENTRIES:
                continue
            line = line_of(element)
            given = (element.get("id") or "").strip()
            if given in lines:
                raise InputError(
                    f"concept {given!r} was given on line {lines[given]} already",
                    path=str(self._path),
                    line=line,
                    hint="give every concept an id of its own",
                )
            concept_id = unique(given or "concept", taken)
            lines[concept_id] = line
            self._place = concept_id
            concept = self._concept(element, concept_id, line)
            if concept.terms:
                concepts.append(concept)
            else:
                self._lost("the concept, which has no term")
        return GlossaryReading(Glossary(tuple(concepts)), tuple(self._losses))

    def _lost(self, what: str) -> None:
        self._losses.append(Loss(self._place, what))

    def _concept(self, element: etree._Element, concept_id: str, line: int) -> Concept:
        fields = self._fields(element)
        terms: list[Term] = []
        for child in element.iterchildren("*"):
            if local(child) in _LANGUAGES:
                its, about = self._language(child)
                terms += its
                fields += about
        domain, source = _take(fields, "subjectField"), _take(fields, "source")
        note = _take_all(fields, "note")
        return Concept(concept_id, tuple(terms), domain, note=note, extra=_numbered(fields), source=source, line=line)

    def _language(self, element: etree._Element) -> tuple[list[Term], _Fields]:
        lang = code(element.get(LANG) or element.get("lang") or "")
        if lang is None:
            raise InputError(
                f"{element.get(LANG, '')!r} is no language code", path=str(self._path), line=line_of(element)
            )
        about = [(f"{lang}.{name}", value) for name, value in self._fields(element)]
        terms = [self._term(child, lang) for child in element.iterchildren("*") if local(child) in _TERMS]
        return _ranked([term for term in terms if term is not None]), about

    def _term(self, element: etree._Element, lang: str) -> tuple[Term, bool] | None:
        """Return a term and whether the file gives its status; None where it is empty."""
        found = next((inner for inner in element.iter("*") if local(inner) == "term"), None)
        text = "" if found is None else _text(found)
        if not text:
            self._lost(f"an empty {lang} term")
            return None
        fields = self._fields(element)
        given = [value for name, value in fields if name in _STATUS_NAMES]
        fields = [field for field in fields if field[0] not in _STATUS_NAMES]
        status = STATUSES.get(given[0].lower()) if given else None
        if given and status is None:
            self._lost(f"the status {given[0]!r} of a term")
        pos, note = _take(fields, "partOfSpeech"), _take_all(fields, "note")
        term = Term(text, lang, status or Status.PREFERRED, pos=pos, note=note, extra=_numbered(fields))
        return term, status is not None

    def _fields(self, element: etree._Element) -> _Fields:
        """Return the data categories that stand in an element itself, in order."""
        fields: _Fields = []
        for child in element.iterchildren("*"):
            name = local(child)
            if name in _GROUPS:
                fields += self._group(child)
            elif name == "transacGrp":
                self._lost("the history (transacGrp)")
            elif name in {"note", "noteGrp"}:
                fields += [("note", note) for note in _notes(child)]
            elif name in META or not is_core(child) or name in _MINIMAL:
                fields += self._field(child)
            elif name not in _LANGUAGES | _TERMS | {"term"}:
                self._lost(f"the element {name}")
        return fields

    def _group(self, element: etree._Element) -> _Fields:
        first, *rest = self._fields(element) or [("", "")]
        if not first[0] or local(element) == "termGrp":
            return [first, *rest] if first[0] else []
        return [first, *((f"{first[0]}.{name}", value) for name, value in rest)]

    def _field(self, element: etree._Element) -> _Fields:
        text, name = _text(element), category(element)
        if local(element) in _MINIMAL and not element.get("type"):
            name = "customerSubset" if local(element) == "customer" else local(element)
        if not name:  # some v2 writers put several categories into one note, a line each
            found = [_PAIR.fullmatch(line) for line in (element.text or "").splitlines()]
            return [(pair[1], pair[2].strip()) for pair in found if pair]
        target = element.get("target")
        value = f"{target} {text}".strip() if target else text
        return [(name, value)] if value else []


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _notes(element: etree._Element) -> Iterator[str]:
    """Yield the texts of a note; those of TBX-Min have a key and a value."""
    keyed = [inner for inner in element.iter("*") if local(inner) == "noteValue"]
    for inner in keyed or [element]:
        before = inner.getprevious() if keyed else None
        key = f"{_text(before)}: " if before is not None else ""
        if text := _text(inner):
            yield key + text


def _ranked(terms: list[tuple[Term, bool]]) -> list[Term]:
    """Return the terms of one language; of those whose status is not given the first is preferred, if none is."""
    settled = any(given and term.status is Status.PREFERRED for term, given in terms)
    ranked = []
    for term, given in terms:
        ranked.append(term if given else replace(term, status=Status.ADMITTED if settled else Status.PREFERRED))
        settled = settled or not given
    return ranked


def _take(fields: _Fields, name: str) -> str:
    """Take the first value of that name out of the fields."""
    for i, (its, value) in enumerate(fields):
        if its == name:
            del fields[i]
            return value
    return ""


def _take_all(fields: _Fields, name: str) -> str:
    values = []
    while value := _take(fields, name):
        values.append(value)
    return "\n".join(values)


def _numbered(fields: _Fields) -> Extra:
    taken: set[str] = set()
    extra = []
    for name, value in fields:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name} {number}"
        taken.add(free)
        extra.append((free, value))
    return tuple(extra)
