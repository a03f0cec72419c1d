"""Stems of words, by the Snowball project's algorithms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@cache
def stemmer(lang: str) -> Callable[[str], str]:
    """Return the function that stems a lower-case word of a language; one without an algorithm keeps its words.

    A word that is all ending (Turkish *leri*, cut off its number by an apostrophe) stays as it is.
    """
    if lang not in _ALGORITHMS:
        return str
    from Stemmer import Stemmer

    stem: Callable[[str], str] = Stemmer(_ALGORITHMS[lang]).stemWord
    return lambda word: stem(word) or word
