"""Lexicon coverage: a filter that asks how much of each side the words of the other explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary
from songngu.align.text.tokens import tokens, units
from songngu.corpus.language.by_language import UNKNOWN, code

_LANGS = ("source_lang", "target_lang")
_ROWS = 4096
_LEAST_PROBABILITY = 0.01
_MOST_EASE = 0.02
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Direction:
    """The words of one vocabulary that count, and which units of the other explain which of them."""

    content: NDArray[np.bool_]
    explains: sp.csr_array

    @classmethod
    def of(cls, table: sp.csr_array, told: Vocabulary) -> _Direction:
        """Take words that few sentences explain by chance, and as explaining what renders them often enough."""
        single = np.array([unit[0].isalpha() and "_" not in unit for unit in told.units], np.bool_)
        likely = sp.csr_array((table.data >= _LEAST_PROBABILITY, table.indices, table.indptr), shape=table.shape)
        return cls(single & (told.ease <= _MOST_EASE), likely.astype(np.float32))

    def counts(self, given: sp.csr_array, told: sp.csr_array) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how many content words of each row of ``told`` the units of ``given`` explain, and how many it has."""
        words = told.multiply(self.content[None, :]).tocsr()
        explained = words.multiply((given @ self.explains) > 0)
        return np.asarray(explained.sum(axis=1), np.float64), np.asarray(words.sum(axis=1), np.float64)


@dataclass(frozen=True, slots=True)
class LexiconCoverage:
    """A scorer for ``songngu.corpus.export.filters``: content words the other side explains by all the lexicon knows.

    Made by `lexicon_coverage`. A word is explained when a unit of the other side has it as a rendering with a
    probability of .01 or more; function words, which any sentence explains, do not count. Rows of fewer than six
    content words have no score, nor have those of other languages than the lexicon's, in whichever direction.
    """

    lexicon: Lexicon
    forward: _Direction
    backward: _Direction
    least: float | None = 0.2
    most: float | None = None
    name: str = "coverage"
    summary: str = "content words that the lexicon explains from the other side, by all it knows on both sides"

    def score(self) -> pl.Expr:
        """Return the share of a row, elementwise."""
        rows = pl.struct("source", "target", *_LANGS)
        return rows.map_batches(self._shares, return_dtype=pl.Float64, is_elementwise=True)

    def _shares(self, rows: pl.Series) -> pl.Series:
        frame = rows.struct.unnest()
        result = pl.repeat(None, len(frame), dtype=pl.Float64, eager=True)
        for langs in frame.select(_LANGS).unique(maintain_order=True).rows():
            if sides := self._sides(langs):
                own = (pl.col(name).eq_missing(lang) for name, lang in zip(_LANGS, langs, strict=True))
                chosen = frame.select(pl.all_horizontal(own)).to_series()
                texts = frame.filter(chosen).select(pl.col(sides).fill_null(""))
                parts = [self._part(*part.get_columns()) for part in texts.iter_slices(_ROWS)]
                result = result.scatter(chosen.arg_true(), pl.Series(np.concatenate(parts)).fill_nan(None))
        return result

    def _sides(self, langs: Sequence[str | None]) -> tuple[str, str] | None:
        """Return the columns that are in the languages of the lexicon, None where a row is of others."""
        row = [code(lang or "") for lang in langs]
        for pair, sides in ((row, ("source", "target")), (row[::-1], ("target", "source"))):
            own = code(self.lexicon.source.lang), code(self.lexicon.target.lang)
            if all(lang in (UNKNOWN, known) for lang, known in zip(pair, own, strict=True)):
                return sides
        return None

    def _part(self, sources: pl.Series, targets: pl.Series) -> NDArray[np.float64]:
        source = _bags(sources.to_list(), self.lexicon.source)
        target = _bags(targets.to_list(), self.lexicon.target)
        one, other = self.forward.counts(source, target), self.backward.counts(target, source)
        explained, known = one[0] + other[0], one[1] + other[1]
        return np.where(known >= _LEAST_WORDS, explained / np.maximum(known, 1), np.nan)


def lexicon_coverage(lexicon: Lexicon) -> LexiconCoverage:
    """Return the scorer of a lexicon."""
    forward = _Direction.of(lexicon.forward, lexicon.target)
    return LexiconCoverage(lexicon, forward, _Direction.of(lexicon.backward, lexicon.source))


def _bags(texts: Sequence[str], vocabulary: Vocabulary) -> sp.csr_array:
    """Return the units of each text that the vocabulary lists, a row of ones each."""
    index, lang = vocabulary.index, vocabulary.lang
    bags = [sorted({index[unit] for unit in units(tokens(text, lang), lang) if unit in index}) for text in texts]
    ends = np.cumsum([0, *map(len, bags)])
    ids = np.fromiter((number for bag in bags for number in bag), np.int32, int(ends[-1]))
    return sp.csr_array((np.ones(len(ids), np.float32), ids, ends), shape=(len(texts), len(vocabulary.units)))
