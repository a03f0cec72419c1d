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
from songngu.align.side import Side, narrow

Array = NDArray[np.float32]
Grams = list[NDArray[np.float64]]

WIDEST = 5
"""The longest window: a bead joins at most this many sentences of one side."""

_NOISE = 0.8
_PRIOR_SENTENCES = 20.0
_LEAST_EASE = 1e-4
_MOST_EASE = 0.5
_IDF_PRIOR = 30.0
_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Direction:
    """How well the sentences of one side (``given``) explain the words of the other (``wanted``).

    ``bag`` (given sentences by units) and ``table`` (units by wanted words) give p(t | s); ``ease`` is u(t),
    ``counts`` (wanted sentences by words) what is to be explained, ``explained`` the words that anything explains.
    """

    bag: sp.csr_array
    table: sp.csr_array
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
        counts, words = _narrowed(self.counts[columns], self.explained)
        best = _maxima(self.bag[rows], self.table, words)
        reached, out = best, []
        for width in range(1, min(WIDEST, len(best)) + 1):
            if width > 1:
                reached = np.maximum(reached[:-1], best[width - 1 :])
            gain = ((1 - _NOISE) / np.minimum(width * self.ease[words], _MOST_EASE)).astype(np.float32)
            gained = reached * gain
            gained += np.float32(_NOISE)
            out.append(np.ascontiguousarray((counts @ np.log(gained, out=gained).T).T))
        return tuple(out)


def _narrowed(counts: sp.csr_array, wanted: NDArray[np.bool_]) -> tuple[sp.csr_array, NDArray[np.intp]]:
    """Return the columns of a matrix that hold anything and are wanted, and their numbers."""
    held = np.zeros(counts.shape[1], bool)
    held[counts.indices] = True
    words = np.flatnonzero(held & wanted)
    return counts[:, words], words


def _entries(bag: sp.csr_array, table: sp.csr_array) -> tuple[NDArray[np.int64], NDArray[np.int32], Array]:
    """Return all p(t | s) of the units of each sentence: which sentence, which word, the probability."""
    lengths = np.diff(table.indptr)[bag.indices]
    ends = np.cumsum(lengths)
    owners = np.repeat(np.arange(bag.shape[0]), np.diff(np.append(0, ends)[bag.indptr]))
    places = np.arange(len(owners)) + np.repeat(table.indptr[bag.indices] - (ends - lengths), lengths)
    return owners, table.indices[places], table.data[places]


