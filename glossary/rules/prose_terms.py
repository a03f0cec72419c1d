"""The terms of a row that are prose: what stands in code is no use of a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from songngu.corpus.document import Span
from songngu.corpus.language.prose import code_spans
from songngu.glossary.concept import ConceptKind
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.rule import Row


def in_prose(row: Row) -> Row:
    """Return a row with those of its terms, and of the variants of names in its target, that are not code.

    A term that is not to be translated may stand in code, and so may the rendering of a term of the source's prose,
    but for code that the source has as well.
    """
    if row.source_prose is row.source and row.target_prose is row.target:
        return row
    our_code, their_code = code_spans(row.source, row.source_code), code_spans(row.target, row.target_code)
    ours = [match for match in row.source_terms if _is_kept(match) or not _inside(match, our_code)]
    spoken = {match.payload.concept.id for match in ours}
    kept = {row.source[span.start : span.end].strip("`") for span in our_code}
    own = [span for span in their_code if row.target[span.start : span.end].strip("`") not in kept]
    theirs = [
        match
        for match in row.target_terms
        if not _inside(match, their_code)
        or _is_kept(match)
        or (match.payload.term.allowed and match.payload.concept.id in spoken and _inside(match, own))
    ]
    variants = [match for match in row.target_variants if not _inside(match, their_code)]
    return replace(row, source_terms=ours, target_terms=theirs, target_variants=variants)


def _inside(match: Match[Sense], code: Sequence[Span]) -> bool:
    return any(span.start < match.end and match.start < span.end for span in code)


def _is_kept(match: Match[Sense]) -> bool:
    return match.payload.concept.kind is ConceptKind.DO_NOT_TRANSLATE and match.payload.term.allowed
