"""The canonical form of ``glossary.yaml``."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from songngu.glossary.concept import Case, Concept, ConceptKind, Glossary, Status, Term, usual_match, usual_scope
from songngu.glossary.formats.block import Path
from songngu.glossary.formats.comments import END, Comments

_STATUSES = tuple(Status)
_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\n\t]*")
# What YAML 1.1 or 1.2 would read as something else than a text: null, truth values, numbers, dates.
_OTHER = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9a-fxobe_.:+\-]*(?:[ t][0-9:.+\- z]*)?|\.inf|\.nan", re.IGNORECASE
)
_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"(\d+)")
_NONE = Comments()


class CanonicalRow(NamedTuple):
    """One line of the file and the entry that begins there."""

    path: Path
    indent: int
    text: str


def dump(glossary: Glossary, comments: Comments = _NONE) -> str:
    """Return the canonical text of a glossary, ending in a line end; no comment is lost."""
    rows = list(_rows(glossary))
    comments = comments.settled(row.path for row in rows) if len(comments) else comments
    lines = []
    for number, row in enumerate(rows):
        if len(row.path) == 2 and number > 2:
            lines.append("")
        margin = " " * row.indent
        lines += [margin + line for line in comments.before.get(row.path, ())]
        beside = comments.beside.get(row.path)
        first, *rest = row.text.split("\n")
        lines.append(f"{margin}{first}  {beside}" if beside else margin + first)
        lines += [margin + line if line else "" for line in rest]
    lines += comments.before.get(END, ())
    return "\n".join(lines) + "\n"


def natural(text: str) -> tuple[tuple[str | int, ...], str]:
    """Return the key by which ``c2`` stands before ``c10``."""
    parts = _NUMBER.split(text.casefold())
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts)), text


def _rows(glossary: Glossary) -> Iterator[CanonicalRow]:
    yield CanonicalRow(("version",), 0, "version: 1")
    if not glossary.concepts:
        yield CanonicalRow(("concepts",), 0, "concepts: []")
        return
    yield CanonicalRow(("concepts",), 0, "concepts:")
    for concept in sorted(glossary.concepts, key=lambda concept: natural(_nfc(concept.id))):
        yield from _item(("concepts", concept.id), 2, _of_concept(concept))


def _item(path: Path, indent: int, rows: Iterator[CanonicalRow]) -> Iterator[CanonicalRow]:
    """Yield the rows of a mapping that is an item of a list; the item itself has ``path``."""
    first = next(rows)
    yield CanonicalRow(path, indent, f"- {first.text}")
    for row in rows:
        yield CanonicalRow(path + row.path, row.indent + indent + 2, row.text)


def _of_concept(concept: Concept) -> Iterator[CanonicalRow]:
    yield CanonicalRow(("id",), 0, f"id: {scalar(concept.id)}")
    if concept.kind is not ConceptKind.TERM:
        yield CanonicalRow(("type",), 0, f"type: {concept.kind}")
    yield from _texts(domain=concept.domain, source=concept.source, note=concept.note)
    yield from _list("files", concept.files)
    yield from _list("domains", concept.domains)
    shared = _shared(concept)
    for name, value in shared.items():
        if value != _usual(concept.kind)[name]:
            yield CanonicalRow((name,), 0, f"{name}: {value}")
    pos = _shared_pos(concept)
    yield from _texts(pos=pos)
    yield from _terms(concept, shared, pos)
    yield from _examples(concept)
    yield from _extra(concept.extra)


def _usual(kind: ConceptKind) -> dict[str, str]:
    return {"case": Case.PERMISSIVE, "match": usual_match(kind), "scope": usual_scope(kind)}


def _shared(concept: Concept) -> dict[str, str]:
    """Return what the concept says for its terms: what all of them have, else what is usual."""
    shared = {}
    for name, usual in _usual(concept.kind).items():
        values = {getattr(term, name) for term in concept.terms}
        shared[name] = values.pop() if len(values) == 1 else usual
    return shared


def _shared_pos(concept: Concept) -> str:
    """Return the part of speech of all terms where there are several and it is one."""
    parts = {term.pos for term in concept.terms}
    return parts.pop() if len(parts) == 1 and len(concept.terms) > 1 else ""


def _terms(concept: Concept, shared: Mapping[str, str], pos: str) -> Iterator[CanonicalRow]:
    langs = sorted({term.lang for term in concept.terms})
    if langs:
        yield CanonicalRow(("terms",), 0, "terms:")
    for lang in langs:
        yield CanonicalRow(("terms", lang), 2, f"{scalar(lang)}:")
        for term in sorted(concept.in_lang(lang), key=lambda term: _STATUSES.index(term.status)):
            path = ("terms", lang, term.text)
            fields = list(_of_term(term, shared, pos))
            if len(fields) == 1:
                yield CanonicalRow(path, 4, f"- {scalar(term.text)}")
            else:
                yield from _item(path, 4, iter(fields))


def _of_term(term: Term, shared: Mapping[str, str], pos: str) -> Iterator[CanonicalRow]:
    yield CanonicalRow(("text",), 0, f"text: {scalar(term.text)}")
    if term.status is not Status.PREFERRED:
        yield CanonicalRow(("status",), 0, f"status: {term.status}")
    for name, value in shared.items():
        if getattr(term, name) != value:
            yield CanonicalRow((name,), 0, f"{name}: {getattr(term, name)}")
    yield from _list("forms", term.forms)
    yield from _list("exceptions", term.exceptions)
    yield from _texts(pos="" if term.pos == pos else term.pos, note=term.note)
    yield from _extra(term.extra)


def _examples(concept: Concept) -> Iterator[CanonicalRow]:
    if concept.examples:
        yield CanonicalRow(("examples",), 0, "examples:")
    for name, good in (("ok", True), ("bad", False)):
        chosen = [example for example in concept.examples if example.good is good]
        if chosen:
            yield CanonicalRow(("examples", name), 2, f"{name}:")
        for i, example in enumerate(chosen):
            texts = (CanonicalRow((lang,), 0, f"{scalar(lang)}: {scalar(text)}") for lang, text in example.texts)
            yield from _item(("examples", name, i), 4, texts)


def _extra(extra: tuple[tuple[str, str], ...]) -> Iterator[CanonicalRow]:
    if extra:
        yield CanonicalRow(("extra",), 0, "extra:")
    for name, value in extra:
        yield CanonicalRow(("extra", name), 2, f"{scalar(name)}: {_long(value)}")


def _texts(**fields: str) -> Iterator[CanonicalRow]:
    for name, value in fields.items():
        if value:
            yield CanonicalRow((name,), 0, f"{name}: {_long(value)}")


def _list(name: str, items: tuple[str, ...]) -> Iterator[CanonicalRow]:
    if items:
        yield CanonicalRow((name,), 0, f"{name}:")
    for i, item in enumerate(items):
        yield CanonicalRow((name, i), 2, f"- {scalar(item)}")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar of one line: plain where every reader takes it for a text, else in quotes."""
    text = _nfc(text)
    if (
        _SAFE.fullmatch(text)
        and ": " not in text
        and " #" not in text
        and text[-1] not in ": "
        and not _OTHER.fullmatch(text)
        and not _ODD.search(text)
    ):
        return text
    return _ODD.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _long(text: str) -> str:
    """Return ``text`` as a scalar, as a literal block where it has several lines and nothing that a block loses."""
    text = _nfc(text)
    lines = text.split("\n")
    if len(lines) == 1 or text != text.strip() or _ODD.search(text) or any(line != line.rstrip() for line in lines):
        return scalar(text)
    return "|-\n" + "\n".join(f"  {line}" if line else "" for line in lines)
