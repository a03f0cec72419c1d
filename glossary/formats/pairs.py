"""Pairs of a term and its rendering, the content of most exchange formats, gathered into concepts and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from songngu.corpus.language.normalise import without_diacritics
from songngu.glossary.concept import Concept, Extra, Glossary, MatchMode, Status, Term
from songngu.glossary.formats.losses import GlossaryReading, Loss

_GAP = re.compile(r"[^a-z0-9]+")
_BREAK = re.compile(r"[\t\r\n]+")
WRITTEN = (Status.PREFERRED, Status.ADMITTED)


class TermPair(NamedTuple):
    """A term, its rendering and what a file says about them; ``concept`` is an id, where the file has one."""

    line: int
    source: str
    target: str
    langs: tuple[str, str]
    note: str = ""
    pos: str = ""
    status: Status = Status.PREFERRED
    concept: str = ""
    extra: Extra = ()
    source_pos: str = ""


def gathered(pairs: Iterable[TermPair]) -> GlossaryReading:
    """Return the concepts of the pairs: those of one id, or of one source term, are one.

    Of several renderings the first preferred one stays so, the others are admitted. A pair with an empty side is told
    as a loss, by its line.
    """
    groups: dict[tuple[str, str], list[TermPair]] = {}
    losses = []
    for given in pairs:
        pair = given._replace(source=given.source.strip(), target=given.target.strip(), note=given.note.strip())
        if pair.source and pair.target:
            groups.setdefault((pair.langs[0], pair.concept or f"\0{pair.source}"), []).append(pair)
        elif pair.source or pair.target:
            losses.append(Loss(f"line {pair.line}", f"{pair.source or pair.target!r}, which has nothing beside it"))
    taken: set[str] = set()
    concepts = []
    for group in groups.values():
        concept_id = unique(group[0].concept or slug(group[0].source), taken)
        concepts.append(_concept(concept_id, group))
    return GlossaryReading(Glossary(tuple(concepts)), tuple(losses))


def together(readings: Sequence[GlossaryReading], losses: Sequence[Loss] = ()) -> GlossaryReading:
    """Return one reading of several, in order; an id that stands in two is numbered."""
    taken: set[str] = set()
    concepts = [replace(one, id=unique(one.id, taken)) for reading in readings for one in reading.glossary]
    return GlossaryReading(
        Glossary(tuple(concepts)), (*(loss for reading in readings for loss in reading.losses), *losses)
    )


def _concept(concept_id: str, group: list[TermPair]) -> Concept:
    notes = {pair.note for pair in group}
    terms: dict[tuple[str, str], Term] = {}
    for pair in group:
        source = (pair.langs[0], pair.source)
        status = _next(terms, pair.langs[0], Status.PREFERRED)
        terms.setdefault(source, Term(pair.source, pair.langs[0], status, pos=pair.source_pos))
    for pair in group:
        target = (pair.langs[1], pair.target)
        if target not in terms:
            status = _next(terms, pair.langs[1], pair.status)
            note = pair.note if len(notes) > 1 else ""
            terms[target] = Term(pair.target, pair.langs[1], status, pos=pair.pos, note=note, extra=pair.extra)
    return Concept(concept_id, tuple(terms.values()), note=notes.pop() if len(notes) == 1 else "", line=group[0].line)


def _next(terms: dict[tuple[str, str], Term], lang: str, status: Status) -> Status:
    """Return the status of one more term: a language has one preferred term."""
    has_one = any(term.lang == lang and term.status is Status.PREFERRED for term in terms.values())
    return Status.ADMITTED if has_one and status is Status.PREFERRED else status


def slug(text: str) -> str:
    """Return an id that a person recognises: ``Hà Nội`` is ``ha-noi``; of other scripts the text itself."""
    return _GAP.sub("-", without_diacritics(text).casefold()).strip("-") or text.strip()


def unique(concept_id: str, taken: set[str]) -> str:
    """Return the id, numbered where it is taken, and take it."""
    number, free = 1, concept_id
    while free in taken:
        number += 1
        free = f"{concept_id}-{number}"
    taken.add(free)
    return free


def every_pair(glossary: Glossary, langs: tuple[str, str], losses: list[Loss]) -> Iterator[tuple[Concept, Term, Term]]:
    """Yield every allowed term in the first language with every allowed rendering in the second."""
    for concept in glossary:
        sources, targets = ([t for t in concept.in_lang(lang, *WRITTEN) if _plain(t)] for lang in langs)
        losses += [Loss(concept.id, "a regular expression") for t in concept.terms if not _plain(t)]
        if not sources or not targets:
            losses.append(Loss(concept.id, f"the concept, which has no pair of {langs[0]} and {langs[1]} terms"))
        yield from ((concept, source, target) for source in sources for target in targets)


def _plain(term: Term) -> bool:
    return term.match is not MatchMode.REGEX


def first_pairs(glossary: Glossary, langs: tuple[str, str], losses: list[Loss]) -> Iterator[tuple[Concept, Term, Term]]:
    """Yield every allowed term in the first language, once, with the best of its renderings."""
    seen: set[str] = set()
    for concept, source, target in every_pair(glossary, langs, losses):
        best = min(concept.in_lang(langs[1], *WRITTEN), key=lambda term: WRITTEN.index(term.status))
        if target is best and source.text not in seen:
            seen.add(source.text)
            yield concept, source, target
        else:
            losses.append(Loss(concept.id, f"a second rendering of a {langs[0]} term"))


def on_one_line(text: str, concept: Concept, losses: list[Loss]) -> str:
    """Return the text with a space for tabs and line ends, which is told."""
    flat = _BREAK.sub(" ", text)
    if flat != text:
        losses.append(Loss(concept.id, "tabs and line ends"))
    return flat
