"""The terms of a row that are prose: what stands in code is no use of a term."""

from __future__ import annotations

from collections.abc import Sequence

from songngu.corpus.document import Markup, Span
from songngu.corpus.language.prose import code_spans
from songngu.glossary.concept import ConceptKind
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.rule import marked_as_code

_Matches = Sequence[Match[Sense]]


def in_prose(
    held: Sequence[_Matches], texts: tuple[str, str], markups: tuple[Sequence[Markup], Sequence[Markup]]
) -> Sequence[_Matches]:
    """Return the terms of source and target, and the variants of names in the target, that are not code.

    A term that is not to be translated may stand in code, and so may the rendering of a term of the source's prose,
    but for code that the source has as well.
    """
    our_code, their_code = (
        code_spans(text, marked_as_code(markup)) for text, markup in zip(texts, markups, strict=True)
    )
    if not our_code and not their_code:
        return held
    ours, theirs, variants = held
    ours = [match for match in ours if _is_kept(match) or not _inside(match, our_code)]
    spoken = {match.payload.concept.id for match in ours}
    kept = {texts[0][span.start : span.end].strip("`") for span in our_code}
    own = [span for span in their_code if texts[1][span.start : span.end].strip("`") not in kept]
    theirs = [
        match
        for match in theirs
        if not _inside(match, their_code)
        or _is_kept(match)
        or (match.payload.term.allowed and match.payload.concept.id in spoken and _inside(match, own))
    ]
    return [ours, theirs, [match for match in variants if not _inside(match, their_code)]]


def _inside(match: Match[Sense], code: Sequence[Span]) -> bool:
    return any(span.start < match.end and match.start < span.end for span in code)


def _is_kept(match: Match[Sense]) -> bool:
    return match.payload.concept.kind is ConceptKind.DO_NOT_TRANSLATE and match.payload.term.allowed
