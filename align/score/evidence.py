"""Evidence: how well the sentences of one side explain the words of the other, by the formula in ``docs/score.md``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.bead import WIDEST

Array = NDArray[np.float32]
Ints = NDArray[np.int64]
Entries = tuple[Ints, NDArray[np.integer], Array]
"""The probabilities that sentences give words: which sentence, which word, the probability."""

_NOISE = 0.8
_PRIOR_SENTENCES = 20.0
_LEAST_EASE = 1e-4
_MOST_EASE = 0.5
_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Direction:
    """How well the sentences of one side (given) explain the words of the other (wanted).

    ``bag`` (given sentences by units) and ``table`` (units by wanted words) give p(t | s); ``ease`` is u(t),
    ``counts`` (wanted sentences by words) what is to be explained, ``explained`` the words that anything explains.
    ``entries`` are those of all sentences where these are few: they are asked for twice.
    """

    bag: sp.csr_array
    table: sp.csr_array
    ease: Array
    explained: NDArray[np.bool_]
    counts: sp.csr_array
    entries: Entries | None

    @classmethod
    def of(cls, bag: sp.csr_array, table: sp.csr_array, counts: sp.csr_array, background: Array) -> Direction:
        """Return how well ``bag`` explains ``counts``; ``background`` is the corpus's ease of each word."""
        entries = _entries(bag, table) if bag.shape[0] <= _CHUNK else None
        total = _summed_maxima(bag, table, entries)
        ease = (total + _PRIOR_SENTENCES * background) / (bag.shape[0] + _PRIOR_SENTENCES) + _LEAST_EASE
        return cls(bag, table, ease.astype(np.float32), total > 0, counts, entries)

    @property
    def explained_share(self) -> NDArray[np.float64]:
        """The share of each wanted sentence's words that something in the given document can explain."""
        tokens = np.asarray(self.counts.sum(axis=1), np.float64).ravel()
        return np.asarray((self.counts @ self.explained.astype(np.float64)) / np.maximum(tokens, 1))

    def around(self, rows: slice, columns: slice, weights: tuple[Array, Array] | None = None) -> Neighbourhood:
        """Return what given sentences ``rows`` have to do with wanted sentences ``columns``.

        ``weights`` of units and words make the dot products of weighted bags, the given one's projected by the table.
        """
        counts = self.counts[columns]
        held = np.zeros(counts.shape[1], bool)
        held[counts.indices] = True
        words = np.flatnonzero(held & self.explained)
        place = np.full(len(held), -1)
        place[words] = np.arange(len(words))
        (owners, column, values), units = self._near(rows, place)
        cells = owners * len(words) + column
        best = np.zeros((rows.stop - rows.start, len(words)), np.float32)
        np.maximum.at(best.reshape(-1), cells, values)
        projected, squares = np.zeros((0, 0), np.float32), np.zeros(0, np.float32)
        if weights:
            projected, squares = np.zeros_like(best), weights[1][words] ** 2
            np.add.at(projected.reshape(-1), cells, values * weights[0][units])
        column = place[counts.indices]
        kept = column >= 0
        starts = np.append(0, np.cumsum(kept))[counts.indptr]
        return Neighbourhood(
            rows.start,
            columns.start,
            best,
            self.ease[words],
            starts,
            column[kept],
            counts.data[kept],
            projected,
            squares,
        )

    def _near(self, rows: slice, place: Ints) -> tuple[Entries, NDArray[np.integer]]:
        """Return what given sentences ``rows`` say of the words that have a ``place``, -1 for none, and by which units.

        The entries name the words by their places.
        """
        if self.entries and rows == slice(0, self.bag.shape[0]):
            owners, names, values = self.entries
            units = np.repeat(self.bag.indices, np.diff(self.table.indptr)[self.bag.indices])
            column = place[names]
            kept = column >= 0
            return (owners[kept], column[kept], values[kept]), units[kept]
        bag = self.bag[rows]
        table = _placed(self.table, renumbered(bag.indices, self.bag.shape[1])[0], place)
        return _entries(bag, table), np.repeat(bag.indices, np.diff(table.indptr)[bag.indices])


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A direction narrowed to some given sentences, from ``first_given``, and wanted ones, from ``first_wanted``.

    ``best`` (given sentences by words) is max over the units of a sentence of p(t | s). Wanted sentence j holds
    ``words[starts[j]:starts[j + 1]]``, so often as ``counts`` says. ``projected`` (given sentences by words) and
    ``squares``, of the weights of the words, give the dot products.
    """

    first_given: int
    first_wanted: int
    best: Array
    ease: Array
    starts: Ints
    words: Ints
    counts: Array
    projected: Array
    squares: Array

    def evidence(self, rows: slice, columns: slice) -> tuple[Array, ...]:
        """Return e summed over the words of each wanted sentence, given each window of 1 to WIDEST sentences.

        The array for windows of k sentences has shape (columns, rows - k + 1).
        e(t|A) = log((1-λ)·max p(t|s) / min(|A|·u(t), ½) + λ), 0 for a word that nothing in the document explains.
        """
        counts, words, here = self._narrowed(rows, columns)
        best = self.best[here].take(words, axis=1)
        ease, reached, out = self.ease[words], best, []
        for width in range(1, min(WIDEST, len(best)) + 1):
            if width > 1:
                reached = np.maximum(reached[:-1], best[width - 1 :])
            gained = reached * ((1 - _NOISE) / np.minimum(width * ease, _MOST_EASE)).astype(np.float32)
            gained += np.float32(_NOISE)
            out.append(np.asarray(counts @ np.log(gained, out=gained).T))
        return tuple(out)

    def dots(self, rows: slice, columns: slice) -> Array:
        """Return the dot products of the weighted bags of both sides, shape (columns, rows)."""
        counts, words, here = self._narrowed(rows, columns)
        counts.data = self.squares[words][counts.indices]
        return np.asarray(counts @ self.projected[here].take(words, axis=1).T)

    def _narrowed(self, rows: slice, columns: slice) -> tuple[sp.csr_array, Ints, slice]:
        """Return the counts of wanted sentences over the words they hold, these words, and the rows from the first."""
        starts = self.starts[columns.start - self.first_wanted : columns.stop - self.first_wanted + 1]
        held = self.words[starts[0] : starts[-1]]
        words, column = renumbered(held, self.best.shape[1])
        shape = len(starts) - 1, len(words)
        counts = sp.csr_array((self.counts[starts[0] : starts[-1]], column, starts - starts[0]), shape=shape)
        return counts, words, slice(rows.start - self.first_given, rows.stop - self.first_given)


def renumbered(columns: NDArray[np.integer], size: int) -> tuple[Ints, Ints]:
    """Return the distinct columns in order, and the place of each column among them."""
    held = np.zeros(size, bool)
    held[columns] = True
    return np.flatnonzero(held), (np.cumsum(held) - 1)[columns]


def _entries(bag: sp.csr_array, table: sp.csr_array) -> Entries:
    """Return all p(t | s) of the units of each sentence, unit by unit."""
    places, lengths = _places(table, bag.indices)
    ends = np.append(0, np.cumsum(lengths))[bag.indptr]
    return np.repeat(np.arange(bag.shape[0]), np.diff(ends)), table.indices[places], table.data[places]


def _places(table: sp.csr_array, rows: NDArray[np.integer]) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """Return where the entries of some rows of a table stand in its arrays, and how many each row has."""
    starts, lengths = table.indptr[rows], np.diff(table.indptr)[rows]
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths), lengths


def _placed(table: sp.csr_array, units: Ints, place: Ints) -> sp.csr_array:
    """Return the rows ``units`` of a table, the others empty, of the columns that have a ``place``, as they are placed.

    A unit stands in many sentences: what none of them can use is left out once.
    """
    places, lengths = _places(table, units)
    column = place[table.indices[places]]
    kept = column >= 0
    counts = np.zeros(table.shape[0], np.int64)
    counts[units] = np.diff(np.append(0, np.cumsum(kept))[np.append(0, np.cumsum(lengths))])
    pointers = np.append(0, np.cumsum(counts))
    return sp.csr_array((table.data[places[kept]], column[kept], pointers), shape=(table.shape[0], len(place)))


def _summed_maxima(bag: sp.csr_array, table: sp.csr_array, known: Entries | None) -> NDArray[np.float64]:
    """Return for each word the sum over the sentences of the best probability any unit of the sentence gives it.

    Some sentences at a time, in a dense buffer of the words they explain: sorting would take five times as long.
    """
    total = np.zeros(table.shape[1])
    for first in range(0, bag.shape[0], _CHUNK):
        owners, columns, values = known or _entries(bag[first : first + _CHUNK], table)
        words, column = renumbered(columns, table.shape[1])
        dense = np.zeros((_CHUNK, len(words)), np.float32)
        np.maximum.at(dense.reshape(-1), owners * len(words) + column, values)
        total[words] += dense.sum(axis=0)
    return total
