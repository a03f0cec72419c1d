"""Terms looked up: a term in the glossary, or all terms of the glossary in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from songngu.corpus.document import Document
from songngu.glossary.concept import Concept, Glossary, Status, Term
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense, term_matcher

_NEAR = 70
_SOUNDS_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a document: its place (1-based, in code points), the text there, what it means."""

    file: str
    line: int
    column: int
    text: str
    sense: Sense

    def as_json(self) -> dict[str, Any]:
        """Return the hit as `songngu glossary lookup --format json` prints it."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "concept": self.sense.concept.id,
            "status": str(self.sense.term.status),
            "renderings": renderings(self.sense.concept, self.sense.term.lang),
        }


def find_concepts(glossary: Glossary, query: str, langs: Iterable[str]) -> list[Concept]:
    """Return the concepts whose terms stand in ``query`` in one of the languages, those of the longest terms first."""
    found: dict[str, tuple[int, Concept]] = {}
    for lang in langs:
        for match in term_matcher(glossary.localised((lang,)), lang).find(query, overlapping=True):
            concept, size = match.payload.concept, match.end - match.start
            if size > found.get(concept.id, (0, concept))[0]:
                found[concept.id] = (size, concept)
    return [concept for _, concept in sorted(found.values(), key=lambda item: -item[0])]


def near_terms(glossary: Glossary, query: str, langs: Iterable[str], limit: int = 5) -> list[str]:
    """Return the terms of the glossary that are spelt most like ``query``.

    Before them stand Vietnamese terms that read the Chinese characters of ``query``, or the other way about, and names
    that sound like it: *Lương Văn Phong* for *Liang Wenfeng*, *Mát-xcơ-va* for *Moscow*.
    """
    from rapidfuzz import fuzz, process, utils

    from songngu.align.lexicon.names import name_likeness
    from songngu.align.lexicon.readings import is_read

    wanted = set(langs)
    texts = dict.fromkeys(term.text for concept in glossary for term in concept.terms if term.lang in wanted)
    best = process.extract(
        query, list(texts), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit, score_cutoff=_NEAR
    )
    read = [
        text
        for text in texts
        if is_read(query, text)
        or is_read(text, query)
        or max(name_likeness(query, text), name_likeness(text, query)) >= _SOUNDS_ALIKE
    ]
    return list(dict.fromkeys([*read, *(text for text, _, _ in best)]))[:limit]


def find_in_document(glossary: Glossary, document: Document, *, overlapping: bool = False) -> Iterator[Hit]:
    """Yield the terms of the glossary that stand in the file of a document, in order; those that hold for its path."""
    matcher = term_matcher(glossary.within(document.path).localised((document.lang,)), document.lang)
    for match in matcher.find(document.raw, overlapping=overlapping):
        line, column = document.position(match.start)
        yield Hit(document.path, line, column, _shown(document.raw, match), match.payload)


def _shown(raw: str, match: Match[Sense]) -> str:
    return " ".join(raw[match.start : match.end].split())


def renderings(concept: Concept, lang: str) -> dict[str, list[str]]:
    """Return the allowed terms of a concept in all other languages, the preferred ones first."""
    others = sorted({term.lang for term in concept.terms} - {lang})
    return {
        other: [term.text for status in (Status.PREFERRED, Status.ADMITTED) for term in concept.in_lang(other, status)]
        for other in others
    }


def concept_json(concept: Concept) -> dict[str, Any]:
    """Return a concept as the JSON reports show it."""
    return {
        "id": concept.id,
        "type": str(concept.kind),
        "domain": concept.domain,
        "note": concept.note,
        "source": concept.source,
        "terms": [_term_json(term) for term in concept.terms],
    }


def _term_json(term: Term) -> dict[str, Any]:
    return {
        "text": term.text,
        "lang": term.lang,
        "status": str(term.status),
        "case": str(term.case),
        "match": str(term.match),
        "scope": str(term.scope),
        "forms": list(term.forms),
        "exceptions": list(term.exceptions),
        "pos": term.pos,
        "note": term.note,
    }


def concept_card(concept: Concept) -> str:
    """Return a concept as a few lines to read."""
    about = ", ".join(filter(None, (concept.kind, concept.domain)))
    lines = [f"{concept.id} ({about})"]
    for lang in sorted({term.lang for term in concept.terms}):
        for status in Status:
            texts = [term.text for term in concept.in_lang(lang, status)]
            if texts:
                name = "" if status is Status.PREFERRED else f"{status}: "
                lines.append(f"  {lang}  {name}{' | '.join(texts)}")
    lines += [f"  {line}" for line in concept.note.splitlines()]
    return "\n".join(lines) + "\n"


def statistics(glossary: Glossary) -> dict[str, Any]:
    """Return how many concepts and terms a glossary holds, by type, domain, language and status."""
    terms = [term for concept in glossary for term in concept.terms]
    statuses = {lang: _counted(term.status for term in terms if term.lang == lang) for lang in glossary.languages}
    return {
        "concepts": len(glossary),
        "terms": len(terms),
        "types": _counted(concept.kind for concept in glossary),
        "domains": _counted(concept.domain for concept in glossary if concept.domain),
        "languages": statuses,
        "examples": sum(len(concept.examples) for concept in glossary),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts = Counter(map(str, values))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
