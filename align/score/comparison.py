"""Two documents compared: for every window of source and target sentences, the evidence that one renders the other.

The quantities are those of the score's formula in ``docs/score.md``. A comparison holds what belongs to the whole pair
(sparse); a ``BandComparison`` holds the dense arrays of some rows of the band: large documents are compared piecewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.bead import WIDEST
from songngu.align.lexicon.layers import Layer, combined
from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, unit_numbers
from songngu.align.score.evidence import Array, Direction, renumbered
from songngu.align.text.length import code_points
from songngu.align.text.tokenised import TokenisedText, narrow

Grams = list[NDArray[np.float64]]

_IDF_PRIOR = 30.0
_CHUNK = 128


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
    ``idf`` holds the weights of the source's units and the target's words.
    """

    source: TokenisedText
    target: TokenisedText
    forward: Direction
    backward: Direction
    source_vectors: Vectors
    target_vectors: Vectors
    projection: sp.csr_array
    idf: tuple[Array, Array]
    length_ratio: float
    numbers: tuple[sp.csr_array, sp.csr_array]
    identities: tuple[NDArray[np.int64], NDArray[np.int64]]
    encoded: tuple[Vectors, Vectors] | None = None

    @property
    def dots(self) -> Array:
        """The dot products of all source vectors with all target vectors: for few sentences only."""
        projected = self.source_vectors.rows @ self.projection
        return np.asarray((projected @ self.target_vectors.rows.T).toarray(), np.float32)


def explain(source: TokenisedText, target: TokenisedText, layers: Sequence[Layer]) -> tuple[sp.csr_array, sp.csr_array]:
    """Return p(target word | source unit) and p(source word | target unit) as ``layers`` together know them."""
    forward = combined([layer.forward(source, target) for layer in layers])
    backward = combined([layer.backward(source, target) for layer in layers])
    return forward, backward


def narrowed(
    source: TokenisedText, target: TokenisedText, tables: tuple[sp.csr_array, sp.csr_array]
) -> tuple[TokenisedText, TokenisedText, tuple[sp.csr_array, sp.csr_array]]:
    """Return sides selected from larger ones, and their tables, without the words that stand in neither any more."""
    (left, words, units), (right, others, other_units) = narrow(source), narrow(target)
    if left is source and right is target:
        return source, target, tables
    return left, right, (tables[0][units][:, others], tables[1][other_units][:, words])


