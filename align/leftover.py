"""Leftovers: clauses and sentences of one side that nothing on the other renders, though a bead holds them.

A stretch is scored by how much of it the shipped lexicon cannot explain from the other side, by what it alone explains
there, and by whether the lengths fit better without it. The weights are those of a logistic regression on the even
gold documents with clauses planted and taken away; `benchmarks/leftovers.py` prints what they find on the odd ones.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, partial, reduce
from itertools import pairwise
from operator import mul, or_

import scipy.sparse as sp

from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, shipped_lexicon
from songngu.align.text.tokens import tokens, units

_LEAST_PROBABILITY = 0.01
_MOST_EASE = 0.02
_MOST_EASE_ALONE = 0.05  # of words that are looked at beside few others
_LEAST_WORDS = 3
_LEAST_LETTERS = 12
# One class of first characters, which is fast to search with: [.!?…;:]+ and what closes, a comma, a dash, a bracket.
_CLAUSE_END = re.compile(
    r"[.!?…;:,\s](?:(?<=[.!?…;:])[.!?…;:]*[\"”’)»]*\s+|(?<=,)\s+(?!\d)|(?<=\s)(?:[—–-]\s|(?=\()|(?<=\)\s)))"
)
# A clause joined without a mark: what a conjunction begins. Its first letters are looked for first, which is fast.
_JOINED = re.compile(
    r" (?=(?:and(?! a half)|but|because|which|while|although|though|when|whereas|unless|before|after|since|so that"
    r"|và|nhưng|vì|bởi|rồi|để|khi|nếu|trong khi|mặc dù|trước khi|sau khi|khiến|kể|còn)(?= ))"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)»]*\s+(?=[^\W\d_a-zà-ỹ])")
# Constant; words unexplained, explained, unknown; words that the stretch alone explains; log ratio of lengths with the
# stretch, what its absolute value loses without, and the ratio without; shares of unexplained words, of words that it
# alone explains, of the stretch in its side.
_WEIGHTS = (-4.89, -0.17, 0.06, 0.49, 0.07, 9.9, 5.5, -7.36, 8.77, -1.47, -5.64)


class Extent(IntEnum):
    """What a stretch is: of a clause, a sentence, or a part of a clause that a conjunction begins."""

    CLAUSE = 0
    SENTENCE = 1
    JOINED = 2  # from a conjunction on


ANY = (-math.inf, -math.inf, -math.inf)
"""Bounds by extent that let every stretch through."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stretch of a text, by its characters, and the log odds that nothing renders it."""

    start: int
    end: int
    score: float
    extent: Extent


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as the other side sees it: its words, and the numbers of all units it holds."""

    words: frozenset[str]
    units: frozenset[int]


Numbered = Sequence[tuple[str, int | None]]
"""Words with their numbers in a vocabulary."""


@dataclass(slots=True)
class _Told:
    """The words of one language and the units of the other that explain each."""

    vocabulary: Vocabulary
    columns: sp.csc_array
    known: dict[int, frozenset[int]] = field(default_factory=dict)
    shared: dict[int, dict[int, float]] = field(default_factory=dict)
    content: Sequence[bool] = field(init=False)
    bears: Sequence[bool] = field(init=False)

    def __post_init__(self) -> None:
        """List, once for all texts, the words that few sentences explain by chance, and those that bear a meaning."""
        self.content = (self.vocabulary.ease <= _MOST_EASE).tolist()
        self.bears = (self.vocabulary.ease <= _MOST_EASE_ALONE).tolist()

    def numbered(self, words: Sequence[str]) -> Numbered:
        """Return the words of a text, marks left out, with their numbers."""
        number = self.vocabulary.index.get
        return [(word, number(word)) for word in words if word[0].isalnum()]

    def explainers(self, word: int) -> frozenset[int]:
        """Return the units that have a word as a rendering, often enough."""
        found = self.known.get(word)
        if found is None:
            start, end = self.columns.indptr[word], self.columns.indptr[word + 1]
            likely = self.columns.data[start:end] >= _LEAST_PROBABILITY
            found = self.known[word] = frozenset(self.columns.indices[start:end][likely].tolist())
        return found

    def shares(self, word: int) -> dict[int, float]:
        """Return how likely each unit has a word as a rendering."""
        found = self.shared.get(word)
        if found is None:
            held = slice(self.columns.indptr[word], self.columns.indptr[word + 1])
            shares = zip(self.columns.indices[held].tolist(), self.columns.data[held].tolist(), strict=True)
            found = self.shared[word] = dict(shares)
        return found


class Explainer:
    """What the words of two languages say of each other by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._told = {
            lexicon.target.lang: _Told(lexicon.target, lexicon.forward.tocsc()),
            lexicon.source.lang: _Told(lexicon.source, lexicon.backward.tocsc()),
        }
        self._langs = lexicon.source.lang, lexicon.target.lang

    def leftovers(
        self,
        text: str,
        other: str,
        *,
        is_source: bool,
        ratio: float,
        least: tuple[float, float, float] = ANY,
    ) -> Iterator[Leftover]:
        """Yield the stretches of ``text`` with their scores, but those below ``least`` (by extent).

        ``ratio`` is that of its usual length to the other's.
        """
        marked = _cut(text, _CLAUSE_END)
        places = [part for place in marked for part in _parted(text, place)]
        if len(places) < 2:
            return
        own, theirs = self._langs if is_source else self._langs[::-1]
        clauses, facing = [tokens(text[start:end], own) for start, end in places], tokens(other, theirs)
        given = self._side(facing, theirs)
        counts = [self._counts(clause, own, given) for clause in clauses]
        explainers: list[int] | None = None
        size = max(ratio * len(other), 1)
        for (first, last), kind in _stretches(text, marked, places).items():
            start, end = places[first][0], places[last - 1][1]
            explained, known, unknown = map(sum, zip(*counts[first:last], strict=True))
            if end - start < _LEAST_LETTERS or known + unknown < _LEAST_WORDS:
                continue
            score = partial(_score, explained, known, unknown, length=math.log(len(text) / size),
                            without=math.log(max(len(text) - (end - start), 1) / size),
                            share=(end - start) / len(text))  # fmt: skip
            if max(score(0), score(len(facing))) < least[kind]:
                continue  # whatever it alone explains
            if explainers is None:
                explainers = self._explainers(clauses, own, facing, theirs)
            inside = (1 << last) - (1 << first)
            alone = sum([not explaining & ~inside for explaining in explainers])
            yield Leftover(start, end, score(alone), kind)

    def _explainers(self, clauses: Sequence[list[str]], own: str, facing: list[str], theirs: str) -> list[int]:
        """Return, for each content word of the other side that any clause explains, those clauses as bits."""
        held: dict[int, int] = defaultdict(int)
        for k, clause in enumerate(clauses):
            for unit in _units(clause, own, self._told[own].vocabulary):
                held[unit] |= 1 << k
        told, every = self._told[theirs], frozenset(held)
        numbers = [i for word, i in told.numbered(facing) if i is not None and word[0].isalpha() and told.content[i]]
        explaining = [known for i in numbers if (known := told.explainers(i) & every)]
        return [reduce(or_, map(held.__getitem__, known)) for known in explaining]

    def explained(self, source: str, target: str, *, is_source: bool) -> float:
        """Return the share of content words of one side that the other explains, 0 where there are none."""
        text, other = (source, target) if is_source else (target, source)
        own, theirs = self._langs if is_source else self._langs[::-1]
        given = self._side(tokens(other, theirs), theirs)
        explained, known, unknown = self._counts(tokens(text, own), own, given)
        return explained / max(known + unknown, 1)

    def likeness(self, source: str, target: str) -> float:
        """Return the highest probability with which a word of one text renders one of the other, but function words."""
        told, giving = (self._told[lang] for lang in self._langs)
        ours, theirs = (
            [number for _, number in each.numbered(tokens(text, lang)) if number is not None and each.bears[number]]
            for each, text, lang in zip((told, giving), (source, target), self._langs, strict=True)
        )
        pairs = [(one, other) for one in ours for other in theirs]
        found = (max(giving.shares(other).get(one, 0.0), told.shares(one).get(other, 0.0)) for one, other in pairs)
        return max(found, default=0.0)

    def _side(self, words: list[str], lang: str) -> _Side:
        return _Side(
            frozenset([word for word in words if word[0].isalnum()]), _units(words, lang, self._told[lang].vocabulary)
        )

    def _counts(self, words: Sequence[str], lang: str, given: _Side) -> tuple[int, int, int]:
        """Return how many content words the other side explains, of how many the lexicon knows, and how many not."""
        explained = known = unknown = 0
        told = self._told[lang]
        for word, number in told.numbered(words):
            if number is None or word[0].isdigit():
                explained, known, unknown = (
                    (explained + 1, known + 1, unknown) if word in given.words else (explained, known, unknown + 1)
                )
            elif told.content[number]:
                known += 1
                explained += word in given.words or not told.explainers(number).isdisjoint(given.units)
        return explained, known, unknown


