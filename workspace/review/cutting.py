"""Splitting a bead in two at a cursor, between sentences or inside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from songngu.corpus.document import Span
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.making import check_unwritten, found, replaced
from songngu.workspace.review.sheet import ReviewSentence, Sheet, Side, Splice


def split(sheet: Sheet, action: Action) -> Splice:
    """Split a row at the cursor; sentences of the other side go with the half they are nearest to by length."""
    place = found(sheet, action.targets[0])
    bead, side = sheet.beads[place], action.side_index
    check_unwritten(bead, side)
    first, second = _cut(bead.sides[side], action)
    if not first or not second:
        raise EditError("split: there is nothing on one side of the cursor")
    other = bead.sides[1 - side]
    share = sum(len(s.text) for s in first) / max(sum(len(s.text) for s in (*first, *second)), 1)
    at = _nearest(other, share) if bead.texts[1 - side] is None else len(other)
    halves = (first, second), (other[:at], other[at:])
    kept, rest = ((halves[0][k], halves[1][k]) if side == 0 else (halves[1][k], halves[0][k]) for k in (0, 1))
    blank = replace(bead, texts=(None, None), note=None, marked=False)
    return replaced(sheet, place, (bead,), ((bead, kept), (blank, rest)))


def _cut(sentences: Side, action: Action) -> tuple[Side, Side]:
    """Return the sentences before and after the cursor: before ``sentence`` or, with ``offset``, inside it."""
    at = action.sentence
    if at is None or at >= len(sentences):
        raise EditError("split: there is no such sentence", hint='"sentence" counts those of the side from 0')
    if action.offset is None:
        return sentences[:at], sentences[at:]
    left, right = _halves(sentences[at], action.offset, action.spans)
    return (*sentences[:at], *left), (*right, *sentences[at + 1 :])


def _halves(sentence: ReviewSentence, offset: int, spans: Sequence[Sequence[int]] | None) -> tuple[Side, Side]:
    texts = sentence.text[:offset].rstrip(), sentence.text[offset:].lstrip()
    if not texts[0]:
        return (), (sentence,)
    if not texts[1]:
        return (sentence,), ()
    if len(sentence.numbers) > 1:
        raise EditError("split: where these sentences part is not known any more", hint="their document is not there")
    places = _places(sentence, texts, spans)
    left, right = (ReviewSentence(text, sentence.numbers, place) for text, place in zip(texts, places, strict=True))
    return (left,), (right,)


def _places(
    sentence: ReviewSentence, texts: tuple[str, str], spans: Sequence[Sequence[int]] | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    if not sentence.spans:
        return (), ()
    whole = sentence.spans[0]
    if spans is None and len(whole) == len(sentence.text):
        return (Span(whole.start, whole.start + len(texts[0])),), (Span(whole.end - len(texts[1]), whole.end),)
    if spans is None or len(spans) != 2 or any(len(span) != 2 for span in spans):
        raise EditError("split: where the halves stand in the file is not known", hint="the document is not there")
    left, right = (Span(*span) for span in spans)
    if not whole.start <= left.start < left.end <= right.start < right.end <= whole.end:
        raise EditError("split: the halves do not stand in the sentence")
    return (left,), (right,)


def _nearest(sentences: Side, share: float) -> int:
    """Return before which sentence a side is cut so that the first part is nearest to a share of its letters."""
    if len(sentences) < 2:
        return len(sentences)
    total = sum(len(sentence.text) for sentence in sentences)
    sizes = [sum(len(sentence.text) for sentence in sentences[:k]) / total for k in range(1, len(sentences))]
    return 1 + min(range(len(sizes)), key=lambda k: abs(sizes[k] - share))