def compare(
    source: TokenisedText,
    target: TokenisedText,
    tables: tuple[sp.csr_array, sp.csr_array],
    lexicon: Lexicon | None = None,
    encodings: tuple[Array, Array] | None = None,
) -> Comparison:
    """Compare two sides by what ``explain`` returns.

    ``lexicon`` gives the corpus statistics where there is one, ``encodings`` an encoder's unit vectors.
    """
    forward, backward = tables
    target_ease = _statistic(target.words, lexicon.target if lexicon else None, "ease")
    source_ease = _statistic(source.units, lexicon.source if lexicon else None, "ease")[: len(source.words)]
    vectors = _vectors(source, target, forward, lexicon)
    ratio = float(target.characters.sum() / source.characters.sum())
    return Comparison(
        source, target,
        Direction.of(source.bag, forward, target.counts, target_ease),
        Direction.of(target.bag, backward, source.counts, source_ease),
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


def _statistic(words: tuple[str, ...], corpus: Vocabulary | None, name: Literal["df", "ease"]) -> Array:
    """Return a corpus statistic of the words at hand, 0 where a word is unknown."""
    if corpus is None:
        return np.zeros(len(words), np.float32)
    numbers = unit_numbers(corpus, words)
    values = corpus.df if name == "df" else corpus.ease
    return np.where(numbers >= 0, values[numbers], 0).astype(np.float32)


def _idf(bag: sp.csr_array, frequency: Array, sentences: int) -> Array:
    """Return -log of the document frequency, smoothed by the corpus with the weight of 30 sentences."""
    here = np.bincount(bag.indices, minlength=bag.shape[1])
    prior = _IDF_PRIOR if sentences > 1 else 1.0
    share = (here + prior * (frequency + 0.3) / sentences) / (bag.shape[0] + prior)
    return np.asarray(np.maximum(-np.log(share), 0.05), np.float32)


def _vectors(
    source: TokenisedText, target: TokenisedText, table: sp.csr_array, lexicon: Lexicon | None
) -> tuple[Vectors, Vectors, sp.csr_array, tuple[Array, Array]]:
    """Return idf-weighted bags of both sides, what projects the source's units on the target words, and the weights."""
    sentences = lexicon.sentences if lexicon else 1
    df_source = _statistic(source.units, lexicon.source if lexicon else None, "df")
    df_target = _statistic(target.words, lexicon.target if lexicon else None, "df")
    words = sp.csr_array(
        (np.ones_like(target.counts.data), target.counts.indices, target.counts.indptr), shape=target.counts.shape
    )
    weights = _idf(source.bag, df_source, sentences), _idf(words, df_target, sentences)
    plain, projection = _scaled(words, weights[1]), _scaled(table, weights[1])
    bags = _scaled(source.bag, weights[0])
    grams = _projected_grams(bags, projection), _grams(plain)
    scales = [1 / np.maximum(np.sqrt(gram[0]), 1e-9) for gram in grams]
    means = (scales[1] @ plain) / len(target), ((scales[0] @ bags) @ projection) / len(source)
    along = bags @ (projection @ means[0]), plain @ means[1]
    return _normed(bags, grams[0], along[0]), _normed(plain, grams[1], along[1]), projection, weights


def _scaled(table: sp.csr_array, weights: Array) -> sp.csr_array:
    """Return a table with each column times its weight."""
    return sp.csr_array((table.data * weights[table.indices], table.indices, table.indptr), shape=table.shape)


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
        words, column = renumbered(part.indices, part.shape[1])
        dense = sp.csr_array((part.data, column, part.indptr), shape=(part.shape[0], len(words))).toarray()
        for d, gram in enumerate(grams):
            last = min(first + _CHUNK, n - d)
            if last > first:
                gram[first:last] = _dots_of_rows(dense[: last - first], dense[d : last - first + d])
    return grams


def _numbers(source: TokenisedText, target: TokenisedText) -> tuple[sp.csr_array, sp.csr_array]:
    """Return which numbers stand in which sentence, over the numbers of both sides."""
    digits = sorted({word for side in (source, target) for word in side.words if word[0].isdigit()})
    column = {word: k for k, word in enumerate(digits)}

    def held(side: TokenisedText) -> sp.csr_array:
        known = [(i, column[word]) for i, word in enumerate(side.words) if word in column]
        rows, columns = np.array(known, np.int32).reshape(-1, 2).T
        chosen = sp.coo_array(
            (np.ones(len(rows), np.float32), (rows, columns)), shape=(len(side.words), max(1, len(digits)))
        ).tocsr()
        out = sp.csr_array(side.counts @ chosen)
        out.data[:] = 1
        return out

    return held(source), held(target)


def _identities(source: TokenisedText, target: TokenisedText) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a number for each sentence's letters and digits: equal where they are equal, negative for none."""
    known: dict[bytes, int] = {}

    def numbered(texts: tuple[str, ...], empty: int) -> NDArray[np.int64]:
        keys = _letters_and_digits(texts)
        return np.array([known.setdefault(key, len(known)) if key else empty for key in keys], np.int64)

    return numbered(source.texts, -1), numbered(target.texts, -2)


def _letters_and_digits(texts: Sequence[str]) -> list[bytes]:
    """Return the code points of the letters and digits of each text, in lower case."""
    codes, ends = code_points([text.lower() for text in texts])
    distinct = np.flatnonzero(np.bincount(codes))
    telling = np.zeros(int(distinct.max(initial=0)) + 1, np.bool_)
    telling[[int(code) for code in distinct if chr(code).isalnum()]] = True
    kept = telling[codes]
    ends = np.append(0, np.cumsum(kept))[ends]
    held, size = codes[kept].tobytes(), codes.itemsize
    return [held[start * size : end * size] for start, end in pairwise(ends.tolist())]
