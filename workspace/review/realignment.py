"""Aligning a stretch of a sheet anew, between what a person decided: accepted pairs are fixed points and a lexicon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from songngu.corpus.document import Document
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.sheet import ReviewBead, Sheet

if TYPE_CHECKING:
    from songngu.align.aligner import Aligner

_LEAST_PAIRS = 20


def stretch(sheet: Sheet, place: int) -> list[ReviewBead]:
    """Return the rows from a place to the next that is decided, set aside as a repeat, or of another document.

    Raises EditError where there are none.
    """
    rows: list[ReviewBead] = []
    for bead in sheet.beads[place:]:
        if bead.decided or bead.duplicate_of is not None or (rows and bead.document != rows[0].document):
            break
        rows.append(bead)
    if not rows:
        raise EditError(
            "realign: this row is decided: go to an open one", hint="clear the row first, or go to the next"
        )
    return rows


def realigned(sheet: Sheet, place: int, aligner_for: Callable[[tuple[str, str]], Aligner]) -> Action:
    """Return the action that aligns the stretch from a place on anew. Raises EditError where there is none."""
    from songngu.align.alignment import align_documents

    rows = stretch(sheet, place)
    langs = rows[0].cells["source_lang"], rows[0].cells["target_lang"]
    if langs[0] == langs[1]:
        raise EditError("realign: both sides name the same language, or none")
    sides = [[s.text for bead in rows for s in bead.sides[k]] for k in (0, 1)]
    source, target = (Document.from_sentences(texts, lang) for texts, lang in zip(sides, langs, strict=True))
    aligner = _with_accepted(aligner_for(langs), _accepted(sheet), langs)
    beads = align_documents(source, target, keep_duplicates=True, aligner=aligner).beads
    counts = [(len(bead.source), len(bead.target), bead.probability) for bead in beads]
    return Action(action="realign", rows=[bead.key for bead in rows], beads=counts)


def _accepted(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (bead.text(0), bead.text(1))
        for bead in sheet
        if bead.status in ("accepted", "edited") and bead.text(0) and bead.text(1)
    ]


def _with_accepted(aligner: Aligner, pairs: Sequence[tuple[str, str]], langs: tuple[str, str]) -> Aligner:
    """Return the aligner with the pairs a person accepted as one more layer, where there are enough to learn from."""
    from songngu.align.lexicon.layers import LexiconLayer
    from songngu.align.lexicon.training import train_lexicon

    if len(pairs) < _LEAST_PAIRS:
        return aligner
    return replace(aligner, layers=(*aligner.layers, LexiconLayer(train_lexicon(pairs, *langs))))
