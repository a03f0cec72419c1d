"""Repeated passages in an alignment: which later copies to set aside, and which sentences they repeat.

A body that stands twice on one side and once on the other has two equally good alignments, and any aligner mixes them.
A later copy is therefore set aside, unless it has a counterpart of its own: unless, with everything in place, as much
finds partners as if the other side had the text as often.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from songngu.corpus.document import Document, Span
from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.duplicates.words import read_words

_FEWEST_SENTENCES = 2
_MOST_COPIES = 16
_SAME = 0.8  # less alike are formulas, as of chronicles, each with a text of its own
_COUNTERPART = 0.5
_MOST_WORDS = 8192

Partnered = Callable[[], tuple[frozenset[int], frozenset[int]]]
"""Aligns all sentences; returns those of each side that found a partner."""


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
    copies: list[LaterCopy] = []
    taken = set[int]()
    passages = find_duplicates([document])
    sentences = _sentence_words(document, spans) if passages else []
    for passage in sorted(passages, key=lambda p: (-len(p.second.span), p.second.span)):
        if len(copies) == _MOST_COPIES:
            break
        inside, sources = _within(spans, passage.second.span), _within(spans, passage.first.span)
        if len(inside) < _FEWEST_SENTENCES or not len(sources) or taken & {*inside.tolist(), *sources.tolist()}:
            continue
        origins = _origins(sentences, inside.tolist(), sources.tolist())
        if origins is None:
            places = _places(spans[inside], passage.second.span), _places(spans[sources], passage.first.span)
            origins = dict(zip(inside.tolist(), sources[_nearest(*places)].tolist(), strict=True))
        if len(origins) >= _FEWEST_SENTENCES:
            copies.append(LaterCopy(origins, passage.similarity))
            taken |= set(origins)
    return copies


def _within(spans: NDArray[np.int64], span: Span) -> NDArray[np.int64]:
    """Return the sentences, which are in order, that lie in ``span`` with more than half of their characters."""
    first = int(np.searchsorted(spans[:, 1], span.start))
    last = int(np.searchsorted(spans[:, 0], span.end))
    near = spans[first:last]
    shared = np.minimum(near[:, 1], span.end) - np.maximum(near[:, 0], span.start)
    return np.asarray(first + np.flatnonzero(2 * shared > np.maximum(near[:, 1] - near[:, 0], 1)))


def _sentence_words(document: Document, spans: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """Return the words of each sentence, folded as `find_duplicates` folds them."""
    words = read_words([document])
    edges = np.searchsorted(words.starts, spans)
    keys = words.keys.tolist()
    return [tuple(keys[low:high]) for low, high in edges.tolist()]


def _origins(sentences: Sequence[tuple[int, ...]], copies: list[int], sources: list[int]) -> dict[int, int] | None:
    """Return for each sentence of a copy the one it repeats: an equal one, else that of most of its words, in order.

    One of which the most is new repeats none: it stands once. None where too much between equal sentences differs.
    """
    found: dict[int, int] = {}
    for one, other, equal in _stretches([sentences[k] for k in sources], [sentences[k] for k in copies]):
        stood, stands = [sources[i] for i in one], [copies[i] for i in other]
        if equal:
            found |= zip(stands, stood, strict=True)
        elif max(sum(len(sentences[k]) for k in side) for side in (stood, stands)) > _MOST_WORDS:
            return None
        else:
            found |= _by_words(sentences, stands, stood)
    return found


def _stretches(one: list[tuple[int, ...]], other: list[tuple[int, ...]]) -> Iterator[tuple[range, range, bool]]:
    """Yield, in order, where two lists of sentences are equal and what lies between."""
    start, begin = 0, 0
    for block in LCSseq.opcodes(one, other):
        if block.tag == "equal":
            yield range(start, block.src_start), range(begin, block.dest_start), False
            start, begin = block.src_end, block.dest_end
            yield range(block.src_start, start), range(block.dest_start, begin), True
    yield range(start, len(one)), range(begin, len(other)), False


def _by_words(sentences: Sequence[tuple[int, ...]], copies: list[int], sources: list[int]) -> dict[int, int]:
    """Return for each sentence of a copy the one that holds most of its words, where there is one."""
    sides = [[(k, word) for k in side for word in sentences[k]] for side in (sources, copies)]
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for block in LCSseq.opcodes(*([word for _, word in side] for side in sides)):
        if block.tag == "equal":
            for i in range(block.src_end - block.src_start):
                votes[sides[1][block.dest_start + i][0]][sides[0][block.src_start + i][0]] += 1
    return {
        k: max(counts, key=lambda source: (counts[source], -source))
        for k, counts in votes.items()
        if counts.total() * 2 >= len(sentences[k])
    }


def _places(spans: NDArray[np.int64], span: Span) -> NDArray[np.float64]:
    """Return where the middle of each sentence stands in a passage, 0 at its start and 1 at its end."""
    return np.asarray((spans.mean(axis=1) - span.start) / max(len(span), 1))


def _nearest(places: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return, for each place, the number of the nearest of the ``others``, which are in order."""
    after = np.clip(np.searchsorted(others, places), 1, max(len(others) - 1, 1))
    before = after - 1
    after = np.minimum(after, len(others) - 1)
    return np.where(places - others[before] <= others[after] - places, before, after)


def set_aside(source: Document, target: Document, partnered: Partnered) -> tuple[list[LaterCopy], list[LaterCopy]]:
    """Return the later copies of both sides that have no counterpart of their own on the other side.

    One alignment of everything tells: what found partners there.
    """
    copies = later_copies(source), later_copies(target)
    if not copies[0] and not copies[1]:
        return copies
    held = partnered()
    return _without_partners(source, copies[0], held[0]), _without_partners(target, copies[1], held[1])


def _without_partners(document: Document, copies: Sequence[LaterCopy], partnered: frozenset[int]) -> list[LaterCopy]:
    """Return the copies for which the other side has no text: those over the number of texts that found partners.

    An original and its copies, of which the other side has ``k``, find partners for some ``k`` of them, one way or
    another: the shares of their characters that did sum to that. Where fewer did, the copies with the least go. A copy
    that is only like its original, as formulas are, stays where it has found partners itself.
    """
    groups: defaultdict[int, list[LaterCopy]] = defaultdict(list)
    for copy in copies:
        groups[min(copy.origin.values())].append(copy)
    aside = []
    for group in groups.values():
        shares = {id(copy): _share(document, copy.sentences, partnered) for copy in group}
        first = max((frozenset(copy.origin.values()) for copy in group), key=len)
        standing = math.floor(_share(document, first, partnered) + sum(shares.values()) + _COUNTERPART) - 1
        group.sort(key=lambda copy: -shares[id(copy)])
        over = group[max(0, standing) :]
        aside += [copy for copy in over if copy.similarity >= _SAME or shares[id(copy)] < _COUNTERPART]
    return aside


def _share(document: Document, sentences: frozenset[int], partnered: frozenset[int]) -> float:
    """Return the share of the characters of some sentences that stand in those with a partner."""
    lengths = {k: len(document.sentences[k].text) for k in sentences}
    return sum(length for k, length in lengths.items() if k in partnered) / max(1, sum(lengths.values()))