def _maxima(bag: sp.csr_array, table: sp.csr_array, words: NDArray[np.intp]) -> Array:
    """Return, for each sentence and each of ``words``, the best probability any unit of the sentence gives the word."""
    owners, columns, values = _entries(bag, table)
    place = np.full(table.shape[1], -1)
    place[words] = np.arange(len(words))
    column = place[columns]
    kept = column >= 0
    out = np.zeros((bag.shape[0], len(words)), np.float32)
    np.maximum.at(out.reshape(-1), owners[kept] * len(words) + column[kept], values[kept])
    return out


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sentence vectors (sparse, or an encoder's, dense), with the norms that the cosine needs.

    ``norms[a - 1]`` and ``means[a - 1]``: length of each window of ``a`` sentences, and its cosine with the mean
    direction of the other side's sentences.
    """

    rows: Any
    norms: tuple[NDArray[np.float64], ...]
    means: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A source and a target side with everything that is computed once for the pair.

    The source's vectors are over its units, the target's over its words; ``projection`` leads from one to the other.
    """

    source: Side
    target: Side
    forward: Direction
    backward: Direction
    source_vectors: Vectors
    target_vectors: Vectors
    projection: sp.csr_array
    length_ratio: float
    numbers: tuple[sp.csr_array, sp.csr_array]
    identities: tuple[NDArray[np.int64], NDArray[np.int64]]
    encoded: tuple[Vectors, Vectors] | None = None

    def dots(self, rows: slice, columns: slice) -> Array:
        """Return the dot products of the vectors of source sentences ``rows`` with those of target ``columns``."""
        projected = self.source_vectors.rows[rows] @ self.projection
        return np.asarray((projected @ self.target_vectors.rows[columns].T).toarray(), np.float32)


def explain(source: Side, target: Side, layers: Sequence[Layer]) -> tuple[sp.csr_array, sp.csr_array]:
    """Return p(target word | source unit) and p(source word | target unit) as ``layers`` together know them."""
    forward = combined([layer.forward(source, target) for layer in layers])
    backward = combined([layer.backward(source, target) for layer in layers])
    return forward, backward


def narrowed(
    source: Side, target: Side, tables: tuple[sp.csr_array, sp.csr_array]
) -> tuple[Side, Side, tuple[sp.csr_array, sp.csr_array]]:
    """Return sides selected from larger ones, and their tables, without the words that stand in neither any more."""
    (left, words, units), (right, others, other_units) = narrow(source), narrow(target)
    if left is source and right is target:
        return source, target, tables
    return left, right, (tables[0][units][:, others], tables[1][other_units][:, words])


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
    vectors = _vectors(source, target, forward, lexicon)
    ratio = float(target.characters.sum() / source.characters.sum())
    return Comparison(
        source, target,
        _direction(source, target, forward, target_ease), _direction(target, source, backward, source_ease),
        *vectors, float(np.clip(ratio, 0.75, 1.25)), _numbers(source, target), _identities(source, target),
        (_encoded(*encodings), _encoded(*encodings[::-1])) if encodings else None,
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
    total = _summed_maxima(given.bag, table)
    ease = (total + _PRIOR_SENTENCES * background) / (len(given) + _PRIOR_SENTENCES) + _LEAST_EASE
    return Direction(given.bag, table, ease.astype(np.float32), total > 0, wanted.counts)


def _summed_maxima(bag: sp.csr_array, table: sp.csr_array) -> NDArray[np.float64]:
    """Return for each word the sum over the sentences of the best probability any unit of the sentence gives it.

    Some sentences at a time, in a dense buffer of the words they explain: sorting would take five times as long.
    """
    total = np.zeros(table.shape[1])
    for first in range(0, bag.shape[0], _CHUNK):
        owners, columns, values = _entries(bag[first : first + _CHUNK], table)
        words, column = _renumbered(columns, table.shape[1])
        dense = np.zeros((_CHUNK, len(words)), np.float32)
        np.maximum.at(dense.reshape(-1), owners * len(words) + column, values)
        total[words] += dense.sum(axis=0)
    return total


def _renumbered(columns: NDArray[np.int32], size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the distinct columns in order, and the place of each column among them."""
    held = np.zeros(size, bool)
    held[columns] = True
    return np.flatnonzero(held), (np.cumsum(held) - 1)[columns]


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


def _vectors(
    source: Side, target: Side, table: sp.csr_array, lexicon: Lexicon | None
) -> tuple[Vectors, Vectors, sp.csr_array]:
    """Return idf-weighted bags of both sides, and what projects the source's units on the target words."""
    sentences = lexicon.sentences if lexicon else 1
    df_source = _statistic(source.units, lexicon.source if lexicon else None, "df")
    df_target = _statistic(target.words, lexicon.target if lexicon else None, "df")
    words = target.counts.copy()
    words.data[:] = 1
    idf = sp.diags_array(_idf(words, df_target, sentences))
    plain, projection = sp.csr_array(words @ idf), sp.csr_array(table @ idf)
    bags = sp.csr_array(source.bag @ sp.diags_array(_idf(source.bag, df_source, sentences)))
    grams = _projected_grams(bags, projection), _grams(plain)
    scales = [1 / np.maximum(np.sqrt(gram[0]), 1e-9) for gram in grams]
    means = (scales[1] @ plain) / len(target), ((scales[0] @ bags) @ projection) / len(source)
    along = bags @ (projection @ means[0]), plain @ means[1]
    return _normed(bags, grams[0], along[0]), _normed(plain, grams[1], along[1]), projection


def _encoded(rows: Array, others: Array) -> Vectors:
    mean = (others / np.maximum(np.sqrt((others * others).sum(axis=1)), 1e-9)[:, None]).mean(axis=0)
    return _normed(rows, _grams(rows), rows @ mean)


def _normed(rows: sp.csr_array | Array, grams: Grams, along: NDArray[np.floating]) -> Vectors:
    """Return the vectors with norms and means; ``along`` is the dot product of each row with the mean direction."""
    norms, means = [], []
    for width in range(1, len(grams) + 1):
        square = window_sum(grams[0], width)
        for d in range(1, width):
            square = square + 2 * window_sum(grams[d], width - d)[: len(square)]
        norm = np.maximum(np.sqrt(np.maximum(square, 0)), 1e-9)
        norms.append(norm)
        means.append(window_sum(along, width) / norm)
    return Vectors(rows, tuple(norms), tuple(means))


def _grams(rows: sp.csr_array | Array) -> Grams:
    """Return the dot products of each row with itself and with the rows below it, up to a window's last."""
    n = rows.shape[0]
    return [_dots_of_rows(rows[: n - d], rows[d:]) for d in range(min(WIDEST, n))]


def _dots_of_rows(rows: sp.csr_array | Array, others: sp.csr_array | Array) -> NDArray[np.float64]:
    if isinstance(rows, np.ndarray):
        return np.asarray(np.einsum("ij,ij->i", rows, others), np.float64)
    return np.asarray(rows.multiply(others).sum(axis=1), np.float64).ravel()


def _projected_grams(bags: sp.csr_array, projection: sp.csr_array) -> Grams:
    """Return the grams of bags times projection: some rows at a time, dense over the words they hold."""
    n = bags.shape[0]
    grams = [np.zeros(n - d) for d in range(min(WIDEST, n))]
    for first in range(0, n, _CHUNK):
        part = bags[first : first + _CHUNK + WIDEST - 1] @ projection
        words, column = _renumbered(part.indices, part.shape[1])
        dense = sp.csr_array((part.data, column, part.indptr), shape=(part.shape[0], len(words))).toarray()
        for d, gram in enumerate(grams):
            last = min(first + _CHUNK, n - d)
            if last > first:
                gram[first:last] = _dots_of_rows(dense[: last - first], dense[d : last - first + d])
    return grams


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
