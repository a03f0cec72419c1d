"""Words of many sentence pairs that compete for each other: links made over arrays, pairs of like length together.

Of what nothing renders that tells as much as the hidden Markov model, in a tenth of its time. A pair has the same to
the last bit whatever stands in its batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.layers import sameness
from songngu.align.lexicon.lexicon import Lexicon, numbered
from songngu.align.links.relaxation import near, shared, total
from songngu.align.text.ragged import Ragged
from songngu.align.text.tokens import paired

Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_MOST_PAIRS = 128
_MOST_CELLS = 1 << 18
_FLOOR = 3e-4


class Shares(NamedTuple):
    """What each word of some texts has of the text it is paired with.

    ``emitted`` is how likely any word there renders it, ``emits`` how many there it renders; 1 where nobody asked,
    and where there are none.
    """

    emitted: Floats
    emits: Floats


@dataclass(frozen=True)
class Rivals:
    """The words of many pairs of texts in the languages of a lexicon, which compete for each other."""

    lexicon: Lexicon
    source: Ragged
    target: Ragged

    def shares(self, wanted: Ints) -> tuple[Shares, Shares]:
        """Return what the words of both sides have of each other, in the pairs of the given numbers."""
        found = _all_rendered(self.source), _all_rendered(self.target)
        for pairs in self._batches(wanted):
            sides = _batch(self.source, pairs), _batch(self.target, pairs)
            for side, shares, (emitted, emits) in zip(sides, found, self._compete(*sides), strict=True):
                shares.emitted[side.places[side.inside]] = emitted[side.inside]
                shares.emits[side.places[side.inside]] = emits[side.inside]
        return found

    def _batches(self, wanted: Ints) -> Iterator[Ints]:
        """Yield the numbers of pairs of like length, as many as fill an array."""
        lengths = np.stack([np.diff(side.starts) for side in (self.source, self.target)])
        wanted = wanted[lengths[:, wanted].min(axis=0, initial=1) > 0]
        wanted = wanted[np.lexsort(lengths[:, wanted])]
        start = 0
        while start < len(wanted):
            pairs = wanted[start : start + _MOST_PAIRS]
            cells = np.maximum.accumulate(lengths[0, pairs]) * lengths[1, pairs]
            fitting = cells * np.arange(1, len(cells) + 1) <= _MOST_CELLS
            pairs = pairs[: max(1, int(fitting.sum()))]
            yield pairs
            start += len(pairs)

    def _compete(self, source: _Batch, target: _Batch) -> tuple[Shares, Shares]:
        alone, together, backward, numbers = self._tables(source, target)
        width = len(target.words) + 1
        places = source.ids[:, None, :] * width + target.ids
        forward = alone.take(places)
        beside = together.take(numbers[:, None, :] * width + target.ids)
        np.maximum(forward, beside[:-1], out=forward)
        np.maximum(forward, beside[1:], out=forward)
        nearness = near(source.lengths, target.lengths, forward.shape)
        ahead = shared(forward, nearness, source.lengths, axis=0)
        back = shared(backward.take(places), nearness, target.lengths, axis=1)
        return Shares(total(back, 1), total(ahead, 1)), Shares(total(ahead, 0), total(back, 0))

    def _tables(self, source: _Batch, target: _Batch) -> tuple[Floats, Floats, Floats, Ints]:
        """Return what the words at hand say of each other.

        Of source words (rows) the probability that they render target words, of their pairs, that target words render
        source words; the number of the pair of each word with the one before. Row and column 0 stand for no word.
        """
        ours, theirs = self._numbers[0][source.words], self._numbers[1][target.words]
        pairs = np.where(source.inside, self._pairs[source.places], -1)
        numbers, units = _renumbered(pairs, self.lexicon.forward.shape[0])
        alone = self._forward.table(ours, theirs)
        backward = self._backward.table(theirs, ours, turned=True)
        self._add_same(source.words, target.words, alone, backward)
        return alone, self._forward.table(units, theirs), backward, np.pad(numbers, ((0, 1), (0, 0)))

    def _add_same(self, ours: Ints, theirs: Ints, *tables: Floats) -> None:
        """Add that words render those which are spelt alike."""
        same, worth = self._same
        wanted = same[theirs]
        rows = np.minimum(np.searchsorted(ours, wanted), len(ours) - 1)
        columns = np.flatnonzero(ours[rows] == wanted)
        for table in tables:
            cells = rows[columns] + 1, columns + 1
            table[cells] = np.maximum(table[cells], worth[theirs[columns]])

    @cached_property
    def _numbers(self) -> tuple[Ints, Ints]:
        """The numbers of the distinct words of both sides in the lexicon, -1 for those it lacks."""
        known = self.lexicon.source.index, self.lexicon.target.index
        return numbered(known[0], self.source.distinct), numbered(known[1], self.target.distinct)

    @cached_property
    def _pairs(self) -> Ints:
        """The number in the lexicon of each source word together with the one before it, -1 where it lacks them."""
        names, words, texts = self.source.distinct, self.source.numbers, self.source.texts
        keys, numbers = np.unique(words[:-1] * len(names) + words[1:], return_inverse=True)
        firsts, seconds = (part.tolist() for part in np.divmod(keys, max(len(names), 1)))
        units = [paired(names[one], names[other]) for one, other in zip(firsts, seconds, strict=True)]
        known = numbered(self.lexicon.source.index, units)[numbers]
        return np.concatenate((np.full(min(1, len(words)), -1), np.where(texts[:-1] == texts[1:], known, -1)))

    @cached_property
    def _same(self) -> tuple[Ints, Floats]:
        """Of each distinct target word the source word spelt alike, else -1, and how likely that renders it."""
        same = numbered({word: k for k, word in enumerate(self.source.distinct)}, self.target.distinct)
        worth = np.zeros(len(same), np.float32)
        here = np.flatnonzero(same >= 0)
        worth[here] = [sameness(self.target.distinct[k], self.lexicon.source.index) for k in here.tolist()]
        return same, worth

    @cached_property
    def _forward(self) -> _Table:
        return _Table(self.lexicon.forward)

    @cached_property
    def _backward(self) -> _Table:
        return _Table(self.lexicon.backward)


class _Batch(NamedTuple):
    """The words of a side of some pairs, (words, pairs).

    ``ids`` are numbers of ``words``, from 1; 0 stands where a text has no more.
    """

    words: Ints
    ids: Ints
    places: Ints
    inside: Flags
    lengths: Ints


def _batch(side: Ragged, pairs: Ints) -> _Batch:
    starts, lengths = side.starts[pairs], side.starts[pairs + 1] - side.starts[pairs]
    steps = np.arange(max(1, int(lengths.max())))[:, None]
    inside = steps < lengths
    places = np.where(inside, starts + steps, 0)
    ids, words = _renumbered(np.where(inside, side.numbers[places], -1), len(side.distinct))
    return _Batch(words, ids, places, inside, lengths)


def _renumbered(numbers: Ints, most: int) -> tuple[Ints, Ints]:
    """Return numbers as those of the distinct ones among them, from 1, 0 for -1, and these; all are below ``most``."""
    found = np.zeros(most + 1, np.bool_)
    found[numbers] = True
    found[-1] = False
    distinct = np.flatnonzero(found)
    ids = np.zeros(most + 1, np.int64)
    ids[distinct] = np.arange(1, len(distinct) + 1)
    return ids[numbers], distinct


def _all_rendered(side: Ragged) -> Shares:
    return Shares(*np.ones((2, len(side.numbers)), np.float32))


class _Table:
    """A table of the lexicon, which is asked for the words of one batch after the other."""

    def __init__(self, table: sp.csr_array) -> None:
        self._starts, self._columns, self._values = table.indptr, table.indices, table.data
        self._counts = np.append(np.diff(table.indptr), 0)  # the last, -1, is that of words it lacks
        self._place_of = np.zeros(table.shape[1], np.int64)

    def table(self, given: Ints, wanted: Ints, *, turned: bool = False) -> Floats:
        """Return with what probability given words (rows, from 1) render wanted ones, `_FLOOR` at least; or ``turned``.

        Row and column 0 are of no word and hold 0.
        """
        known = np.flatnonzero(wanted >= 0)
        counts = self._counts[given]
        before = np.cumsum(counts) - counts
        places = np.repeat(self._starts[given] - before, counts) + np.arange(int(counts.sum()))
        self._place_of[wanted[known]] = known + 1
        columns = self._place_of.take(self._columns.take(places))
        self._place_of[wanted[known]] = 0
        rows = np.arange(1, len(given) + 1)
        shape = (len(wanted) + 1, len(given) + 1) if turned else (len(given) + 1, len(wanted) + 1)
        found = np.full(shape, _FLOOR, np.float32)
        cells = columns * shape[1] + np.repeat(rows, counts) if turned else np.repeat(rows * shape[1], counts) + columns
        found.reshape(-1)[cells] = self._values.take(places)
        found[0], found[:, 0] = 0, 0  # what is rendered by no word here was put there
        return found
