"""Plurals of the Romance languages, by rule; the gender of an adjective follows its noun and is not changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

_Rules = Sequence[tuple[str, tuple[str, ...]]]
# The first ending that fits counts; what a plural ends in leads back to the singular by the same table.
_FRENCH: _Rules = (
    ("ail", ("ails", "aux")), ("al", ("aux", "als")), ("eau", ("eaux",)), ("au", ("aux",)),
    ("eu", ("eux", "eus")), ("ou", ("ous", "oux")), ("œil", ("yeux",)),
    ("s", ()), ("x", ()), ("z", ()), ("", ("s",)),
)  # fmt: skip
_SPANISH: _Rules = (
    ("ión", ("iones",)), ("án", ("anes",)), ("én", ("enes",)), ("ín", ("ines",)), ("ón", ("ones",)), ("ún", ("unes",)),
    ("és", ("eses",)), ("ás", ("ases",)), ("z", ("ces",)), ("í", ("íes", "ís")), ("ú", ("úes", "ús")), ("s", ()),
    *((vowel, (vowel + "s",)) for vowel in "aeiouáéó"), ("", ("es",)),
)  # fmt: skip
_PORTUGUESE: _Rules = (
    ("ão", ("ões", "ães", "ãos")), ("m", ("ns",)), ("al", ("ais",)), ("el", ("éis", "eis")), ("ol", ("óis",)),
    ("ul", ("uis",)), ("il", ("is", "eis")), ("ês", ("eses",)), ("r", ("res",)), ("z", ("zes",)), ("s", ()),
    ("", ("s",)),
)  # fmt: skip
_ITALIAN: _Rules = (
    ("co", ("chi", "ci")), ("go", ("ghi", "gi")), ("ca", ("che",)), ("ga", ("ghe",)), ("cia", ("ce", "cie")),
    ("gia", ("ge", "gie")), ("ista", ("isti", "iste")), ("ma", ("mi", "me")), ("io", ("i",)), ("o", ("i",)),
    ("a", ("e",)), ("e", ("i",)), ("", ()),
)  # fmt: skip
_IRREGULAR: Mapping[str, Mapping[str, str]] = {
    "fr": {"œil": "yeux", "ciel": "cieux", "monsieur": "messieurs", "madame": "mesdames"},
    "it": {"uomo": "uomini", "dito": "dita", "uovo": "uova", "braccio": "braccia", "mano": "mani"},
}


def french(word: str) -> frozenset[str]:
    """Return the plurals of a French noun or adjective, of a plural the singulars."""
    return _numbers(word, _FRENCH, "fr")


def spanish(word: str) -> frozenset[str]:
    """Return the plurals of a Spanish noun or adjective, of a plural the singulars."""
    return _numbers(word, _SPANISH, "es")


def portuguese(word: str) -> frozenset[str]:
    """Return the plurals of a Portuguese noun or adjective, of a plural the singulars."""
    return _numbers(word, _PORTUGUESE, "pt")


def italian(word: str) -> frozenset[str]:
    """Return the plurals of an Italian noun or adjective; a plural is not led back, as its gender cannot be told."""
    return frozenset(_plurals(word, _ITALIAN, "it")) if len(word) > 2 else frozenset()


def _numbers(word: str, rules: _Rules, lang: str) -> frozenset[str]:
    if len(word) < 3:
        return frozenset()
    if lang == "es" and word.endswith("s") and sum(letter in "aeiou" for letter in word) == 1:
        return frozenset((word + "es",))
    plurals = frozenset(_plurals(word, rules, lang))
    return plurals or frozenset(_singulars(word, rules, lang))


def _plurals(word: str, rules: _Rules, lang: str) -> Iterator[str]:
    word = unicodedata.normalize("NFC", word)
    irregular = _IRREGULAR.get(lang, {}).get(word)
    if irregular:
        yield irregular
        return
    ending, plurals = next(rule for rule in rules if word.endswith(rule[0]))
    yield from (word[: len(word) - len(ending)] + plural for plural in plurals)


def _singulars(word: str, rules: _Rules, lang: str) -> Iterator[str]:
    """Yield what has ``word`` for its plural by the rules."""
    for ending, plurals in rules:
        for plural in plurals:
            if plural and word.endswith(plural):
                singular = word[: len(word) - len(plural)] + ending
                if len(singular) > 2 and word in _plurals(singular, rules, lang):
                    yield singular
