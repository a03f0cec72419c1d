"""What a format cannot keep: every conversion tells it, entry by entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields

from songngu.corpus.errors import SongnguError
from songngu.glossary.concept import Concept, Glossary, Status, Term, usual_match, usual_scope
from songngu.glossary.formats.comments import Comments

_CONCEPT = ("domain", "kind", "note", "extra", "source", "files", "domains", "examples")
_TERM = ("case", "match", "scope", "forms", "exceptions", "pos", "note", "extra")
_NAMES = {"kind": "type", "pos": "part of speech"}
_DEFAULTS = {field.name: field.default for part in (Concept, Term) for field in fields(part)}


class LossError(SongnguError):
    """A conversion that would lose something, where nothing may be lost."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of one entry that was not kept; ``concept`` is its id, or the line of the file it stood on."""

    concept: str
    what: str


@dataclass(frozen=True, slots=True)
class GlossaryReading:
    """A glossary as read from a file, what of the file it does not hold, and the comments of a file that has some."""

    glossary: Glossary
    losses: tuple[Loss, ...] = ()
    comments: Comments | None = None


def losses_of(
    glossary: Glossary,
    *,
    concept: Collection[str] = (),
    term: Collection[str] = (),
    statuses: Collection[Status] = tuple(Status),
    langs: Collection[str] | None = None,
    ids: bool = True,
) -> Iterator[Loss]:
    """Yield what a format does not keep that holds only the given fields, statuses and languages.

    A field that has its usual value is no loss; a type is one where matching depends on it.
    """
    for one in glossary:
        if not ids:
            yield Loss(one.id, "id")
        for name in _CONCEPT:
            if name not in concept and getattr(one, name) != _DEFAULTS[name]:
                yield Loss(one.id, _NAMES.get(name, name))
        for its in one.terms:
            if langs is not None and its.lang not in langs:
                yield Loss(one.id, f"{its.lang} term")
            elif its.status not in statuses:
                yield Loss(one.id, f"{its.status} term")
            else:
                yield from (Loss(one.id, f"{_NAMES.get(name, name)} of a term") for name in _unkept(its, one, term))


def _unkept(term: Term, concept: Concept, kept: Collection[str]) -> list[str]:
    usual = _DEFAULTS | {"match": usual_match(concept.kind), "scope": usual_scope(concept.kind)}
    if term.status is not Status.FORBIDDEN:
        usual["scope"] = term.scope
    return [name for name in _TERM if name not in kept and getattr(term, name) != usual[name]]


def summary(losses: Sequence[Loss]) -> list[str]:
    """Return one line for each sort of loss, with how often and where first."""
    places: dict[str, list[str]] = {}
    for loss in losses:
        places.setdefault(loss.what, []).append(loss.concept)
    lines = []
    for what, where in places.items():
        shown = ", ".join(list(dict.fromkeys(where))[:3])
        more = ", …" if len(set(where)) > 3 else ""
        lines.append(f"{what}: {len(where)} not kept ({shown}{more})")
    return lines
