"""Phrase pairs of linked rows: what one side says and the other renders, counted over a bitext."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from songngu.align.lexicon.transliteration import is_spelt_by_ear, transliteration_score
from songngu.align.links.linked import LinkedPair
from songngu.corpus.language.tags import base_language
from songngu.glossary.suggest.background import backgrounds
from songngu.glossary.suggest.phrase import PhraseSide, inside_word

Key = tuple[str, ...]
Stretch = tuple[int, int]
Fit = tuple[float, float, float, float]
_PLACES = 20
_GLOSS = re.compile(r"s? ?\(\w*[A-Z]\w*[A-Z]\w*\)")
_SURE = 0.3
# DeepSeek, GPT-4, o1, CUDA: what is written so is a name wherever it stands.
_ODD = re.compile(r"[^\W\d_][-&]?\d|[a-zà-ỹ][A-Z]|^[A-Z][A-Z&-]+s?\b")
_MARGIN = 2
_WIDEST = 8


@dataclass(slots=True)
class Seen:
    """A phrase pair as it is seen: how often, in which forms, how surely linked, how often with capitals, and where.

    ``capitals`` counts the places where every word of both sides has a capital that is not due to the place.
    """

    count: int = 0
    fit: Fit = (0.0, 0.0, 0.0, 0.0)
    capitals: int = 0
    mixed: int = 0
    glossed: int = 0
    source: Counter[str] = field(default_factory=Counter)
    target: Counter[str] = field(default_factory=Counter)
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class PhraseTable:
    """Phrase pairs by the keys of their words, and how often each phrase stands on its side."""

    pairs: dict[tuple[Key, Key], Seen] = field(default_factory=dict)
    source: Counter[Key] = field(default_factory=Counter)
    target: Counter[Key] = field(default_factory=Counter)
    rows: int = 0


def phrase_table(linked: Iterable[LinkedPair], langs: tuple[str, str]) -> PhraseTable:
    """Count the phrase pairs of linked rows that are consistent with their links (Och, Tillmann and Ney 1999)."""
    table, known = PhraseTable(), backgrounds(*langs)
    for number, pair in enumerate(linked):
        table.rows += 1
        sides = (
            PhraseSide(langs[0], pair.source_text, pair.source, known[0], _glued(pair, langs[0])),
            PhraseSide(langs[1], pair.target_text, pair.target, known[1]),
        )
        for counts, side in zip((table.source, table.target), sides, strict=True):
            counts.update(side.key(*phrase) for phrase in side.phrases)
        found = {(one, other): fit for one, other, fit in _Row(pair, *sides).phrase_pairs()}
        found |= {(one, other): fit for one, other, fit in (*_verbatim(*sides), *_by_ear(*sides))}
        found = {
            both: fit
            for both, fit in found.items()
            if not any(
                side.cuts_name(*phrase) or side.has_title(*phrase) for side, phrase in zip(sides, both, strict=True)
            )
        }
        for (one, other), fit in found.items():
            seen = table.pairs.setdefault((sides[0].key(*one), sides[1].key(*other)), Seen())
            seen.count += 1
            seen.fit = max(seen.fit, fit)
            seen.capitals += _named(sides[0], *one) and _named(sides[1], *other)
            seen.mixed += sides[0].is_mixed(*one) or sides[1].is_mixed(*other)
            glossed = [_is_glossed(side, phrase[1]) for side, phrase in zip(sides, (one, other), strict=True)]
            seen.glossed += any(glossed) and (all(glossed) or not all(_GLOSS.search(side.text) for side in sides))
            seen.source[sides[0].surface(*one)] += 1
            seen.target[sides[1].surface(*other)] += 1
            if len(seen.rows) < _PLACES and (not seen.rows or seen.rows[-1] != number):
                seen.rows.append(number)
    return table


def _glued(pair: LinkedPair, lang: str) -> frozenset[int]:
    """Return the syllables of a Vietnamese source that render the same as the one before them."""
    if base_language(lang) != "vi":
        return frozenset()
    return frozenset(k for unit in pair.likely(_SURE).units() for k in unit[1:])


def _named(side: PhraseSide, first: int, last: int) -> bool:
    """Tell whether a phrase is written as a name, wherever it stands."""
    words = range(first, last + 1)
    text = side.surface(first, last)
    if all(map(_ODD.search, text.split())) or (base_language(side.lang) == "vi" and is_spelt_by_ear(text)):
        return True
    capital = [side.is_capital(k) or side.word(k)[0].isdigit() for k in words]
    if len(capital) == 1:
        return capital[0] and side.is_capital(first) and not side.is_first(first)
    return capital[0] and capital[-1] and sum(capital) * 2 > len(capital)


def _is_glossed(side: PhraseSide, last: int) -> bool:
    """Tell whether a short form in brackets, or a name, follows a phrase."""
    rest = side.text[side.words[last].span.end :].lstrip()
    return bool(_GLOSS.match(rest))


class _Row:
    """A linked pair with the links that count, by the words of either side."""

    def __init__(self, pair: LinkedPair, source: PhraseSide, target: PhraseSide) -> None:
        self.source, self.target = source, target
        self.ahead: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self.back: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for link in pair.links:
            self.ahead[link.source].append((link.target, link.probability))
            self.back[link.target].append((link.source, link.probability))

    def phrase_pairs(self) -> Iterator[tuple[Stretch, Stretch, Fit]]:
        """Yield pairs of phrases whose sure links all lie inside, grown by words that have none, and how they fit."""
        for phrase in self.source.phrases:
            if inside_word(self.source, *phrase):
                continue
            core = self._core(*phrase)
            for other in self._grown(core, phrase) if core else ():
                yield phrase, other, self._fit(phrase, other)

    def _core(self, first: int, last: int) -> Stretch | None:
        """Return the words that the links of a phrase reach, the sure ones where there are any."""
        links = [link for k in range(first, last + 1) for link in self.ahead[k]]
        reached = [j for j, p in links if p >= _SURE] or [j for j, _ in links]
        return (min(reached), max(reached)) if reached else None

    def _grown(self, core: Stretch, phrase: Stretch) -> Iterator[Stretch]:
        for low in range(core[0], max(core[0] - _MARGIN, 0) - 1, -1):
            if low < core[0] and not (self._is_free(low, phrase) and self.target.is_joined(low + 1)):
                break
            for high in range(core[1], min(core[1] + _MARGIN, len(self.target.words) - 1) + 1):
                if high > core[1] and not (self._is_free(high, phrase) and self.target.is_joined(high)):
                    break
                if self._is_phrase(low, high, phrase):
                    yield low, high

    def _is_free(self, k: int, phrase: Stretch) -> bool:
        """Tell a target word without a sure link to a word outside a phrase, or with a surer one inside."""
        inside = max((p for i, p in self.back[k] if phrase[0] <= i <= phrase[1]), default=0.0)
        return all(p < max(_SURE, inside) or phrase[0] <= i <= phrase[1] for i, p in self.back[k])

    def _is_phrase(self, low: int, high: int, phrase: Stretch) -> bool:
        side = self.target
        return (
            high - low < _WIDEST
            and not side.is_stopped(low)
            and not side.is_stopped(high)
            and not side.is_number(low, high)
            and all(side.is_inner(k) for k in range(low, high + 1))
            and all(self._is_free(k, phrase) for k in range(low, high + 1))
            and all(side.is_joined(k) for k in range(low + 1, high + 1))
            and not inside_word(side, low, high)
        )

    def _fit(self, one: Stretch, other: Stretch) -> Fit:
        ahead = [
            max((p for j, p in self.ahead[k] if other[0] <= j <= other[1]), default=0.0)
            for k in range(one[0], one[1] + 1)
        ]
        back = [
            max((p for i, p in self.back[k] if one[0] <= i <= one[1]), default=0.0)
            for k in range(other[0], other[1] + 1)
            if not self.target.is_stopped(k)
        ]
        return (
            sum(ahead) / len(ahead),
            sum(back) / max(len(back), 1),
            min(ahead[0], ahead[-1]),
            min((back or [0.0])[0], (back or [0.0])[-1]),
        )


def _verbatim(source: PhraseSide, target: PhraseSide) -> Iterator[tuple[Stretch, Stretch, Fit]]:
    """Yield phrases written as names that stand on both sides alike."""
    places: dict[str, Stretch] = {}
    for phrase in target.phrases:
        if not inside_word(target, *phrase):
            text = target.surface(*phrase)
            places.setdefault(text, phrase)
            places.setdefault(text.removesuffix("s"), phrase)
    for phrase in source.phrases:
        other = places.get(source.surface(*phrase))
        if other and not inside_word(source, *phrase) and (_named(source, *phrase) or _named(target, *other)):
            yield phrase, other, (1.0, 1.0, 1.0, 1.0)


def _by_ear(source: PhraseSide, target: PhraseSide) -> Iterator[tuple[Stretch, Stretch, Fit]]:
    """Yield names that Vietnamese spells by ear, *Mát-xcơ-va*, each with the name that sounds most like it."""
    if base_language(source.lang) != "vi":
        return
    heard = [phrase for phrase in source.phrases if is_spelt_by_ear(source.surface(*phrase))]
    names = [phrase for phrase in target.phrases if _named(target, *phrase)] if heard else []
    for phrase in heard:
        text = source.surface(*phrase)
        likely = [(transliteration_score(text, target.surface(*name)), name) for name in names]
        score, best = max(likely, default=(0.0, phrase))
        if score and not inside_word(source, *phrase):
            yield phrase, best, (score, score, score, score)
