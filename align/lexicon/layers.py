"""What explains a word of one text by a word of the other: lexicons and identity, layers combined by their maximum."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, unit_numbers
from songngu.align.lexicon.names import name_pairs, split_pinyin
from songngu.align.text.tokenised import TokenisedText
from songngu.align.text.tokens import tokens
from songngu.corpus.language.tags import base_language

_CERTAIN = 0.95
_IDENTICAL = 0.9
_COMMON_IDENTICAL = 0.2
_LONG = 6

Ints = NDArray[np.int64]


class Layer(Protocol):
    """A source of translation probabilities between the words of two documents."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return p(target word | source unit), shape (source units, target words)."""
        ...

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return p(source word | target unit), shape (target units, source words)."""
        ...


class MirroredLayer:
    """A layer made for the two sides the other way round."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return what the layer knows of its own opposite direction."""
        return self.layer.backward(target, source)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return what the layer knows of its own forward direction."""
        return self.layer.forward(target, source)


def mirrored(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers for the two sides the other way round."""
    return tuple(layer.layer if isinstance(layer, MirroredLayer) else MirroredLayer(layer) for layer in layers)


class LexiconLayer:
    """A trained lexicon as a layer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the lexicon's p(target word | source unit) for the words at hand."""
        known = self.lexicon.source, self.lexicon.target
        return _looked_up(self.lexicon.forward, *known, source.units, target.words)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the lexicon's p(source word | target unit) for the words at hand."""
        known = self.lexicon.target, self.lexicon.source
        return _looked_up(self.lexicon.backward, *known, target.units, source.words)


def _looked_up(
    table: sp.csr_array, given: Vocabulary, wanted: Vocabulary, units: tuple[str, ...], words: tuple[str, ...]
) -> sp.csr_array:
    return looked_up(table, unit_numbers(given, units), unit_numbers(wanted, words))


class IdentityLayer:
    """The same token on both sides: nearly certain for numbers, marks, long or unknown words, faint for common ones."""

    def __init__(self, known: Lexicon | None) -> None:
        self._known = known.source.index if known else {}

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the probability of tokens that stand on both sides."""
        return self._identical(source.units, target.words)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the probability of tokens that stand on both sides."""
        return self._identical(target.units, source.words)

    def _identical(self, given: Sequence[str], wanted: Sequence[str]) -> sp.csr_array:
        columns = {word: j for j, word in enumerate(wanted)}
        cells = [(i, columns[word], sameness(word, self._known)) for i, word in enumerate(given) if word in columns]
        return table_of(cells, len(given), len(wanted))


def sameness(word: str, known: Container[str]) -> float:
    """Return how likely a token of one text renders the same one of the other, by whether a lexicon knows it."""
    is_telling = not word[0].isalpha() or word not in known or len(word) > _LONG
    return _IDENTICAL if is_telling else _COMMON_IDENTICAL


class NameLayer:
    """Chinese names in Vietnamese reading against pinyin: *Văn Phong* explains *Wenfeng*."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how well a reading's syllables explain a pinyin word."""
        rows, columns = _numbers(source.units), _numbers(target.words)
        cells = []
        for syllables, word, score in _names(source, target):
            pairs = [f"{a}_{b}" for a, b in pairwise(syllables)] or list(syllables)
            cells += [(rows[u], columns[word], score) for u in pairs if u in rows and word in columns]
        return table_of(cells, len(source.units), len(target.words))

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how well a pinyin word explains the syllables of its reading."""
        rows, columns = _numbers(target.units), _numbers(source.words)
        cells = []
        for syllables, word, score in _names(source, target):
            cells += [(rows[word], columns[s], score) for s in syllables if word in rows and s in columns]
        return table_of(cells, len(target.units), len(source.words))


def _names(source: TokenisedText, target: TokenisedText) -> Iterator[tuple[list[str], str, float]]:
    """Yield the syllables of a name, the pinyin word that renders them, and the probability that it does."""
    if base_language(source.lang) != "vi":
        return
    for name, found in _found(source.texts, target.texts).items():
        syllables = tokens(name, "vi")
        for candidate, score in found.items():
            words = candidate.split()
            sizes = [min((len(cut) for cut in split_pinyin(word)), default=1) for word in words]
            if sum(sizes) != len(syllables):
                continue
            start = 0
            for word, size in zip(words, sizes, strict=True):
                for token in tokens(word, target.lang):
                    yield syllables[start : start + size], token, _CERTAIN * score
                start += size


# Both directions ask for the names of the same two texts.
@lru_cache(maxsize=1)
def _found(source: tuple[str, ...], target: tuple[str, ...]) -> dict[str, dict[str, float]]:
    return name_pairs(source, target)


def _numbers(words: Sequence[str]) -> dict[str, int]:
    return {word: i for i, word in enumerate(words)}


def table_of(cells: Sequence[tuple[int, int, float]], rows: int, columns: int) -> sp.csr_array:
    """Return the sparse table of (row, column, probability) cells; the highest counts where a cell is given twice."""
    best: dict[tuple[int, int], float] = {}
    for i, j, probability in cells:
        best[i, j] = max(probability, best.get((i, j), 0.0))
    places = np.array(list(best), np.int32).reshape(-1, 2).T
    return sp.coo_array((np.array(list(best.values()), np.float32), tuple(places)), shape=(rows, columns)).tocsr()


def combined(tables: Sequence[sp.csr_array]) -> sp.csr_array:
    """Return the cell-wise maximum of several tables, at most .95: nothing is beyond doubt."""
    table = tables[0]
    for other in tables[1:]:
        table = sp.csr_array(table.maximum(other))
    return sp.csr_array((np.minimum(table.data, _CERTAIN), table.indices, table.indptr), shape=table.shape)


def looked_up(table: sp.csr_array, given: Ints, wanted: Ints) -> sp.csr_array:
    """Return the part of a table that the words at hand pick out by their numbers there, -1 for those it lacks."""
    here, there = np.flatnonzero(given >= 0), np.flatnonzero(wanted >= 0)
    shape = len(given), len(wanted)
    if not len(here) or not len(there):
        return sp.csr_array(shape, dtype=np.float32)
    column_of = np.full(table.shape[1], -1)
    column_of[wanted[there]] = there
    numbers = given[here]
    lengths = np.diff(table.indptr)[numbers]
    ends = np.cumsum(lengths)
    places = np.arange(int(ends[-1])) + np.repeat(table.indptr[numbers] - (ends - lengths), lengths)
    columns = column_of[table.indices[places]]
    kept = columns >= 0
    rows = np.repeat(here, lengths)[kept]
    return sp.coo_array((table.data[places[kept]], (rows, columns[kept])), shape=shape).tocsr()
