"""The text index: which texts of a collection another text may be an edited copy of, by the rare word pairs shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.shingles import BATCH, Hashes, mixed, text_hashes, word_rows
from songngu.corpus.duplicates.words import Folder

Numbers = NDArray[np.int64]

# An edit of one letter in twenty leaves a pair of words whole with a chance of .6 or so: of eight pairs, two are left
# in 99 of 100 texts. Rare pairs cost little, so more of them are taken. A text of few pairs need share but one.
_INDEXED, _LEAST = 16, 8
# A pair is rare where it stands in no more than one of so many texts, or in very few of a small sample.
_COMMON, _SEEN = 10_000, 4
_FEW = 6
# What a longer text shares at least of the pairs by which a text is indexed that it holds.
_HELD = 0.3
# Texts that share a pair beyond this many are found by their other pairs.
_CROWD = 64
_HITS = 1 << 20
_SLOTS = np.uint64((1 << 22) - 1)
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Grams:
    """The pairs of neighbouring words of some texts: ``keys`` hashes of the folded words of each text (0 without any),
    ``counts`` its words; ``values`` hashes of the pairs and ``rows`` the number of the text of each.
    """

    keys: Hashes
    counts: Numbers
    values: Hashes
    rows: Numbers


def read_grams(texts: Sequence[str], folder: Folder) -> Grams:
    """Return the word pairs of some texts; case, diacritics and punctuation do not count."""
    words, rows, counts = word_rows(texts, folder)
    inside = np.flatnonzero(rows[1:] == rows[:-1])
    values = mixed((words[inside] + np.uint64(1)) * _BASE + words[inside + 1])
    return Grams(text_hashes(words, rows, counts), counts, values, rows[inside])


class TextIndex:
    """An index of texts of which no two have the same words, for a corpus of which ``sample`` holds some texts.

    A text is indexed by those of its word pairs that are rarest in the sample and in the index. What finds some of the
    texts can be taken out, so that the index need not be in memory as a whole.
    """

    def __init__(self, texts: pl.Series, sample: Iterable[Sequence[str]]) -> None:
        self._first = 0
        folder = Folder()
        batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)] or [pl.Series([""])]
        parts = [read_grams(batch.to_list(), folder) for batch in batches]
        keys = np.concatenate([part.keys for part in parts])
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
        self._words = np.concatenate([part.counts for part in parts])
        self._set_grams(_ascending([part.values for part in parts]))
        held = [_distinct(self._places(part.values)[1], part.rows) for part in parts]
        del parts
        seen, frequency = np.zeros(len(self._grams), np.int64), np.zeros(len(self._grams), np.int64)
        for grams, _ in held:
            frequency += np.bincount(grams, minlength=len(frequency))
        sampled = 0
        for batch in sample:
            _, found = self._places(read_grams(batch, folder).values)
            seen += np.bincount(found, minlength=len(seen))
            sampled += len(batch)
        rare = seen <= max(_SEEN, sampled // _COMMON)
        costs = (seen + 1) * frequency
        self._post([_rarest(*each, costs, rare) for each in held])

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TextIndex:
        """Return an index of what `arrays` gave of another one."""
        made = cls.__new__(cls)
        made._first = int(arrays["first"][0])
        made._keys, made._order, made._words = arrays["keys"], arrays["order"], arrays["words"]
        made._sizes, made._indexed = arrays["sizes"], arrays["indexed"]
        made._set_grams(arrays["grams"])
        made._posts = _matrix(arrays["texts"], np.append(0, np.cumsum(made._sizes)), len(made._words))
        return made

    def arrays(self, first: int, end: int) -> dict[str, NDArray[Any]]:
        """Return what finds the texts from ``first`` to ``end``, and nothing else, of those that the whole finds."""
        posts = self._posts[:, first:end]
        sizes = np.diff(posts.indptr)
        own = (self._order >= first) & (self._order < end)
        return {
            "first": np.array([first]), "keys": self._keys[own], "order": self._order[own],
            "words": self._words[first:end], "indexed": self._indexed[first:end], "sizes": sizes[sizes > 0],
            "grams": self._grams[sizes > 0], "texts": posts.indices,
        }  # fmt: skip

    def equals(self, keys: Hashes) -> Numbers:
        """Return for each key of a text the number of the text with the same words, or -1."""
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.asarray(np.where((self._keys[places] == keys) & (keys != 0), self._order[places], -1))

    def candidates(self, grams: Grams) -> Iterator[tuple[Numbers, Numbers, NDArray[np.bool_]]]:
        """Yield rows with the numbers of indexed texts that they may be an edited copy of, none twice, and whether they
        may hold one.
        """
        found, places = self._places(grams.values)
        rows = grams.rows[found]
        for low, high in _portions(rows, self._sizes[places]):
            first, end = int(rows[low]), int(rows[high - 1]) + 1
            starts = np.searchsorted(rows[low:high], np.arange(first, end + 1))
            shared = _matrix(places[low:high], starts, len(self._sizes)) @ self._posts
            row = first + np.repeat(np.arange(end - first), np.diff(shared.indptr))
            few = (self._indexed[shared.indices] < _FEW) | (grams.counts[row] <= _FEW)
            hits = np.flatnonzero(shared.data >= np.where(few, 1, 2))
            row, text = row[hits], shared.indices[hits].astype(np.int64)
            within = (grams.counts[row] > self._words[text]) & (shared.data[hits] >= _HELD * self._indexed[text])
            yield row, text + self._first, within

    def word_counts(self, numbers: Numbers) -> Numbers:
        """Return how many words the texts of some numbers have."""
        return self._words[numbers - self._first]

    def _set_grams(self, values: Hashes) -> None:
        """Number word pairs, which ascend, in a table by the low bits of their hashes; what finds its place taken is
        apart.
        """
        self._grams = values
        numbers = np.arange(len(self._grams), dtype=np.int32)
        slots = self._grams & _SLOTS
        self._table = np.full(int(_SLOTS) + 1, -1, np.int32)
        self._table[slots] = numbers
        self._apart = np.flatnonzero(self._table[slots] != numbers)

    def _places(self, values: Hashes) -> tuple[Numbers, Numbers]:
        """Return which of some word pairs are known, and the number of each of these."""
        numbers = self._table[values & _SLOTS].astype(np.int64)
        maybe = np.flatnonzero(numbers >= 0)
        numbers = numbers[maybe]
        other = np.flatnonzero(self._grams[numbers] != values[maybe])
        numbers[other] = -1
        if len(self._apart) and len(other):
            wanted, apart = values[maybe[other]], self._grams[self._apart]
            places = np.minimum(np.searchsorted(apart, wanted), len(apart) - 1)
            right = apart[places] == wanted
            numbers[other[right]] = self._apart[places[right]]
        known = numbers >= 0
        return maybe[known], numbers[known]

    def _post(self, parts: Sequence[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> None:
        """Keep the texts of each pair that is indexed, of batches of texts, and the pairs only that are."""
        grams = np.concatenate([grams for grams, _ in parts])
        texts = np.concatenate([texts + number * BATCH for number, (_, texts) in enumerate(parts)])
        self._indexed = np.bincount(texts, minlength=len(self._keys))
        order = np.argsort(grams, kind="stable")
        grams, texts = grams[order], texts[order]
        del order
        firsts = np.flatnonzero(np.append(True, grams[1:] != grams[:-1])[: len(grams)])
        self._set_grams(self._grams[grams[firsts]])
        sizes = np.diff(firsts, append=len(grams))
        kept = np.arange(len(grams)) - np.repeat(firsts, sizes) < _CROWD
        self._sizes = np.minimum(sizes, _CROWD)
        self._posts = _matrix(texts[kept], np.append(0, np.cumsum(self._sizes)), len(self._keys))


def _matrix(columns: Numbers, starts: Numbers, width: int) -> Any:
    """Return the sparse matrix with a one in each of the ``columns``, of which each row has those from its start."""
    from scipy.sparse import csr_array

    ones = np.ones(len(columns), np.int32)
    return csr_array((ones, columns, starts), shape=(len(starts) - 1, width))


def _ascending(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return what stands in some arrays, each once; sorted in its place, sooner than by a table of hashes."""
    values = np.concatenate(parts)
    values.sort()
    return np.asarray(values[np.append(True, values[1:] != values[:-1])[: len(values)]])


def _distinct(grams: Numbers, rows: Numbers) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the word pairs of each text once, text after text."""
    packed = _ascending([(rows << 32) | grams])
    return (packed & 0xFFFFFFFF).astype(np.int32), (packed >> 32).astype(np.int32)


def _rarest(
    grams: NDArray[np.int32], rows: NDArray[np.int32], costs: Numbers, rare: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return those pairs of each text that cost least, more where they are rare, and the text of each."""
    order = np.lexsort((grams, costs[grams], rows))
    grams, rows = grams[order], rows[order]
    heads = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])
    place = np.arange(len(rows)) - np.repeat(heads, np.diff(heads, append=len(rows)))
    kept = place < np.where(rare[grams], _INDEXED, _LEAST)
    return grams[kept], rows[kept]


def _portions(rows: Numbers, lengths: Numbers) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole rows with about as many hits as fit into memory."""
    ends = np.cumsum(lengths)
    low = 0
    while low < len(rows):
        before = int(ends[low - 1]) if low else 0
        high = int(np.searchsorted(ends, before + _HITS, side="right"))
        if high < len(rows):
            high = max(int(np.searchsorted(rows, rows[high])), int(np.searchsorted(rows, rows[low], side="right")))
        yield low, high
        low = high
