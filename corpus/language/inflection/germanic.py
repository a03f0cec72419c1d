"""Plurals and cases of German and Dutch nouns, by rule."""

from __future__ import annotations

from collections.abc import Iterator

# -er makes plurals and agents (Kind, Kinder; Spiel, Spieler): without an umlaut only these have the plural.
_PLURAL_IN_ER = (
    "bild",
    "brett",
    "ei",
    "feld",
    "geist",
    "geld",
    "geschlecht",
    "gesicht",
    "glied",
    "kind",
    "kleid",
    "leib",
    "licht",
    "lied",
    "nest",
    "rind",
    "schild",
    "weib",
)
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
_VOWELS = "aeiouäöü"


def german(word: str) -> frozenset[str]:
    """Return the forms that a German noun or adjective may have in its cases and numbers."""
    if len(word) < 3:
        return frozenset()
    return frozenset(_german(word))


def _german(word: str) -> Iterator[str]:
    if word.endswith("e"):
        yield from (word + ending for ending in ("n", "r", "s", "m"))
        return
    yield word + "s"
    if word.endswith(("er", "el", "en", "lein")) and not word.endswith("iel"):
        yield from (word + "n", _rounded(word), _rounded(word) + "n")
        return
    yield from (word + ending for ending in ("e", "en", "es", "em"))
    if word.endswith("in"):
        yield word + "nen"
    if word.endswith("nis"):
        yield from (word + "se", word + "sen", word + "ses")
    rounded = _rounded(word)
    if rounded != word:
        yield from (rounded + ending for ending in ("e", "en", "er", "ern"))
    if word.endswith(_PLURAL_IN_ER):
        yield from (word + "er", word + "ern")


def _rounded(word: str) -> str:
    """Return a word with an umlaut on the vowel of its last syllable that can bear one."""
    at = max((word.rfind(vowel) for vowel in _UMLAUT), default=-1)
    if at > 0 and word[at - 1 : at + 1] == "au":
        at -= 1
    return word[:at] + _UMLAUT[word[at]] + word[at + 1 :] if at >= 0 else word


def dutch(word: str) -> frozenset[str]:
    """Return the plurals of a Dutch noun."""
    if len(word) < 3:
        return frozenset()
    return frozenset(_dutch(word))


def _dutch(word: str) -> Iterator[str]:
    if word[-1] in "aiouy":
        yield from (word + "'s", word + "s")
        return
    yield word + "s"
    if word.endswith("e"):
        yield word + "n"
        return
    stem = word
    if word[-2] in _VOWELS and word[-1] not in _VOWELS:
        stem = word + word[-1] if word[-3] not in _VOWELS else word
        if word[-3] == word[-2]:
            stem = word[:-2] + word[-1]
    yield word + "en"
    yield stem + "en"
    if stem[-1] in "fs":
        yield stem[:-1] + {"f": "v", "s": "z"}[stem[-1]] + "en"
