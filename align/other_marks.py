"""Vietnamese words that a wrong mark made others, as the rendering shows: *bản hàng* beside *sells* was *bán hàng*.

A word of the rendering that nothing in the text explains, and that the shipped lexicon gives for the same letters with
another mark, says what was meant. Two syllables that the lexicon knows with another mark only are strong evidence; one
syllable must have hardly another rendering, and must itself explain nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.align.lexicon.lexicon import Lexicon, shipped_lexicon
from songngu.align.text.ragged import Ragged
from songngu.align.text.tokens import paired, placed_tokens, tokens, units
from songngu.corpus.document import Span
from songngu.corpus.language.normalise import without_diacritics

_LEAST = 0.05
_TIMES = 3
_LEAST_OF_PAIR = 0.5
_LEAST_OF_PART = 0.02
_LEAST_OF_ONE = 0.28
_MOST_EASE = 0.025


@dataclass(frozen=True, slots=True)
class MarkSlip:
    """A word by its place, what was meant, and the word of the rendering that says so.

    It is sure where the lexicon knows what was meant beside a neighbour, which does not render that word alone.
    """

    at: Span
    meant: str
    rendering: str
    is_sure: bool


class _Meant(NamedTuple):
    """What a word of the other language says was meant, and how surely; ordered by size and as the lexicon is."""

    single: bool
    number: int
    form: str
    word: int
    share: float
    rendering: str


@lru_cache(maxsize=1 << 16)
def _bare(unit: str) -> str:
    return without_diacritics(unit)


class SyllablePairs:
    """Some pairs of syllables, by the units of a lexicon that are any, to be looked for in many texts at once."""

    def __init__(self, units: Iterable[str]) -> None:
        pairs = [parts for unit in units if len(parts := unit.split("_")) == 2]
        syllables = dict.fromkeys(chain.from_iterable(pairs))
        self._numbers = {syllable: number for number, syllable in enumerate(syllables)}
        codes = [self._numbers[first] * len(syllables) + self._numbers[second] for first, second in pairs]
        self._codes = np.array([-1, *sorted(codes)], np.int64)

    def standing(self, texts: Ragged, names: Sequence[str]) -> NDArray[np.bool_]:
        """Return of each word but the last whether it is one of the pairs with the next of its text.

        ``names`` are the syllables that the distinct words stand for.
        """
        numbers = np.array([self._numbers.get(name, -1) for name in names], np.int64)[texts.numbers]
        first, second = numbers[:-1], numbers[1:]
        found: NDArray[np.bool_] = (texts.texts[:-1] == texts.texts[1:]) & (first >= 0) & (second >= 0)
        codes = first[found] * len(self._numbers) + second[found]
        found[found] = self._codes[np.searchsorted(self._codes, codes, side="right") - 1] == codes
        return found


class OtherMarks:
    """The words of the Vietnamese side of a lexicon by their letters without marks, with what they surely render."""

    def __init__(self, lexicon: Lexicon) -> None:
        is_source = lexicon.source.lang == "vi"
        own, other = (lexicon.source, lexicon.target) if is_source else (lexicon.target, lexicon.source)
        table = lexicon.forward if is_source else lexicon.backward
        self._own, self._other, self._columns = own, other, table.tocsc()
        self._common = frozenset(own.units[unit] for unit in np.flatnonzero(own.ease > _MOST_EASE))
        self._known: dict[int, frozenset[int]] = {}
        self._meant: dict[str, list[_Meant]] = defaultdict(list)
        self._tellers = lru_cache(maxsize=1 << 16)(self._tellers_of)
        pairs = table.tocoo()
        content = np.array([name.isalpha() and len(name) > 2 for name in other.units]) & (other.ease <= _MOST_EASE)
        likely = (pairs.data >= _LEAST_OF_ONE) & content[pairs.col]
        shares = zip(pairs.row[likely], pairs.col[likely], pairs.data[likely], strict=True)
        for number, (unit, word, share) in enumerate(shares):
            name = own.units[unit]
            single = "_" not in name
            if share >= (_LEAST_OF_ONE if single else _LEAST_OF_PAIR) and not name.isascii():
                each = _Meant(single, number, name, int(word), float(share), other.units[word])
                self._meant[_bare(name)].append(each)
        every = [each for held in self._meant.values() for each in held]
        self._telling = frozenset([each.rendering for each in every])
        self._telling_pairs = frozenset([each.rendering for each in every if not each.single])
        self._pairs, self._bare_pairs = SyllablePairs(own.units), SyllablePairs(self._meant)

    def slips(self, text: str, rendering: str) -> Iterator[MarkSlip]:
        """Yield the words of a Vietnamese text with a mark that the rendering does not bear out, each once."""
        words, said = tokens(text, "vi"), tokens(rendering, self._other.lang)
        found = sorted(self._odd(words, said))
        if not found:
            return
        theirs = {self._other.index.get(word) for word in said}
        held = frozenset(self._own.index[unit] for unit in units(words, "vi") if unit in self._own.index)
        seen: set[Span] = set()
        for k, each in found:
            if self._best(each.word, held) * _TIMES < each.share:
                own = frozenset(number for number in held if words[k] in self._own.units[number].split("_"))
                if self._best(each.word, own) or (each.single and self._explains(own, theirs)):
                    continue  # it renders something as it stands
                span = _span(text, words, k, each.form)
                if span and span not in seen and _is_judged(text, span, single=each.single):
                    seen.add(span)
                    known = self._goes_with if each.single else self._needs_both
                    is_sure = known(words, k, each)
                    yield MarkSlip(span, each.form.replace("_", " "), each.rendering, is_sure)

    def may_slip(self, texts: Ragged, renderings: Ragged) -> NDArray[np.bool_]:
        """Return the texts in which `slips` may find something, by their tokens and those of their renderings.

        They hold a word or a pair of syllables that a word of the rendering may tell to be a slip.
        """
        pairs = self._odd_pairs(texts)
        strange = [() if pair in self._own.index else tuple(self._tellers_of_strange(pair)) for pair in pairs.distinct]
        single = [tuple(self._tellers(word)) for word in texts.distinct]
        told = np.fromiter(map(bool, single), np.bool_, len(single))[texts.numbers] & self._are_strangers(texts)
        found: NDArray[np.bool_] = texts.kept(told).replaced(single).shares(renderings)
        return found | pairs.replaced(strange).shares(renderings)

    def _are_strangers(self, texts: Ragged) -> NDArray[np.bool_]:
        """Return which words stand beside none that the lexicon has them with."""
        found = np.ones(len(texts.numbers), np.bool_)
        known = self._pairs.standing(texts, texts.distinct)
        found[:-1] &= ~known
        found[1:] &= ~known
        return found

    def _odd_pairs(self, texts: Ragged) -> Ragged:
        """Return the pairs of neighbouring syllables whose letters, without marks, are those of a telling pair."""
        places = np.flatnonzero(self._bare_pairs.standing(texts, [*map(_bare, texts.distinct)]))
        names = map(paired, *(map(texts.distinct.__getitem__, texts.numbers[places + k]) for k in (0, 1)))
        return Ragged.placed(list(names), texts.texts[places], len(texts.starts) - 1)

    def _odd(self, words: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, _Meant]]:
        """Yield, for each place that is odd as it is written, what the rendering says is meant there.

        Few words are such that one of the rendering can tell them to be slips. What is meant and stands somewhere is
        borne out.
        """
        heard = self._telling.intersection(said)
        places = [(k, words[k]) for k, each in enumerate(map(self._tellers, words)) if not each.isdisjoint(heard)]
        if not self._telling_pairs.isdisjoint(heard):
            strange = frozenset(map("_".join, pairwise(words))).difference(self._own.index)
            told = [pair for pair in strange if not heard.isdisjoint(self._tellers_of_strange(pair))]
            if told:
                places += [(k, pair) for k, pair in enumerate(map("_".join, pairwise(words))) if pair in told]
        for k, written in places:
            for each in self._meant[_bare(written)]:
                if each.rendering in heard and self._is_odd(words, k, each) and not _stands(words, each):
                    yield k, each

    def _tellers_of(self, word: str) -> frozenset[str]:
        """Return the words of the other language that say, where they render it, that another word was meant."""
        return frozenset(each.rendering for each in self._meant.get(_bare(word), ()) if self._may_slip(word, each.form))

    def _tellers_of_strange(self, pair: str) -> Iterator[str]:
        """Yield those words for a pair of syllables that the lexicon does not have."""
        meant = self._meant.get("_".join(map(_bare, pair.split("_"))))
        return (each.rendering for each in meant if _differ_by_one(pair, each.form)) if meant else iter(())

    def _may_slip(self, written: str, meant: str) -> bool:
        """Tell whether a unit may be a slip for another: one syllable has another mark, and it bears meaning."""
        return written not in self._common and _differ_by_one(written, meant)

    def _is_odd(self, words: Sequence[str], k: int, each: _Meant) -> bool:
        """Tell whether a place has another mark than is meant there, and is nothing that the lexicon knows.

        That is a pair of syllables it does not have, or one that bears meaning and stands beside none it has it with.
        """
        if not each.single:
            written = paired(words[k], words[k + 1])
            if written in self._own.index or not _differ_by_one(written, each.form):
                return False
            beside = _beside(words, k + _place_of_slip(words, k, each.form))
            return not any(pair in self._own.index and self._common.isdisjoint(pair.split("_")) for pair in beside)
        return self._may_slip(words[k], each.form) and not any(pair in self._own.index for pair in _beside(words, k))

    def _needs_both(self, words: Sequence[str], k: int, each: _Meant) -> bool:
        """Tell whether the syllable that is as it was meant renders nothing alone: the *lớn* of mở lớn is large."""
        number = self._own.index.get(words[k + 1 - _place_of_slip(words, k, each.form)])
        return number is None or self._best(each.word, frozenset([number])) < _LEAST_OF_PART

    def _goes_with(self, words: Sequence[str], k: int, each: _Meant) -> bool:
        """Tell whether the lexicon knows a word beside one of its neighbours."""
        return any(pair in self._own.index for pair in _beside([*words[:k], each.form, *words[k + 1 :]], k))

    def _explainers(self, word: int) -> frozenset[int]:
        """Return the units that have a word as a rendering, often enough."""
        found = self._known.get(word)
        if found is None:
            start, end = self._columns.indptr[word], self._columns.indptr[word + 1]
            likely = self._columns.data[start:end] >= _LEAST
            found = self._known[word] = frozenset(self._columns.indices[start:end][likely].tolist())
        return found

    def _best(self, word: int, held: frozenset[int]) -> float:
        """Return how surely any of the units renders a word."""
        start, end = self._columns.indptr[word], self._columns.indptr[word + 1]
        numbers, shares = self._columns.indices[start:end].tolist(), self._columns.data[start:end].tolist()
        return max((share for number, share in zip(numbers, shares, strict=True) if number in held), default=0.0)

    def _explains(self, own: frozenset[int], theirs: set[int | None]) -> bool:
        """Tell whether a word as it stands, by itself or with a neighbour, explains any of the rendering."""
        return any(
            not self._explainers(number).isdisjoint(own)
            for number in theirs
            if number is not None and self._other.ease[number] <= _MOST_EASE
        )


def _beside(words: Sequence[str], k: int) -> list[str]:
    """Return the pairs that a word makes with its neighbours."""
    return [paired(words[i], words[i + 1]) for i in (k - 1, k) if i >= 0 and i + 1 < len(words)]


def _stands(words: Sequence[str], each: _Meant) -> bool:
    """Tell whether what was meant stands in the text."""
    return each.form in (words if each.single else map("_".join, pairwise(words)))


def _differ_by_one(written: str, meant: str) -> bool:
    """Tell whether one syllable has another mark."""
    parts = written.split("_"), meant.split("_")
    return sum(map(str.__ne__, *parts)) == 1


def _place_of_slip(words: Sequence[str], k: int, meant: str) -> int:
    """Return which syllable of what was meant is written otherwise."""
    return next((i for i, part in enumerate(meant.split("_")) if words[k + i] != part), 0)


def _span(text: str, words: Sequence[str], k: int, meant: str) -> Span | None:
    """Return the place of the syllable with the other mark."""
    at = k + _place_of_slip(words, k, meant)
    count = sum(word == words[at] for word in words[:at])
    places = [place for word, place in placed_tokens(text, "vi") if word == words[at]]
    return places[count] if count < len(places) else None


def _is_judged(text: str, span: Span, *, single: bool) -> bool:
    """Tell whether a word may be a slip: no name, no part of a word joined by hyphens."""
    joined = text[span.start - 1 : span.start] in tuple("-_@./") or text[span.end : span.end + 1] in tuple("-_@/")
    return not joined and (not single or text[span.start : span.end].islower())


@cache
def other_marks(source_lang: str, target_lang: str) -> OtherMarks | None:
    """Return what finds slips in the Vietnamese of two languages, None where no lexicon of them ships."""
    lexicon = shipped_lexicon(source_lang, target_lang)
    return OtherMarks(lexicon) if lexicon and "vi" in (lexicon.source.lang, lexicon.target.lang) else None
