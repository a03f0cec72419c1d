"""Inflected forms of words: number, possession, tense, comparison; never derivations (token, tokenizer).

A form is generated from the word that a glossary lists, so that a text needs no analysis and no word is taken for
another one of the same stem. English is whole, with its irregular words; German, Dutch and the Romance languages have
their plurals; languages that are not listed here, and those that do not inflect, keep their words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from songngu.corpus.language.inflection import english, germanic, irregular, romance
from songngu.corpus.language.tags import base_language

__all__ = ["governs", "inflected_forms", "inflects", "part_of_speech", "plural_forms"]

_Forms = Callable[[str], frozenset[str]]
_PLURALS: Mapping[str, _Forms] = {
    "en": english.number,
    "fr": romance.french,
    "es": romance.spanish,
    "pt": romance.portuguese,
    "it": romance.italian,
    "de": germanic.german,
    "nl": germanic.dutch,
}
_PARTS = {
    "noun": ("n", "n.", "noun", "propernoun", "proper noun", "danh từ", "substantive", "nom"),
    "verb": ("v", "v.", "verb", "động từ", "phrasal verb", "verbe"),
    "adjective": ("adj", "adj.", "adjective", "tính từ", "a.", "adv", "adv.", "adverb", "trạng từ", "adjectif"),
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}


def inflects(lang: str) -> bool:
    """Tell whether forms are known of the words of a language."""
    return base_language(lang) in _PLURALS


def part_of_speech(pos: str) -> str:
    """Return ``noun``, ``verb``, ``adjective`` or, where ``pos`` names none of them, an empty text."""
    return _PART_OF.get(pos.strip().casefold(), "")


def governs(following: str, lang: str) -> bool:
    """Tell whether a word before ``following`` is the head of its phrase: *set* up, *point* of sale."""
    return base_language(lang) == "en" and following in irregular.AFTER_A_HEAD


@lru_cache(maxsize=1 << 16)
def inflected_forms(word: str, lang: str, part: str = "") -> frozenset[str]:
    """Return the forms of a casefolded word, itself included; of all parts of speech where ``part`` names none."""
    if base_language(lang) != "en":
        return plural_forms(word, lang)
    return english.forms(word, part)


@lru_cache(maxsize=1 << 16)
def plural_forms(word: str, lang: str) -> frozenset[str]:
    """Return singular and plural of a casefolded word, itself included."""
    of = _PLURALS.get(base_language(lang))
    return of(word) | {word} if of and word.isalpha() else frozenset((word,))
