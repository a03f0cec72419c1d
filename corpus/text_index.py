"""The text index: which texts of a collection another text may be an edited copy of, by the rare word pairs shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.shingles import BATCH, Hashes, mixed, text_hashes, word_rows
from songngu.corpus.duplicates.words import Folder

Numbers = NDArray[np.int64]

# An edit of one letter in twenty leaves a pair of words whole with a chance of .6 or so: of sixteen pairs, two are left
# nearly always. A text of few pairs need share but one.
_INDEXED = 16
_FEW = 6
# Texts that share a pair beyond this many are found by their other pairs.
_CROWD = 64
# Words by which two texts may differ, as a share of the words of both.
_LENGTHS = 0.3
_HITS = 1 << 22
_MASK_BITS = 22
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

    A text is indexed by those of its word pairs that are rarest in the sample and in the index.
    """

    def __init__(self, texts: Sequence[str], sample: Iterable[Sequence[str]]) -> None:
        folder = Folder()
        parts = [read_grams(texts[start : start + BATCH], folder) for start in range(0, len(texts), BATCH)]
        parts = parts or [read_grams([""], folder)]
        keys = np.concatenate([part.keys for part in parts])
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
        self._words = np.concatenate([part.counts for part in parts])
        values = np.concatenate([part.values for part in parts])
        rows = np.concatenate([part.rows + number * BATCH for number, part in enumerate(parts)])
        self._set_grams(values)
        grams, rows = _distinct(self._places(values)[1], rows)
        frequency = np.bincount(grams, minlength=len(self._grams)).astype(np.int64)
        seen = np.zeros(len(self._grams), np.int64)
        for batch in sample:
            _, found = self._places(read_grams(batch, folder).values)
            seen += np.bincount(found, minlength=len(self._grams))
        self._post(*_rarest(grams, rows, (seen + 1) * frequency))

    def equals(self, keys: Hashes) -> Numbers:
        """Return for each key of a text the number of the text with the same words, or -1."""
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.asarray(np.where((self._keys[places] == keys) & (keys != 0), self._order[places], -1))

    def candidates(self, grams: Grams) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield rows with the numbers of indexed texts of which they may be an edited copy, none twice."""
        found, places = self._places(grams.values)
        rows = grams.rows[found]
        lengths = self._ends[places] - self._starts[places]
        for low, high in _portions(rows, lengths):
            spread = lengths[low:high]
            firsts = np.repeat(self._starts[places[low:high]] - (np.cumsum(spread) - spread), spread)
            texts = self._texts[firsts + np.arange(len(firsts))]
            packed, shared = np.unique((np.repeat(rows[low:high], spread) << 32) | texts, return_counts=True)
            row, text = packed >> 32, packed & 0xFFFFFFFF
            words, others = grams.counts[row], self._words[text]
            kept = (shared >= self._needed[text]) & (np.abs(words - others) <= _LENGTHS * (words + others))
            yield row[kept], text[kept]

    def _set_grams(self, values: Hashes) -> None:
        self._grams = np.unique(values)
        self._mask = np.zeros(1 << _MASK_BITS, np.bool_)
        self._mask[self._grams & np.uint64(len(self._mask) - 1)] = True

    def _places(self, values: Hashes) -> tuple[Numbers, Numbers]:
        """Return which of some word pairs are known, and the number of each of these."""
        maybe = np.flatnonzero(self._mask[values & np.uint64(len(self._mask) - 1)])
        places = np.searchsorted(self._grams, values[maybe])
        places = np.minimum(places, len(self._grams) - 1)
        right = self._grams[places] == values[maybe] if len(maybe) else np.empty(0, np.bool_)
        return maybe[right], places[right]

    def _post(self, grams: Numbers, texts: Numbers) -> None:
        """Keep the texts of each pair that is indexed, and the pairs only that are."""
        order = np.argsort(grams, kind="stable")
        grams, texts = grams[order], texts[order]
        chosen, firsts, sizes = np.unique(grams, return_index=True, return_counts=True)
        self._set_grams(self._grams[chosen])
        self._starts, self._ends = firsts, firsts + np.minimum(sizes, _CROWD)
        self._texts = texts
        self._needed = np.where(np.bincount(texts, minlength=len(self._keys)) < _FEW, 1, 2)


def _distinct(grams: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return the word pairs of each text once, text after text."""
    packed = np.unique((rows << 32) | grams)
    return packed & 0xFFFFFFFF, packed >> 32


def _rarest(grams: Numbers, rows: Numbers, costs: Numbers) -> tuple[Numbers, Numbers]:
    """Return those pairs of each text that cost least, and the text of each."""
    order = np.lexsort((grams, costs[grams], rows))
    grams, rows = grams[order], rows[order]
    heads = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])
    place = np.arange(len(rows)) - np.repeat(heads, np.diff(heads, append=len(rows)))
    return grams[place < _INDEXED], rows[place < _INDEXED]


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
