"""What a lexicon says of a pair: how many words of each side the other explains, how much likelier it makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary
from songngu.align.text.tokens import tokens, units
from songngu.corpus.language.by_language import UNKNOWN, code

_Part = Callable[[pl.Series, pl.Series], NDArray[np.float64]]
_LANGS = ("source_lang", "target_lang")
_ROWS = 4096
_LEAST_PROBABILITY = 0.01
_MOST_EASE = 0.02
_LEAST_WORDS = 6
_LEAST_EASE = 1e-5
_LEXICON_SHARE = 0.97


@dataclass(frozen=True, slots=True)
class _Direction:
    """The words of one vocabulary that count, and which units of the other explain which of them."""

    content: NDArray[np.bool_]
    explains: sp.csr_array
    words: NDArray[np.bool_]
    renders: sp.csr_array
    ease: NDArray[np.float64]

    @classmethod
    def of(cls, table: sp.csr_array, told: Vocabulary) -> _Direction:
        """Take words that few sentences explain by chance, and as explaining what renders them often enough."""
        single = np.array([unit[0].isalpha() and "_" not in unit for unit in told.units], np.bool_)
        likely = sp.csr_array((table.data >= _LEAST_PROBABILITY, table.indices, table.indptr), shape=table.shape)
        ease = np.clip(told.ease, _LEAST_EASE, 0.5).astype(np.float64)
        explains = likely.astype(np.float32)
        return cls(single & (told.ease <= _MOST_EASE), explains, single, sp.csr_array(table), ease)

    def counts(self, given: sp.csr_array, told: sp.csr_array) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how many content words of each row of ``told`` the units of ``given`` explain, and how many it has."""
        words = told.multiply(self.content[None, :]).tocsr()
        explained = words.multiply((given @ self.explains) > 0)
        return np.asarray(explained.sum(axis=1), np.float64), np.asarray(words.sum(axis=1), np.float64)

    def evidence(self, given: sp.csr_array, told: sp.csr_array) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the sum over the words of each row of ``told`` of their evidence, and how many it has.

        Of a word t it is log(λ min(1, Σ p(t|s)) / u(t) + 1 - λ) over the units s of ``given``: how much likelier they
        make it than u(t), its ease, how likely it is beside any sentence.
        """
        words = sp.csr_array(told.multiply(self.words[None, :]))
        words.sort_indices()
        found = sp.csr_array(words.multiply(given @ self.renders))
        chance = 1 - _LEXICON_SHARE
        likelier = np.log(_LEXICON_SHARE * np.minimum(found.data, 1) / self.ease[found.indices] + chance)
        gained = sp.csr_array((likelier - np.log(chance), found.indices, found.indptr), shape=found.shape)
        count = np.asarray(words.sum(axis=1), np.float64)
        return np.asarray(gained.sum(axis=1), np.float64) + count * np.log(chance), count


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
        return _by_language(rows, self.lexicon, self._part)

    def _part(self, sources: pl.Series, targets: pl.Series) -> NDArray[np.float64]:
        source = _bags(sources.to_list(), self.lexicon.source)
        target = _bags(targets.to_list(), self.lexicon.target)
        one, other = self.forward.counts(source, target), self.backward.counts(target, source)
        explained, known = one[0] + other[0], one[1] + other[1]
        return np.where(known >= _LEAST_WORDS, explained / np.maximum(known, 1), np.nan)


@dataclass(frozen=True, slots=True)
class LexiconEvidence:
    """A scorer for ``songngu.corpus.export.filters``: how much likelier each side makes the words of the other.

    Made by `lexicon_scorers`. It is the mean over the words of both sides, or their sum where ``whole``, in natural
    logarithms; rows without a word that the lexicon has, and those of other languages, have no score.
    """

    lexicon: Lexicon
    forward: _Direction
    backward: _Direction
    whole: bool
    name: str
    summary: str
    least: float | None = None
    most: float | None = None

    def score(self) -> pl.Expr:
        """Return the evidence of a row, elementwise."""
        rows = pl.struct("source", "target", *_LANGS)
        return rows.map_batches(
            lambda rows: _by_language(rows, self.lexicon, self._part), return_dtype=pl.Float64, is_elementwise=True
        )

    def _part(self, sources: pl.Series, targets: pl.Series) -> NDArray[np.float64]:
        source = _bags(sources.to_list(), self.lexicon.source)
        target = _bags(targets.to_list(), self.lexicon.target)
        one, other = self.forward.evidence(source, target), self.backward.evidence(target, source)
        total, count = one[0] + other[0], one[1] + other[1]
        return np.where(count > 0, total if self.whole else total / np.maximum(count, 1), np.nan).round(6)


def lexicon_scorers(lexicon: Lexicon) -> dict[str, LexiconCoverage | LexiconEvidence]:
    """Return the scorers of a lexicon, by name."""
    coverage = lexicon_coverage(lexicon)
    directions = lexicon, coverage.forward, coverage.backward
    mean = "how much likelier the lexicon makes a word given the other side, in logarithms, the mean over both sides"
    found: tuple[LexiconCoverage | LexiconEvidence, ...] = (
        coverage,
        LexiconEvidence(*directions, False, "evidence", mean),
        LexiconEvidence(*directions, True, "total-evidence", "the same, the sum over both sides"),
    )
    return {scorer.name: scorer for scorer in found}


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


def _by_language(rows: pl.Series, lexicon: Lexicon, part: _Part) -> pl.Series:
    """Return what ``part`` tells of the texts of each row, null for rows of other languages than the lexicon's."""
    frame = rows.struct.unnest()
    result = pl.repeat(None, len(frame), dtype=pl.Float64, eager=True)
    for langs in frame.select(_LANGS).unique(maintain_order=True).rows():
        if sides := _sides(lexicon, langs):
            own = (pl.col(name).eq_missing(lang) for name, lang in zip(_LANGS, langs, strict=True))
            chosen = frame.select(pl.all_horizontal(own)).to_series()
            texts = frame.filter(chosen).select(pl.col(sides).fill_null(""))
            parts = [part(*texts_part.get_columns()) for texts_part in texts.iter_slices(_ROWS)]
            result = result.scatter(chosen.arg_true(), pl.Series(np.concatenate(parts)).fill_nan(None))
    return result


def _sides(lexicon: Lexicon, langs: Sequence[str | None]) -> tuple[str, str] | None:
    """Return the columns that are in the languages of the lexicon, None where a row is of others."""
    row = [code(lang or "") for lang in langs]
    for pair, sides in ((row, ("source", "target")), (row[::-1], ("target", "source"))):
        own = code(lexicon.source.lang), code(lexicon.target.lang)
        if all(lang in (UNKNOWN, known) for lang, known in zip(pair, own, strict=True)):
            return sides
    return None
