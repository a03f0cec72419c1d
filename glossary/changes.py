"""What differs between two glossaries, and one glossary made of two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from songngu.glossary.concept import Concept, Glossary, Status, Term, UsageExample

_FIELDS = ("domain", "kind", "note", "source", "files", "domains")
_NAMES = {"kind": "type"}
_USUAL = Concept("", ())
_USUAL_TERM = Term("", "")
_ASPECTS = tuple(name for name in Term.__slots__ if name not in {"text", "lang", "status"})
Part = tuple[str, ...]
Parts = dict[Part, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: of which concept, what (empty: the whole concept), as it was and as it is (or None)."""

    concept: str
    what: str
    old: str | None
    new: str | None

    def as_json(self) -> dict[str, str | None]:
        """Return the change as `songngu glossary diff --format json` prints it."""
        return {"concept": self.concept, "what": self.what, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class Merged:
    """The glossary made of two, and where they contradict each other: ``old`` was kept, ``new`` was not.

    ``other`` is the glossary that keeps what is ``new`` instead.
    """

    glossary: Glossary
    conflicts: tuple[Change, ...]
    other: Glossary


def difference(old: Glossary, new: Glossary) -> list[Change]:
    """Return what must change in ``old`` to become ``new``, concept by concept; the order of concepts is nothing."""
    changes = []
    for concept_id in dict.fromkeys((*(c.id for c in old), *(c.id for c in new))):
        if concept_id not in new:
            changes.append(Change(concept_id, "", _title(old[concept_id]), None))
        elif concept_id not in old:
            changes.append(Change(concept_id, "", None, _title(new[concept_id])))
        else:
            changes += _differences(concept_id, _parts(old[concept_id]), _parts(new[concept_id]))
    return changes


def _differences(concept_id: str, old: Parts, new: Parts) -> Iterator[Change]:
    for part in dict.fromkeys((*old, *new)):
        if old.get(part) != new.get(part):
            yield Change(concept_id, _name(part), _shown(old.get(part)), _shown(new.get(part)))


def merge(ours: Glossary, theirs: Glossary, base: Glossary | None = None) -> Merged:
    """Return the concepts of both glossaries, part by part; what they contradict each other in stays as in ``ours``.

    With the ``base`` from which both were made, a part that one side alone has changed or removed follows that side,
    and that both prefer another term in a language, which neither did before, is a contradiction.
    """
    kept, conflicts = _merged(ours, theirs, base)
    return Merged(kept, conflicts, _merged(theirs, ours, base)[0] if conflicts else kept)


def _merged(ours: Glossary, theirs: Glossary, base: Glossary | None) -> tuple[Glossary, tuple[Change, ...]]:
    conflicts: list[Change] = []
    concepts = []
    for concept_id in dict.fromkeys((*(c.id for c in ours), *(c.id for c in theirs))):
        mine, other, origin = (_get(glossary, concept_id) for glossary in (ours, theirs, base))
        concept = _merged_concept(mine, other, origin, base is not None, conflicts)
        if concept is not None:
            concepts.append(concept)
    return Glossary(tuple(concepts)), tuple(conflicts)


def _get(glossary: Glossary | None, concept_id: str) -> Concept | None:
    return glossary[concept_id] if glossary is not None and concept_id in glossary else None


def _merged_concept(
    mine: Concept | None, other: Concept | None, origin: Concept | None, based: bool, conflicts: list[Change]
) -> Concept | None:
    kept = mine or other
    if kept is None or (mine is not None and other is not None):
        return None if mine is None or other is None else _merged_parts(mine, other, origin, based, conflicts)
    if origin is None:
        return kept
    if kept != origin:
        was, now = (_title(kept), None) if mine else (None, _title(kept))
        conflicts.append(Change(kept.id, "", was, now))
        return mine
    return None


def _merged_parts(
    mine: Concept, other: Concept, origin: Concept | None, based: bool, conflicts: list[Change]
) -> Concept:
    ours, theirs, before = (_parts(concept) if concept else {} for concept in (mine, other, origin))
    refused = set(_rivals(mine, other, origin, conflicts)) if based else set()
    merged: Parts = {}
    for part in dict.fromkeys((*ours, *theirs)):
        if part[:3] in refused:
            continue
        a, b, was = ours.get(part), theirs.get(part), before.get(part)
        value = a
        if a != b:
            if a == was and (based or a is None):
                value = b
            elif b != was or (not based and b is not None):
                conflicts.append(Change(mine.id, _name(part), _shown(a), _shown(b)))
        if value is not None:
            merged[part] = value
    return _concept(mine, merged)


def _rivals(mine: Concept, other: Concept, origin: Concept | None, conflicts: list[Change]) -> Iterator[Part]:
    """Yield the terms that ``other`` prefers anew in a language where ``mine`` prefers others anew: a conflict."""
    for lang in dict.fromkeys(term.lang for term in other.terms):
        were = set(_preferred(origin, lang))
        ours, theirs = _preferred(mine, lang), _preferred(other, lang)
        own, fresh = set(ours) - were, [text for text in theirs if text not in were]
        known = {term.text for term in mine.in_lang(lang)}
        if own and fresh and own.isdisjoint(fresh) and known.isdisjoint(fresh):
            conflicts.append(Change(mine.id, f"preferred {lang} term", ", ".join(ours), ", ".join(theirs)))
            yield from (("term", lang, text) for text in fresh)


def _preferred(concept: Concept | None, lang: str) -> list[str]:
    return [term.text for term in concept.in_lang(lang, Status.PREFERRED)] if concept else []


def _parts(concept: Concept) -> Parts:
    """Return everything a concept says, each thing under a name of its own; what is usual is not said."""
    parts: Parts = {}
    for name in _FIELDS:
        value = getattr(concept, name)
        if value != getattr(_USUAL, name):
            parts[(name,)] = value
    for term in concept.terms:
        parts[("term", term.lang, term.text)] = term.status
        for name in _ASPECTS:
            if getattr(term, name) != getattr(_USUAL_TERM, name):
                parts[("term", term.lang, term.text, name)] = getattr(term, name)
    for name, value in concept.extra:
        parts[("extra", name)] = value
    for example in concept.examples:
        parts[("example", *(text for pair in example.texts for text in pair))] = example
    return parts


def _concept(like: Concept, parts: Mapping[Part, Any]) -> Concept:
    fields = {name: parts.get((name,), getattr(_USUAL, name)) for name in _FIELDS}
    aspects: dict[Part, dict[str, Any]] = {}
    for part, value in parts.items():
        if part[0] == "term" and len(part) > 3:
            aspects.setdefault(part[:3], {})[part[3]] = value
    terms = tuple(
        Term(part[2], part[1], value, **aspects.get(part, {}))
        for part, value in parts.items()
        if part[0] == "term" and len(part) == 3
    )
    extra = tuple((part[1], value) for part, value in parts.items() if part[0] == "extra")
    examples = tuple(value for part, value in parts.items() if part[0] == "example")
    return replace(like, terms=terms, extra=extra, examples=examples, **fields)


def _name(part: Part) -> str:
    if part[0] == "term":
        return " ".join((f"{part[1]} term {part[2]!r}", *part[3:]))
    if part[0] == "example":
        return f"example {part[-1]!r}"
    return f"extra {part[1]}" if part[0] == "extra" else _NAMES.get(part[0], part[0])


def _title(concept: Concept) -> str:
    firsts = {lang: concept.preferred(lang) for lang in sorted({term.lang for term in concept.terms})}
    return ", ".join(f"{lang} {text}" for lang, text in firsts.items() if text)


def _shown(value: object) -> str | None:
    """Return a part as a reader should see it."""
    if isinstance(value, UsageExample):
        return "ok" if value.good else "bad"
    if isinstance(value, tuple):
        return ", ".join(": ".join(item) if isinstance(item, tuple) else str(item) for item in value)
    return None if value is None else str(value)


def changes_report(changes: list[Change]) -> str:
    """Return the changes as lines: + what is new, - what is gone, ~ what is another."""
    lines = []
    for change in changes:
        what = f"{change.concept}: {change.what}".removesuffix(": ")
        if change.old is None:
            lines.append(f"+ {what}: {change.new}")
        elif change.new is None:
            lines.append(f"- {what}: {change.old}")
        else:
            lines.append(f"~ {what}: {change.old} → {change.new}")
    return "".join(line + "\n" for line in lines)
