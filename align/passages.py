"""Repeated passages in an alignment: which later copies to set aside, and which sentences they repeat.

A body that stands twice on one side and once on the other has two equally good alignments, and any aligner mixes them.
A later copy is therefore set aside, unless it has a counterpart of its own: unless, with the copy in place, clearly
more of the other text finds a partner than without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Document, Span
from songngu.corpus.duplicates import find_duplicates

_FEWEST_SENTENCES = 2
_MOST_TRIED = 16
_COUNTERPART = 0.5

Matched = Callable[[frozenset[int], frozenset[int]], tuple[float, float]]
"""Aligns all but the given source and target sentences; returns the characters that found a partner, per side."""


@dataclass(frozen=True, slots=True)
class LaterCopy:
    """Sentences of a document that repeat earlier ones: ``origin`` gives, for each, the sentence it repeats."""

    origin: dict[int, int]
    similarity: float

    @property
    def sentences(self) -> frozenset[int]:
        """The numbers of the repeating sentences."""
        return frozenset(self.origin)


def later_copies(document: Document) -> list[LaterCopy]:
    """Return the later copies of the passages that stand more than once in a document, longest first."""
    spans = np.array([(s.span.start, s.span.end) for s in document.sentences], np.int64).reshape(-1, 2)
    copies, taken = [], set[int]()
    passages = find_duplicates([document])
    for passage in sorted(passages, key=lambda p: (-len(p.second.span), p.second.span)):
        inside, sources = _within(spans, passage.second.span), _within(spans, passage.first.span)
        if len(inside) < _FEWEST_SENTENCES or not len(sources) or taken & {*inside.tolist(), *sources.tolist()}:
            continue
        places = _places(spans[inside], passage.second.span), _places(spans[sources], passage.first.span)
        origins = sources[_nearest(*places)]
        copies.append(LaterCopy(dict(zip(inside.tolist(), origins.tolist(), strict=True)), passage.similarity))
        taken |= set(inside.tolist())
    return copies[:_MOST_TRIED]


def _within(spans: NDArray[np.int64], span: Span) -> NDArray[np.int64]:
    """Return the sentences that lie in ``span`` with more than half of their characters."""
    shared = np.minimum(spans[:, 1], span.end) - np.maximum(spans[:, 0], span.start)
    return np.flatnonzero(2 * shared > np.maximum(spans[:, 1] - spans[:, 0], 1))


def _places(spans: NDArray[np.int64], span: Span) -> NDArray[np.float64]:
    """Return where the middle of each sentence stands in a passage, 0 at its start and 1 at its end."""
    return np.asarray((spans.mean(axis=1) - span.start) / max(len(span), 1))


def _nearest(places: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return, for each place, the number of the nearest of the ``others``, which are in order."""
    after = np.clip(np.searchsorted(others, places), 1, max(len(others) - 1, 1))
    before = after - 1
    after = np.minimum(after, len(others) - 1)
    return np.where(places - others[before] <= others[after] - places, before, after)


def set_aside(source: Document, target: Document, matched: Matched) -> tuple[list[LaterCopy], list[LaterCopy]]:
    """Return the later copies of both sides that have no counterpart of their own on the other side."""
    copies = later_copies(source), later_copies(target)
    aside: tuple[list[LaterCopy], list[LaterCopy]] = (list(copies[0]), [])
    if not copies[0] and not copies[1]:
        return aside
    gained = matched(_union(aside[0]), frozenset())
    for copy in copies[0]:
        others = [c for c in aside[0] if c is not copy]
        restored = matched(_union(others), frozenset())
        if restored[1] - gained[1] > _COUNTERPART * _characters(target, source, copy):
            aside, gained = (others, []), restored
    for copy in copies[1]:
        without = matched(_union(aside[0]), _union([*aside[1], copy]))
        if gained[0] - without[0] <= _COUNTERPART * _characters(source, target, copy):
            aside[1].append(copy)
            gained = without
    return aside


def _union(copies: Sequence[LaterCopy]) -> frozenset[int]:
    return frozenset[int]().union(*(copy.sentences for copy in copies))


def _characters(other: Document, document: Document, copy: LaterCopy) -> float:
    """Return how many characters of the other document a counterpart of ``copy`` should have, roughly."""
    held = sum(len(document.sentences[k].text) for k in copy.origin)
    texts = [sum(len(s.text) for s in d.sentences) for d in (other, document)]
    return min(1.0, texts[0] / max(texts[1], 1)) * held
