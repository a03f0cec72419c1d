"""Lexicons trained on sentence pairs: the corpus kept as numbers, so that a million pairs fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.lexicon.ibm import TrainingSide, train_model1
from songngu.align.lexicon.lexicon import Lexicon, Vocabulary
from songngu.align.text.tokens import has_pairs, may_pair, number_tokens, paired
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import UsageError

_LONGEST = 120
_SAMPLE = 3000
_CHUNK = 50_000
_BLOCK = 5_000
_SMALL = 1_000_000  # words; with fewer, starting a process takes longer than it saves

Ints = NDArray[np.int64]


def train_lexicon(
    pairs: Iterable[tuple[str, str]],
    source_lang: str,
    target_lang: str,
    *,
    least: int = 2,
    prune: float = 2e-3,
    spread: Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]] = map,
    stages: Stages | None = None,
) -> Lexicon:
    """Train a lexicon on sentence pairs by IBM Model 1 in both directions.

    Units seen fewer than ``least`` times are left out (pairs of syllables: fewer than twice that). ``spread`` is what
    does both directions of a large corpus, side by side perhaps: a map that keeps the order. With ``stages`` each
    iteration is done in tasks, and probabilities differ by the order of sums alone, less than 1e-5.
    Raises UsageError where no usable pair is given.
    """
    texts = _Text(source_lang), _Text(target_lang)
    rest = iter(pairs)
    while block := list(islice(rest, _BLOCK)):
        sides = [text.numbered(side) for text, side in zip(texts, zip(*block, strict=True), strict=True)]
        kept = np.all([lengths > 0 for lengths, _ in sides], axis=0)
        for text, side in zip(texts, sides, strict=True):
            text.add(*side, kept)
    if not len(texts[0]):
        raise UsageError("no sentence pairs to train on", hint="give TSV files with a source and a target column")
    source, target = (_Numbered(text, least) for text in texts)
    directions = (source.conditions, target.outcomes, prune), (target.conditions, source.outcomes, prune)
    if stages:
        forward, backward = (
            train_model1(given, wanted, prune=prune, stages=stages, name=name)
            for name, (given, wanted, prune) in zip(("forward", "backward"), directions, strict=True)
        )
        return _lexicon(source, target, forward, backward)
    large = len(source.outcomes.ids) > _SMALL
    forward, backward = (spread if large else map)(_model, directions)
    return _lexicon(source, target, forward, backward)


def _lexicon(source: _Numbered, target: _Numbered, forward: sp.csr_array, backward: sp.csr_array) -> Lexicon:
    vocabularies = source.vocabulary(backward, target), target.vocabulary(forward, source)
    return Lexicon(*vocabularies, forward, backward, len(source.text))


def _model(direction: tuple[TrainingSide, TrainingSide, float]) -> sp.csr_array:
    given, wanted, prune = direction
    return train_model1(given, wanted, prune=prune)


class _Text:
    """One side of a training corpus: its words numbered as they come, sentence after sentence."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.index: dict[str, int] = {}
        self._ids = [np.zeros(0, np.int32)]
        self._lengths = [np.zeros(0, np.int64)]

    def __len__(self) -> int:
        return sum(map(len, self._lengths))

    def numbered(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """Return how many words each sentence has, and their numbers."""
        return number_tokens(texts, self.lang, self.index)

    def add(self, lengths: Ints, ids: Ints, kept: NDArray[np.bool_]) -> None:
        """Add the sentences that are ``kept``, of each the first 120 words."""
        place = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        self._ids.append(ids[np.repeat(kept, lengths) & (place < _LONGEST)].astype(np.int32))
        self._lengths.append(np.minimum(lengths[kept], _LONGEST))

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """The number of each word."""
        return np.concatenate(self._ids)

    @cached_property
    def starts(self) -> Ints:
        """Where each sentence starts, and the end."""
        return np.concatenate(([0], np.cumsum(np.concatenate(self._lengths))))


@dataclass(frozen=True)
class _Numbered:
    """A text whose units, words and pairs of syllables, are numbered in the order of the alphabet, words first."""

    text: _Text
    least: int

    @cached_property
    def _words(self) -> list[str]:
        return list(self.text.index)

    @cached_property
    def _frequency(self) -> Ints:
        return np.bincount(self.text.ids, minlength=len(self.text.index))

    @cached_property
    def _kept(self) -> list[int]:
        """The words that are seen often enough, in the order of the alphabet."""
        kept = np.flatnonzero(self._frequency >= self.least).tolist()
        return sorted(kept, key=self._words.__getitem__)

    @cached_property
    def _unit_of(self) -> NDArray[np.int32]:
        """The unit of each word, -1 for none."""
        units = np.full(len(self._words), -1, np.int32)
        units[self._kept] = np.arange(len(self._kept))
        return units

    @cached_property
    def _pairs(self) -> tuple[Ints, NDArray[np.int32], list[str]]:
        """The pairs that are seen often enough: their keys in order, their units, and their names by unit."""
        counted = [np.unique(keys, return_counts=True) for _, keys in self._pair_keys()]
        keys, counts = _merged(counted)
        keys = keys[counts >= 2 * self.least]
        names = [paired(*(self._words[k] for k in divmod(key, len(self._words)))) for key in keys.tolist()]
        order = sorted(range(len(names)), key=names.__getitem__)
        units = np.empty(len(keys), np.int32)
        units[order] = len(self._kept) + np.arange(len(keys))
        return keys, units, [names[k] for k in order]

    def _pair_keys(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield, some sentences at a time, the sentence of each pair of words and the key of the pair."""
        if not has_pairs(self.text.lang):
            return
        often = self._frequency >= 2 * self.least  # no pair is seen more often than its words
        joins = often & np.array([may_pair(word, self.text.lang) for word in self._words], bool)
        for sentence, ids in self._chunks():
            paired = (sentence[1:] == sentence[:-1]) & joins[ids[1:]] & joins[ids[:-1]]
            first, second = ids[:-1][paired].astype(np.int64), ids[1:][paired]
            yield sentence[:-1][paired], first * len(self._words) + second

    def _chunks(self) -> Iterator[tuple[Ints, NDArray[np.int32]]]:
        """Yield the sentence and the number of each word, some sentences at a time."""
        starts, ids = self.text.starts, self.text.ids
        for first in range(0, len(starts) - 1, _CHUNK):
            last = min(first + _CHUNK, len(starts) - 1)
            sentence = np.repeat(np.arange(first, last), np.diff(starts[first : last + 1]))
            yield sentence, ids[starts[first] : starts[last]]

    @cached_property
    def units(self) -> list[str]:
        """The units by number."""
        return [self._words[k] for k in self._kept] + self._pairs[2]

    @cached_property
    def conditions(self) -> TrainingSide:
        """The sentences as sets of units, pairs of syllables among them."""
        keys, units, _ = self._pairs
        sets = []
        for words, pairs in zip_longest(self._chunks(), self._pair_keys()):
            held = self._held(words[0], self._unit_of[words[1]])
            if pairs is not None and len(keys):
                place = np.minimum(np.searchsorted(keys, pairs[1]), len(keys) - 1)
                known = keys[place] == pairs[1]
                held = np.concatenate([held, self._held(pairs[0][known], units[place[known]])])
            sets.append(np.unique(held))
        return _side(sets, len(self.text), len(self.units))

    def _held(self, sentence: Ints, unit: NDArray[np.integer]) -> Ints:
        """Return ``sentence * units + unit`` of the words that have a unit."""
        known = unit >= 0
        return sentence[known] * len(self.units) + unit[known]

    @cached_property
    def outcomes(self) -> TrainingSide:
        """The sentences as their words."""
        units = self._unit_of[self.text.ids]
        reached = np.concatenate(([0], np.cumsum(units >= 0)))
        return TrainingSide(units[units >= 0], reached[self.text.starts], len(self.units))

    def vocabulary(self, table: sp.csr_array, other: _Numbered) -> Vocabulary:
        """Return the units with their statistics; ``table`` gives their probabilities by the other side's units."""
        df = np.bincount(self.conditions.ids, minlength=len(self.units)).astype(np.int32)
        return Vocabulary(self.text.lang, tuple(self.units), df, _ease(table, other.conditions, len(self.units)))


def _merged(counted: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Return the distinct keys of all, in order, and their summed counts."""
    if not counted:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    keys, where = np.unique(np.concatenate([keys for keys, _ in counted]), return_inverse=True)
    counts = np.bincount(where, weights=np.concatenate([counts for _, counts in counted]))
    return keys, counts.astype(np.int64)


def _side(sets: Sequence[Ints], sentences: int, size: int) -> TrainingSide:
    """Return the side that holds ``sentence * size + unit``."""
    lengths = np.zeros(sentences, np.int64)
    for held in sets:
        owners, counts = np.unique(held // size, return_counts=True)
        lengths[owners] = counts
    ids = np.concatenate([np.zeros(0, np.int32), *((held % size).astype(np.int32) for held in sets)])
    return TrainingSide(ids, np.concatenate(([0], np.cumsum(lengths))), size)


def _ease(table: sp.csr_array, given: TrainingSide, size: int) -> NDArray[np.float32]:
    """Return, over a sample of sentences, the mean of the best probability with which one explains each unit."""
    sample = np.random.default_rng(0).permutation(len(given.lengths))[:_SAMPLE]
    total = np.zeros(size)
    for k in sample:
        rows = table[given.ids[given.starts[k] : given.starts[k + 1]]]
        if rows.nnz:
            best = rows.max(axis=0).tocoo()
            total[best.coords[0]] += best.data
    return (total / len(sample)).astype(np.float32)
