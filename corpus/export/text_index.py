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

    def __init__(self, texts: pl.Series, sample: Iterable[Sequence[str]], first: int = 0) -> None:
        """Index texts, which are numbered from ``first``."""
        self._first = first
        # Texts are read thrice: all of their word pairs would take several times what is kept of them.
        self._set_keys(_read(texts))
        costs, rare = self._costs(texts, sample)
        self._post(_rarest(*self._pairs(read), costs, rare) for read in _read(texts))

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TextIndex:
        """Return an index of what `arrays` gave of another one."""
        made = cls.__new__(cls)
        made._first = int(arrays["first"][0])
        made._keys, made._order, made._words = arrays["keys"], arrays["order"], arrays["words"]
        made._indexed = arrays["indexed"]
        made._set_grams(arrays["grams"])
        made._posts = _matrix(arrays["texts"], arrays["starts"], len(made._words))
        return made

    def arrays(self, first: int, end: int) -> dict[str, NDArray[Any]]:
        """Return what finds the texts of some places, and nothing else, of those that the whole finds."""
        posts = self._posts[:, first:end]
        sizes = np.diff(posts.indptr)
        own = (self._order >= first) & (self._order < end)
        return {
            "first": np.array([self._first + first]), "keys": self._keys[own], "order": self._order[own] - first,
            "words": self._words[first:end], "indexed": self._indexed[first:end],
            "grams": self._grams[sizes > 0], "starts": np.append(0, np.cumsum(sizes[sizes > 0])).astype(np.int32),
            "texts": posts.indices,
        }  # fmt: skip

    def equals(self, keys: Hashes) -> Numbers:
        """Return for each key of a text the number of the text with the same words, or -1."""
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        same = (self._keys[places] == keys) & (keys != 0)
        return np.where(same, self._order[places].astype(np.int64) + self._first, -1)

    def candidates(self, grams: Grams) -> Iterator[tuple[Numbers, Numbers, NDArray[np.bool_]]]:
        """Yield rows with the numbers of indexed texts that they may be an edited copy of, none twice, and whether one
        may stand in the other.
        """
        found, places = self._places(grams.values)
        rows, starts_of = grams.rows[found], self._posts.indptr
        few_indexed = self._indexed < _FEW
        for low, high in _portions(rows, starts_of[places + 1] - starts_of[places]):
            first, end = int(rows[low]), int(rows[high - 1]) + 1
            starts = np.searchsorted(rows[low:high], np.arange(first, end + 1))
            shared = _matrix(places[low:high], starts, len(self._grams)) @ self._posts
            few = np.repeat(grams.counts[first:end] <= _FEW, np.diff(shared.indptr))
            hits = np.flatnonzero((shared.data > 1) | few | few_indexed[shared.indices])
            row = first + np.searchsorted(shared.indptr, hits, side="right") - 1
            text = shared.indices[hits].astype(np.int64)
            longer = grams.counts[row] > self._words[text]
            most = np.where(longer, self._indexed[text], np.minimum(grams.counts[row] - 1, _INDEXED))
            within = (grams.counts[row] != self._words[text]) & (shared.data[hits] >= _HELD * most)
            yield row, text + self._first, within

    def word_counts(self, numbers: Numbers) -> Numbers:
        """Return how many words the texts of some numbers have."""
        return self._words[numbers - self._first].astype(np.int64)

    def _set_keys(self, parts: Iterable[Grams]) -> None:
        """Keep what is known of whole texts, and their word pairs."""
        keys, counts, values = np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.uint64)
        for part in parts:
            _append(keys, part.keys)
            _append(counts, part.counts)
            _append(values, _ascending(part.values))
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]
        self._words = counts
        self._set_grams(_ascending(values))

    def _pairs(self, read: Grams) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the numbers of the word pairs that are known of each text, each once, and the text of each."""
        found, grams = self._places(read.values)
        packed = _ascending((read.rows[found] << 32) | grams)
        return (packed & 0xFFFFFFFF).astype(np.int32), (packed >> 32).astype(np.int32)

    def _costs(self, texts: pl.Series, sample: Iterable[Sequence[str]]) -> tuple[Numbers, NDArray[np.bool_]]:
        """Return what it costs to look for each word pair, and whether it is rare."""
        seen, frequency = np.zeros(len(self._grams), np.int32), np.zeros(len(self._grams), np.int32)
        for read in _read(texts):
            np.add.at(frequency, self._pairs(read)[0], np.int32(1))
        folder, sampled = Folder(), 0
        for some in sample:
            np.add.at(seen, self._places(read_grams(some, folder).values)[1], np.int32(1))
            sampled += len(some)
        return (seen + np.int64(1)) * frequency, seen <= max(_SEEN, sampled // _COMMON)

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

    def _post(self, parts: Iterable[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> None:
        """Keep the texts of each pair that is indexed, of batches of texts, and the pairs only that are."""
        packed = np.empty(0, np.int64)
        for number, (grams, texts) in enumerate(parts):
            _append(packed, (grams.astype(np.int64) << 32) | (texts + number * BATCH))
        packed.sort()
        grams, texts = (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)
        del packed
        self._indexed = np.bincount(texts, minlength=len(self._keys)).astype(np.int32)
        firsts = np.flatnonzero(_heads(grams)).astype(np.int32)
        self._set_grams(self._grams[grams[firsts]])
        sizes = np.diff(firsts, append=np.int32(len(grams)))
        kept = np.arange(len(grams), dtype=np.int32) - np.repeat(firsts, sizes) < _CROWD
        starts = np.append(0, np.cumsum(np.minimum(sizes, _CROWD)))
        self._posts = _matrix(texts[kept], starts, len(self._keys))


def _read(texts: pl.Series) -> Iterator[Grams]:
    """Yield the word pairs of texts, a batch at a time."""
    folder = Folder()
    for start in range(0, max(len(texts), 1), BATCH):
        yield read_grams(texts[start : start + BATCH].to_list() or [""], folder)


def _append(values: NDArray[Any], more: NDArray[Any]) -> None:
    """Add to an array in its place, of which nobody may hold a part."""
    length = len(values)
    values.resize(length + len(more), refcheck=False)
    values[length:] = more


def _matrix(columns: NDArray[np.integer], starts: NDArray[np.integer], width: int) -> Any:
    """Return the sparse matrix with a one in each of the ``columns``, of which each row has those from its start."""
    from scipy.sparse import csr_array

    ones = np.ones(len(columns), np.int32)
    return csr_array((ones, columns, starts), shape=(len(starts) - 1, width))


def _ascending(values: NDArray[Any]) -> NDArray[Any]:
    """Return what stands in an array, which is sorted for it, each once."""
    values.sort()
    return np.asarray(values[_heads(values)])


def _heads(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of some values that ascend are not the same as the one before."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _rarest(
    grams: NDArray[np.int32], rows: NDArray[np.int32], costs: Numbers, rare: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return those pairs of each text that cost least, more where they are rare, and the text of each."""
    order = np.lexsort((grams, costs[grams], rows))
    grams, rows = grams[order], rows[order]
    heads = np.flatnonzero(_heads(rows))
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
