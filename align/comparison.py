"""Two documents compared: for every window of source and target sentences, the evidence that one renders the other.

The quantities are those of the score's formula in ``docs/score.md``. A comparison holds what belongs to the whole pair
(sparse); ``block`` gives the dense arrays of a rectangle of sentences, so that large documents are compared piecewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.layers import Layer, combined
from songngu.align.lexicon import Lexicon, Vocabulary
from songngu.align.side import Side

Array = NDArray[np.float32]

WIDEST = 5
"""The longest window: a bead joins at most this many sentences of one side."""

_NOISE = 0.8
_PRIOR_SENTENCES = 20.0
_LEAST_EASE = 1e-4
_MOST_EASE = 0.5
_IDF_PRIOR = 30.0
_BUFFER = 1_000_000


@dataclass(frozen=True, slots=True)
class Direction:
    """How well the sentences of one side (``given``) explain the words of the other (``wanted``).

    ``best`` (given sentences by wanted words) holds max over the sentence's units s of p(t | s); ``ease`` is u(t).
    """

    best: sp.csr_array
    ease: Array
    explained: NDArray[np.bool_]
    counts: sp.csr_array

    @property
    def explained_share(self) -> NDArray[np.float64]:
        """The share of each wanted sentence's words that something in the given document can explain."""
        tokens = np.asarray(self.counts.sum(axis=1), np.float64).ravel()
        return np.asarray((self.counts @ self.explained.astype(np.float64)) / np.maximum(tokens, 1))

    def evidence(self, rows: slice, columns: slice) -> tuple[Array, ...]:
        """Return e summed over the words of each wanted sentence, given each window of 1 to WIDEST sentences.

        The array for windows of k sentences has shape (rows - k + 1, columns).
        e(t|A) = log((1-λ)·max p(t|s) / min(|A|·u(t), ½) + λ), 0 for a word that nothing in the document explains.
        """
        counts = self.counts[columns]
        words = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) * self.explained)
        counts = counts[:, words]
        best = self.best[rows][:, words].toarray()
        reached, out = best, []
        for width in range(1, min(WIDEST, len(best)) + 1):
            if width > 1:
                reached = np.maximum(reached[:-1], best[width - 1 :])
            gain = ((1 - _NOISE) / np.minimum(width * self.ease[words], _MOST_EASE)).astype(np.float32)
            out.append(np.ascontiguousarray((counts @ np.log(reached * gain + np.float32(_NOISE)).T).T))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sentence vectors (sparse over the target words, or an encoder's, dense), with the norms that the cosine needs.

    ``norms[a - 1]`` and ``means[a - 1]``: length of each window of ``a`` sentences, and its cosine with the mean
    direction of the other side's sentences.
    """

    rows: Any
    norms: tuple[NDArray[np.float64], ...]
    means: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A source and a target side with everything that is computed once for the pair."""

    source: Side
    target: Side
    forward: Direction
    backward: Direction
    source_vectors: Vectors
    target_vectors: Vectors
    length_ratio: float
    numbers: tuple[sp.csr_array, sp.csr_array]
    identities: tuple[NDArray[np.int64], NDArray[np.int64]]
    encoded: tuple[Vectors, Vectors] | None = None


def explain(source: Side, target: Side, layers: Sequence[Layer]) -> tuple[sp.csr_array, sp.csr_array]:
    """Return p(target word | source unit) and p(source word | target unit) as ``layers`` together know them."""
    forward = combined([layer.forward(source, target) for layer in layers])
    backward = combined([layer.backward(source, target) for layer in layers])
    return forward, backward


def compare(
    source: Side,
    target: Side,
    tables: tuple[sp.csr_array, sp.csr_array],
    lexicon: Lexicon | None = None,
    encodings: tuple[Array, Array] | None = None,
) -> Comparison:
    """Compare two sides by what ``explain`` returns.

    ``lexicon`` gives the corpus statistics where there is one, ``encodings`` an encoder's unit vectors.
    """
    forward, backward = tables
    target_ease = _statistic(target.words, lexicon.target if lexicon else None, "ease")
    source_ease = _statistic(source.words, lexicon.source if lexicon else None, "ease")
    projected, plain = _vectors(source, target, forward, lexicon)
    ratio = float(target.characters.sum() / source.characters.sum())
    return Comparison(
        source, target,
        _direction(source, target, forward, target_ease), _direction(target, source, backward, source_ease),
        projected, plain, float(np.clip(ratio, 0.75, 1.25)), _numbers(source, target), _identities(source, target),
        (_normed(*encodings), _normed(*encodings[::-1])) if encodings else None,
    )  # fmt: skip


def window_sum(rows: NDArray[np.floating], width: int) -> NDArray[np.floating]:
    """Return the sums of ``width`` neighbouring rows."""
    total = np.zeros((len(rows) + 1, *rows.shape[1:]), np.float64)
    np.cumsum(rows, axis=0, out=total[1:])
    return total[width:] - total[: len(total) - width]


def running_sum(values: NDArray[np.generic], width: int) -> NDArray[np.float64]:
    """Return for each row the sum of the last ``width`` rows, of fewer at the beginning."""
    total = np.zeros((len(values) + 1, *values.shape[1:]), np.float64)
    np.cumsum(values, axis=0, out=total[1:])
    ends = np.arange(1, len(total))
    return total[ends] - total[np.maximum(ends - width, 0)]


def _direction(given: Side, wanted: Side, table: sp.csr_array, background: Array) -> Direction:
    best = _sentence_maxima(given.bag, table)
    total = np.asarray(best.sum(axis=0)).ravel()
    ease = (total + _PRIOR_SENTENCES * background) / (len(given) + _PRIOR_SENTENCES) + _LEAST_EASE
    return Direction(best, ease.astype(np.float32), total > 0, wanted.counts)


def _sentence_maxima(bag: sp.csr_array, table: sp.csr_array) -> sp.csr_array:
    """Return, for each sentence and word, the best probability any unit of the sentence gives the word.

    Some sentences at a time, in a dense buffer: sorting the entries would take five times as long.
    """
    height = max(1, _BUFFER // max(1, table.shape[1]))
    parts = []
    for first in range(0, bag.shape[0], height):
        rows = bag[first : first + height]
        lengths = np.diff(table.indptr)[rows.indices]
        owners = np.repeat(np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), lengths)
        shift = table.indptr[rows.indices] - (np.cumsum(lengths) - lengths)
        place = np.arange(int(lengths.sum())) + np.repeat(shift, lengths)
        dense = np.zeros(rows.shape[0] * table.shape[1], np.float32)
        np.maximum.at(dense, owners * table.shape[1] + table.indices[place], table.data[place])
        parts.append(sp.csr_array(dense.reshape(rows.shape[0], -1)))
    return sp.csr_array(sp.vstack(parts, format="csr"))


def _statistic(words: Sequence[str], corpus: Vocabulary | None, name: Literal["df", "ease"]) -> Array:
    """Return a corpus statistic of the words at hand, 0 where a word is unknown."""
    out = np.zeros(len(words), np.float32)
    if corpus is not None:
        known = [(i, corpus.index[word]) for i, word in enumerate(words) if word in corpus.index]
        here, numbers = np.array(known, np.int64).reshape(-1, 2).T
        out[here] = (corpus.df if name == "df" else corpus.ease)[numbers]
    return out


def _idf(bag: sp.csr_array, frequency: Array, sentences: int) -> Array:
    """Return -log of the document frequency, smoothed by the corpus with the weight of 30 sentences."""
    here = np.bincount(bag.indices, minlength=bag.shape[1])
    prior = _IDF_PRIOR if sentences > 1 else 1.0
    share = (here + prior * (frequency + 0.3) / sentences) / (bag.shape[0] + prior)
    return np.asarray(np.maximum(-np.log(share), 0.05), np.float32)


def _vectors(source: Side, target: Side, table: sp.csr_array, lexicon: Lexicon | None) -> tuple[Vectors, Vectors]:
    """Return idf-weighted bags of both sides over the target words; the source's are projected through the lexicon."""
    sentences = lexicon.sentences if lexicon else 1
    df_source = _statistic(source.units, lexicon.source if lexicon else None, "df")
    df_target = _statistic(target.words, lexicon.target if lexicon else None, "df")
    words = target.counts.copy()
    words.data[:] = 1
    idf = sp.diags_array(_idf(words, df_target, sentences))
    plain = sp.csr_array(words @ idf)
    projected = sp.csr_array((source.bag @ sp.diags_array(_idf(source.bag, df_source, sentences))) @ table @ idf)
    return _normed(projected, plain), _normed(plain, projected)


def _normed(rows: sp.csr_array | Array, others: sp.csr_array | Array) -> Vectors:
    lengths = np.sqrt(_gram(others, 0))
    mean = np.asarray((sp.diags_array(1 / np.maximum(lengths, 1e-9)) @ others).mean(axis=0)).ravel()
    along = rows @ mean
    grams = [_gram(rows, d) for d in range(min(WIDEST, rows.shape[0]))]
    norms, means = [], []
    for width in range(1, len(grams) + 1):
        square = window_sum(grams[0], width)
        for d in range(1, width):
            square = square + 2 * window_sum(grams[d], width - d)[: len(square)]
        norm = np.maximum(np.sqrt(np.maximum(square, 0)), 1e-9)
        norms.append(norm)
        means.append(window_sum(along, width) / norm)
    return Vectors(rows, tuple(norms), tuple(means))


def _gram(rows: sp.csr_array | Array, distance: int) -> NDArray[np.float64]:
    """Return the dot product of each row with the one ``distance`` below it."""
    n = rows.shape[0] - distance
    if isinstance(rows, np.ndarray):
        return np.asarray((rows[:n] * rows[distance:]).sum(axis=1), np.float64)
    return np.asarray(rows[:n].multiply(rows[distance:]).sum(axis=1), np.float64).ravel()


def _numbers(source: Side, target: Side) -> tuple[sp.csr_array, sp.csr_array]:
    """Return which numbers stand in which sentence, over the numbers of both sides."""
    digits = sorted({word for side in (source, target) for word in side.words if word[0].isdigit()})
    column = {word: k for k, word in enumerate(digits)}

    def held(side: Side) -> sp.csr_array:
        known = [(i, column[word]) for i, word in enumerate(side.words) if word in column]
        rows, columns = np.array(known, np.int32).reshape(-1, 2).T
        chosen = sp.coo_array(
            (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(side.words), max(1, len(digits)))
        ).tocsr()
        out = sp.csr_array(side.counts @ chosen)
        out.data[:] = 1
        return out

    return held(source), held(target)


def _identities(source: Side, target: Side) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a number for each sentence's letters and digits: equal where they are equal, negative for none."""
    known: dict[str, int] = {}

    def numbered(texts: tuple[str, ...], empty: int) -> NDArray[np.int64]:
        keys = ("".join(filter(str.isalnum, text.lower())) for text in texts)
        return np.array([known.setdefault(key, len(known)) if key else empty for key in keys], np.int64)

    return numbered(source.texts, -1), numbered(target.texts, -2)
