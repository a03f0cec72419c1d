"""What explains a word of one text by a word of the other: lexicons and identity, layers combined by their maximum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import scipy.sparse as sp

from songngu.align.lexicon import Lexicon

_CERTAIN = 0.95
_IDENTICAL = 0.9
_COMMON_IDENTICAL = 0.2
_LONG = 6


class Layer(Protocol):
    """A source of translation probabilities between the words of two documents."""

    def forward(self, source: Sequence[str], target: Sequence[str]) -> sp.csr_array:
        """Return p(target word | source unit), shape (source units, target words)."""
        ...

    def backward(self, target: Sequence[str], source: Sequence[str]) -> sp.csr_array:
        """Return p(source word | target unit), shape (target units, source words)."""
        ...


class LexiconLayer:
    """A trained lexicon as a layer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forward(self, source: Sequence[str], target: Sequence[str]) -> sp.csr_array:
        """Return the lexicon's p(target word | source unit) for the words at hand."""
        return _looked_up(self.lexicon.forward, self.lexicon.source.index, self.lexicon.target.index, source, target)

    def backward(self, target: Sequence[str], source: Sequence[str]) -> sp.csr_array:
        """Return the lexicon's p(source word | target unit) for the words at hand."""
        return _looked_up(self.lexicon.backward, self.lexicon.target.index, self.lexicon.source.index, target, source)


class IdentityLayer:
    """The same token on both sides: nearly certain for numbers, marks, long or unknown words, faint for common ones."""

    def __init__(self, known: Lexicon | None) -> None:
        self._known = known.source.index if known else {}

    def forward(self, source: Sequence[str], target: Sequence[str]) -> sp.csr_array:
        """Return the probability of tokens that stand on both sides."""
        return self._identical(source, target)

    def backward(self, target: Sequence[str], source: Sequence[str]) -> sp.csr_array:
        """Return the probability of tokens that stand on both sides."""
        return self._identical(target, source)

    def _identical(self, given: Sequence[str], wanted: Sequence[str]) -> sp.csr_array:
        columns = {word: j for j, word in enumerate(wanted)}
        cells = [(i, columns[word], self._probability(word)) for i, word in enumerate(given) if word in columns]
        rows, cols, data = zip(*cells, strict=True) if cells else ((), (), ())
        return sp.coo_array(
            (np.array(data, np.float32), (np.array(rows, np.int32), np.array(cols, np.int32))),
            shape=(len(given), len(wanted)),
        ).tocsr()

    def _probability(self, word: str) -> float:
        telling = not word[0].isalpha() or word not in self._known or len(word) > _LONG
        return _IDENTICAL if telling else _COMMON_IDENTICAL


def combined(tables: Sequence[sp.csr_array]) -> sp.csr_array:
    """Return the cell-wise maximum of several tables, at most .95: nothing is beyond doubt."""
    table = tables[0]
    for other in tables[1:]:
        table = sp.csr_array(table.maximum(other))
    return sp.csr_array((np.minimum(table.data, _CERTAIN), table.indices, table.indptr), shape=table.shape)


def _looked_up(
    table: sp.csr_array, rows: dict[str, int], columns: dict[str, int], given: Sequence[str], wanted: Sequence[str]
) -> sp.csr_array:
    known = [(i, rows[unit]) for i, unit in enumerate(given) if unit in rows]
    sought = [(j, columns[word]) for j, word in enumerate(wanted) if word in columns]
    if not known or not sought:
        return sp.csr_array((len(given), len(wanted)), dtype=np.float32)
    here, numbers = np.array(known).T
    there, places = np.array(sought).T
    column_of = np.full(table.shape[1], -1)
    column_of[places] = there
    part = table[numbers].tocoo()
    kept = column_of[part.col] >= 0
    cells = (here[part.row[kept]], column_of[part.col[kept]])
    return sp.coo_array((part.data[kept], cells), shape=(len(given), len(wanted))).tocsr()
