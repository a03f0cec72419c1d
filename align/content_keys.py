"""What a document is known by across two languages: the words it holds or, through the lexicon, calls for.

Both sides are vectors over the words of one language: of the other side, those that its words are rendered by. Names,
figures and other words that the lexicon does not know stand for themselves. Weights are whole numbers, so that sums
come out the same in any order, and depend on the document alone, not on those beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, numbered
from songngu.align.text.tokenised import TokenisedText, prepare
from songngu.align.text.tokens import has_pairs, tokens

KEY = np.dtype([("document", np.int64), ("key", np.uint64), ("weight", np.int64)])

_LEAST = 0.05
_SCALE = 64
_STRONGEST = 256
_IDENTICAL = 0.9
_UNKNOWN = 1 << 63
_SENTENCES = 100_000


@dataclass(frozen=True)
class ContentKeys:
    """How documents of two languages become keys; ``lexicon`` leads from the first to the second, None without one."""

    langs: tuple[str, str]
    lexicon: Lexicon | None

    @cached_property
    def rendered(self) -> int:
        """The side whose words are looked up: the one that a lexicon lists pairs of syllables of, else the source."""
        return int(has_pairs(self.langs[1]) and not has_pairs(self.langs[0]))

    def of(self, texts: Sequence[str], side: int) -> NDArray[np.void]:
        """Return the keys of documents of a ``side``, those of a document together, the strongest first (``KEY``)."""
        if not texts:
            return np.empty(0, KEY)
        held = prepare(texts, self.langs[side])
        found = self._called_for(held) if side == self.rendered else self._standing(held)
        return _strongest(*found)

    @cached_property
    def _table(self) -> Lexicon | None:
        return self.lexicon.reversed() if self.lexicon and self.rendered else self.lexicon

    @property
    def _other(self) -> str:
        return self.langs[1 - self.rendered]

    @property
    def _sentences(self) -> int:
        return self._table.sentences if self._table else _SENTENCES

    def _idf(self, vocabulary: Vocabulary) -> NDArray[np.float64]:
        return np.log((self._sentences + 1) / (vocabulary.df + 1.0))

    @cached_property
    def _projection(self) -> sp.csr_array:
        """What a unit of the one side adds to each word of the other: both rarities, times the probability."""
        assert self._table is not None
        table = self._table.forward.astype(np.float64).tocoo()
        kept = table.data >= _LEAST
        rows, columns = table.row[kept], table.col[kept]
        weight = table.data[kept] * self._idf(self._table.source)[rows] * self._idf(self._table.target)[columns]
        found = sp.coo_array((weight, (rows, columns)), shape=table.shape).tocsr()
        found.sort_indices()
        return found

    def _called_for(self, held: TokenisedText) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]:
        """Return what the words of one side call for on the other."""
        known = numbered(self._table.source.index, held.units) if self._table else np.full(len(held.units), -1)
        # A figure, and a word that only the other language has, are the same on both sides.
        own = [k for k, word in enumerate(held.words) if word[0].isalnum() and (known[k] < 0 or word[0].isdigit())]
        alike = {k: _first(tokens(held.words[k], self._other)) for k in own}
        idf = np.log(self._sentences + 1)
        parts = [self._own(held.counts, alike, _IDENTICAL * idf)]
        if self._table:
            bag = held.bag.tocoo()
            kept = (known[bag.col] >= 0) & ~np.isin(bag.col, [k for k in own if held.words[k][0].isdigit()])
            rows, columns = bag.row[kept], known[bag.col[kept]]
            here = sp.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(held), self._projection.shape[0]))
            sums = here.tocsr()
            sums.data[:] = 1
            sums.sort_indices()
            found = sp.csr_array(sums @ self._projection).tocoo()
            parts.append((found.row.astype(np.int64), found.col.astype(np.uint64), found.data))
        return _joined(parts)

    def _standing(self, held: TokenisedText) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]:
        """Return the words of the other side, each as rare as it is."""
        return self._own(held.counts, {k: word for k, word in enumerate(held.words) if word[0].isalnum()}, 1.0)

    def _own(
        self, counts: sp.csr_array, words: dict[int, str | None], factor: float
    ) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]:
        """Return the words of a side as keys, with ``factor`` times the rarity of each."""
        keys = np.zeros(counts.shape[1], np.uint64)
        weights = np.zeros(counts.shape[1])
        index = self._table.target.index if self._table else {}
        idf = self._idf(self._table.target) if self._table else np.empty(0)
        for k, word in words.items():
            if word is None:
                continue
            number = -1 if word[0].isdigit() else index.get(word, -1)
            keys[k] = number if number >= 0 else _hashed(word)
            rare = np.log(self._sentences + 1) * (len(word) > 1 if word[0].isdigit() else 1)
            weights[k] = factor * (idf[number] if number >= 0 else rare)
        table = counts.tocoo()
        kept = weights[table.col] > 0
        return table.row[kept].astype(np.int64), keys[table.col[kept]], weights[table.col[kept]]


def _first(words: Sequence[str]) -> str | None:
    return words[0] if words else None


def _hashed(word: str) -> int:
    return _UNKNOWN | int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest()) >> 1


def _joined(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]:
    documents, keys, weights = zip(*parts, strict=True)
    return np.concatenate(documents), np.concatenate(keys), np.concatenate(weights)


def _strongest(
    documents: NDArray[np.int64], keys: NDArray[np.uint64], weights: NDArray[np.float64]
) -> NDArray[np.void]:
    """Return the strongest keys of each document, a key that was found twice with its higher weight."""
    table = np.empty(len(documents), KEY)
    table["document"], table["key"] = documents, keys
    table["weight"] = np.rint(weights * _SCALE).astype(np.int64)
    table = table[np.lexsort((-table["weight"], table["key"], table["document"]))]
    again = (table["document"][1:] == table["document"][:-1]) & (table["key"][1:] == table["key"][:-1])
    table = table[np.concatenate([[True], ~again])[: len(table)]]
    table = table[np.lexsort((table["key"], -table["weight"], table["document"]))]
    starts = np.searchsorted(table["document"], table["document"])
    kept: NDArray[np.void] = table[(np.arange(len(table)) - starts < _STRONGEST) & (table["weight"] > 0)]
    return kept
