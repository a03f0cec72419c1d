"""What sentences of one side explain of the words of the other, for beads that are mended after the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.text.tokenised import TokenisedText

_EXPLAINED = 0.05


@dataclass(frozen=True, slots=True)
class WordReading:
    """What the units of one side explain of the words of the other; ``table`` is p(wanted word | given unit)."""

    given: TokenisedText
    wanted: TokenisedText
    table: sp.csr_array

    def explained(self, sentences: Sequence[int], wanted: Sequence[int]) -> NDArray[np.bool_]:
        """Tell of each word of ``wanted`` sentences, numbers and marks left out, whether one of these explains it."""
        units = np.unique(self.given.bag[list(sentences)].indices)
        held = np.unique(self.wanted.counts[list(wanted)].indices)
        words = [word for word in held if self.wanted.words[word].isalpha()]
        if not words or not len(units):
            return np.zeros(len(words), dtype=bool)
        found: NDArray[np.bool_] = self.table[units][:, words].max(axis=0).toarray().ravel() >= _EXPLAINED
        return found


def mended_probability(share: float) -> float:
    """Return the probability of a bead that was made after the search, from .5 to .8 by a share of words."""
    return round(0.5 + 0.3 * share, 6)