def _score(
    explained: int, known: int, unknown: int, alone: int, *, length: float, without: float, share: float
) -> float:
    """Return the log odds that nothing renders a stretch."""
    missing = known - explained
    values = (1, missing, explained, unknown, alone, length, abs(length) - abs(without), without,
              missing / (known + 1), alone / (known + 1), share)  # fmt: skip
    score: float = sum(map(mul, _WEIGHTS, values))
    return score


@cache
def explainer(source_lang: str, target_lang: str) -> Explainer | None:
    """Return the explainer of the shipped lexicon for two languages, None where none ships."""
    lexicon = shipped_lexicon(source_lang, target_lang)
    return Explainer(lexicon) if lexicon else None


def _units(words: list[str], lang: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the numbers of the units that a text holds."""
    return frozenset([known for known in map(vocabulary.index.get, units(words, lang)) if known is not None])


def _parted(text: str, place: Stretch) -> Iterator[Stretch]:
    """Yield the parts of a clause, cut before its conjunctions."""
    start, end = place
    for found in _JOINED.finditer(text, start + _LEAST_LETTERS, end):
        if found.end() - start >= _LEAST_LETTERS:
            yield start, found.end()
            start = found.end()
    yield start, end


def _stretches(text: str, marked: Sequence[Stretch], places: Sequence[Stretch]) -> dict[Stretch, Extent]:
    """Return clauses, pairs of neighbouring clauses, sentences and parts of clauses, as runs of ``places``.

    The whole text is none.
    """
    ends = {place[1]: k + 1 for k, place in enumerate(places)}
    edges = [0, *(ends[end] for _, end in marked)]
    found = {(k, k + 1): Extent.JOINED for k in range(len(places)) if k not in edges}
    found |= dict.fromkeys(pairwise(edges), Extent.CLAUSE)
    if len(marked) > 2:
        found |= dict.fromkeys(zip(edges, edges[2:], strict=False), Extent.CLAUSE)
    sentences = [ends[end] for _, end in _cut(text, _SENTENCE_END) if end in ends]
    found |= dict.fromkeys(pairwise([0, *sentences]), Extent.SENTENCE)
    return {run: held for run, held in found.items() if run != (0, len(places))}


def clause_ends(text: str) -> list[tuple[int, bool]]:
    """Return where clauses begin and end, by characters, and of each whether a mark parts them, or a conjunction."""
    marked = _cut(text, _CLAUSE_END)
    by_mark = {end for _, end in marked}
    ends = [part[1] for place in marked for part in _parted(text, place)]
    return [(0, True), *((end, end in by_mark) for end in ends)]


def _cut(text: str, ends: re.Pattern[str]) -> list[Stretch]:
    places = [0, *[found.end() for found in ends.finditer(text)], len(text)]
    return [(start, end) for start, end in pairwise(places) if text[start:end].strip()]
