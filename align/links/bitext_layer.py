"""What the rows of a bitext themselves say of the words of its two languages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon import ibm
from songngu.align.lexicon.layers import looked_up
from songngu.align.lexicon.lexicon import numbered
from songngu.align.text.tokenised import TokenisedText

_DISCOUNT = 1.0
_PRIOR = 1.0
_LEAST = 5e-3


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The words and units of one side that stand in two rows at least, by their number, and the rows as numbers."""

    index: dict[str, int]
    conditions: ibm.TrainingSide
    outcomes: ibm.TrainingSide


class BitextLayer:
    """Probabilities learnt by IBM Model 1 from rows that render each other, row by row.

    Each count is discounted by one: what a single row shows says nothing of that very row.
    """

    def __init__(self, source: TokenisedText, target: TokenisedText) -> None:
        one, other = _numbered(source), _numbered(target)
        self._source, self._target = one.index, other.index
        self._forward = _model(one, other)
        self._backward = _model(other, one)

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the learnt p(target word | source unit)."""
        return looked_up(self._forward, numbered(self._source, source.units), numbered(self._target, target.words))

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the learnt p(source word | target unit)."""
        return looked_up(self._backward, numbered(self._target, target.units), numbered(self._source, source.words))


def _numbered(side: TokenisedText) -> _Numbered:
    often = np.bincount(side.bag.indices, minlength=len(side.units)) > 1
    index = {side.units[k]: number for number, k in enumerate(np.flatnonzero(often).tolist())}
    return _Numbered(index, _rows_of(side.bag, often), _rows_of(side.counts, often))


def _rows_of(held: sp.csr_array, often: NDArray[np.bool_]) -> ibm.TrainingSide:
    """Return the rows of a matrix of counts as numbers of what is seen often, each as often as it is counted."""
    times = held.data.astype(np.int64) * often[held.indices]
    ids = np.repeat((np.cumsum(often) - 1)[held.indices], times)
    starts = np.concatenate(([0], np.cumsum(times)))[held.indptr]
    return ibm.TrainingSide(ids.astype(np.int32), starts, int(often.sum()))


def _model(given: _Numbered, wanted: _Numbered) -> sp.csr_array:
    return ibm.train_model1(given.conditions, wanted.outcomes, prune=_LEAST, discount=_DISCOUNT, prior=_PRIOR)
