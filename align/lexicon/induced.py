"""Lexicons induced from the very documents being aligned, pooled over all of them, trusted only as far as seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon import ibm
from songngu.align.lexicon.layers import looked_up
from songngu.align.lexicon.lexicon import numbered
from songngu.align.text.tokenised import TokenisedText

Rows = Sequence[tuple[Sequence[int], Sequence[int]]]
"""Sentences of a source and of a target side that are taken to render each other."""

_DISCOUNT = 1.0
_PRIOR = 1.0
_LEAST = 0.01


class InducedLayer:
    """What words explain each other, learnt by IBM Model 1 from the beads of a first alignment.

    Each count is discounted by one co-occurrence: what a single bead shows must not confirm that very bead, and a short
    document, in which little is seen twice, is aligned by the other layers.
    """

    def __init__(self, pairs: Iterable[tuple[TokenisedText, TokenisedText, Rows]]) -> None:
        source, target = _Corpus(), _Corpus()
        for left, right, rows in pairs:
            source.add(left, [row[0] for row in rows])
            target.add(right, [row[1] for row in rows])
        self._source, self._target = source.index, target.index
        self._forward = _model(source, target)
        self._backward = _model(target, source)

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the induced p(target word | source unit)."""
        return looked_up(self._forward, numbered(self._source, source.units), numbered(self._target, target.words))

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the induced p(source word | target unit)."""
        return looked_up(self._backward, numbered(self._target, target.units), numbered(self._source, source.words))


class _Corpus:
    """The rows of one language with units and words numbered over all documents."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.conditions: list[NDArray[np.int64]] = []
        self.outcomes: list[NDArray[np.int64]] = []

    def add(self, side: TokenisedText, rows: Sequence[Sequence[int]]) -> None:
        """Add the joined sentences of each row: the set of their units, and their words as often as they stand."""
        number = np.array([self.index.setdefault(unit, len(self.index)) for unit in side.units], np.int64)
        for row in rows:
            held = side.counts[list(row)]
            self.conditions.append(np.unique(number[side.bag[list(row)].indices]))
            self.outcomes.append(np.repeat(number[held.indices], held.data.astype(np.int64)))


def _model(given: _Corpus, wanted: _Corpus) -> sp.csr_array:
    sides = (
        ibm.TrainingSide.of(given.conditions, len(given.index)),
        ibm.TrainingSide.of(wanted.outcomes, len(wanted.index)),
    )
    return ibm.train_model1(*sides, prune=_LEAST, discount=_DISCOUNT, prior=_PRIOR)
