"""Cognates: words of two languages that are spelt alike, as *Expedition* and *expédition*, explain each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import scipy.sparse as sp

from songngu.align.lexicon.layers import table_of
from songngu.align.text.tokenised import TokenisedText
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tags import base_language

_PREFIX = 3
_SHORTEST = 4
_ALIKE = 0.8
_CERTAIN = 0.9
# Spellings of one sound that differ between the languages of Europe: Kamerad and camarade, Telephon and telefono.
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "c"),
    ("k", "c"),
    ("q", "c"),
    ("z", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
)
# Languages whose scripts write no short vowels, and Hindi, which spells those of the words it borrows its own way.
_FEW_VOWELS = frozenset({"ar", "fa", "he", "ur", "hi"})
_HEARD = (
    ("ph", "f"), ("kh", "k"), ("gh", "k"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("th", "t"), ("dh", "t"), ("x", "ks"),
    ("c", "k"), ("q", "k"), ("g", "k"), ("j", "s"), ("z", "s"), ("b", "p"), ("d", "t"), ("v", "f"),
    *((vowel, "") for vowel in "aeiouwy"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


class CognateLayer:
    """Words that begin alike (Simard, Foster and Isabelle 1992) and share most letters, once both are spelt simply."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how likely a source word renders a target word spelt like it."""
        return _table(_spelt(source.units, source.lang, target.lang), _spelt(target.words, target.lang, source.lang))

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how likely a target word renders a source word spelt like it."""
        return _table(_spelt(target.units, target.lang, source.lang), _spelt(source.words, source.lang, target.lang))


def _spelt(words: Sequence[str], lang: str, other: str) -> list[str]:
    """Return the simple spelling of each word, none for syllables of Vietnamese and for pairs of units.

    Where one of the two languages writes few vowels, it is the consonants alone.
    """
    spelt = consonants if {base_language(lang), base_language(other)} & _FEW_VOWELS else simple_spelling
    if base_language(lang) == "vi":
        return ["" if is_syllable(word) or "_" in word else spelt(word) for word in words]
    return ["" if "_" in word else spelt(word) for word in words]


def _table(given: Sequence[str], wanted: Sequence[str]) -> sp.csr_array:
    return table_of(list(_cells(given, wanted)), len(given), len(wanted))


def _cells(given: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    left, right = _by_prefix(given), _by_prefix(wanted)
    for prefix in sorted(left.keys() & right.keys()):
        (rows, spellings), (columns, others) = left[prefix], right[prefix]
        alike = cdist(spellings, others, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        for i, j in zip(*alike.nonzero(), strict=True):
            yield rows[i], columns[j], _CERTAIN * float(alike[i, j])


def _by_prefix(words: Iterable[str]) -> dict[str, tuple[list[int], list[str]]]:
    """Return the numbers and the spellings of long words by how they begin."""
    out: dict[str, tuple[list[int], list[str]]] = {}
    for number, spelling in enumerate(words):
        if len(spelling) >= _SHORTEST:
            numbers, spellings = out.setdefault(spelling[:_PREFIX], ([], []))
            numbers.append(number)
            spellings.append(spelling)
    return out


@lru_cache(maxsize=100_000)
def simple_spelling(word: str) -> str:
    """Return a word in Latin letters without accents and doubled letters, each sound spelt one way."""
    return _respelt(word, _SOUNDS)


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """Return the consonants of a word in Latin letters, voiced and voiceless ones alike, without an Arabic article."""
    return _respelt(word.removeprefix("ال"), _HEARD)


def _respelt(word: str, spellings: Iterable[tuple[str, str]]) -> str:
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    letters = "".join(filter(str.isalpha, word.casefold()))
    for spelling, simple in spellings:
        letters = letters.replace(spelling, simple)
    return _TWICE.sub(r"\1", letters)
