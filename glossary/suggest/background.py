"""How words are used in general, by what the shipped lexicon was trained on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from songngu.align.lexicon.lexicon import Vocabulary, shipped_lexicon
from songngu.align.text.tokens import paired
from songngu.corpus.language.syllables import is_syllable

UNKNOWN = 8.0
"""The rarity of a word that the lexicon does not know."""

_UNTOLD = 4.0
_ONE_WORD = 0.25
_TELLING = 10
_LIFT = 4


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of the words of one language, from so many ``sentences``; nothing where there is no lexicon."""

    vocabulary: Vocabulary | None = None
    sentences: int = 0

    def rarity(self, key: tuple[str, ...]) -> list[float]:
        """Return -log of the share of sentences that hold each word, at most 8; 4 where nothing is known."""
        return [self._rarity(word) for word in key]

    def _rarity(self, word: str) -> float:
        if self.vocabulary is None:
            return _UNTOLD
        number = self.vocabulary.index.get(word)
        if number is None:
            return UNKNOWN
        return min(UNKNOWN, -math.log(max(int(self.vocabulary.df[number]), 1) / self.sentences))

    def are_one_word(self, first: str, second: str) -> bool:
        """Tell whether two syllables are mostly used as one word: the rarer one stands by the other often."""
        if self.vocabulary is None or not (is_syllable(first) and is_syllable(second)):
            return False
        index, df = self.vocabulary.index, self.vocabulary.df
        both = index.get(paired(first, second))
        if both is None:
            return False
        rarer = min(df[index[first]], df[index[second]])
        expected = float(df[index[first]]) * float(df[index[second]]) / self.sentences
        return bool(rarer >= _TELLING and df[both] >= max(_ONE_WORD * rarer, _LIFT * expected))


@cache
def backgrounds(source_lang: str, target_lang: str) -> tuple[Background, Background]:
    """Return what is known of two languages."""
    lexicon = shipped_lexicon(source_lang, target_lang)
    if lexicon is None:
        return Background(), Background()
    return Background(lexicon.source, lexicon.sentences), Background(lexicon.target, lexicon.sentences)
