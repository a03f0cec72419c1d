"""Foreign names as Vietnamese spells them by ear: *Mát-xcơ-va* for Moscow, *Oa-sinh-tơn* for Washington.

What is heard is compared, voiced and voiceless consonants alike, by an edit distance (Levenshtein 1966) in which vowels
weigh little: Vietnamese puts a vowel between consonants, leaves out those that it cannot end a syllable with, and joins
the syllables of such a name with hyphens.
"""

from __future__ import annotations

import re
import unicodedata

_SYLLABLE = r"[^\W\d_]{1,6}"
_SPELT_BY_EAR = re.compile(rf"{_SYLLABLE}(?:[-‑]{_SYLLABLE})+(?: {_SYLLABLE}(?:[-‑]{_SYLLABLE})*)*")
_LEAST_WEIGHT = 1.5
_LEAST_LIKE = 0.6

_VOWELS = frozenset("aeiouy")

# Letters by their sound class, longer ones first: in Vietnamese *x* is s, *d* and *gi* are z, *nh* closes as n.
_SOUNDS = {
    "vi": (
        ("ngh", "n"), ("ng", "n"), ("nh", "n"), ("ch", "s"), ("tr", "s"), ("gi", "s"), ("gh", "k"), ("kh", "k"),
        ("ph", "f"), ("th", "t"), ("qu", "kw"), ("đ", "t"), ("d", "s"), ("x", "s"), ("r", "r"), ("c", "k"), ("g", "k"),
        ("v", "f"), ("b", "p"), ("oa", "w"), ("oe", "w"), ("uy", "w"),
    ),
    "en": (
        ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("ck", "k"), ("ph", "f"), ("gh", "k"), ("th", "t"),
        ("wh", "w"), ("qu", "kw"), ("x", "ks"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ge", "s"), ("gi", "s"),
        ("j", "s"), ("z", "s"), ("c", "k"), ("g", "k"), ("q", "k"), ("d", "t"), ("b", "p"), ("v", "f"), ("ng", "n"),
    ),
}  # fmt: skip


def is_spelt_by_ear(name: str) -> bool:
    """Tell a name whose syllables are joined with hyphens, as Vietnamese writes foreign ones."""
    return bool(_SPELT_BY_EAR.fullmatch(name)) and all(part[0].isupper() for part in name.split())


def transliteration_score(vietnamese: str, name: str) -> float:
    """Return from 0 to 1 how well a name that Vietnamese spells by ear goes with a name in Latin letters.

    It is 0 for what is not spelt by ear, for names of too few consonants and where less than .6 of them agree.
    """
    if not is_spelt_by_ear(vietnamese) or not name[:1].isupper():
        return 0.0
    one, other = _heard(vietnamese, "vi"), _heard(name, "en")
    weights = _weight(one), _weight(other)
    if min(weights) < _LEAST_WEIGHT:
        return 0.0
    like = 1 - _distance(one, other) / max(weights)
    return like if like >= _LEAST_LIKE else 0.0


def _heard(name: str, lang: str) -> str:
    """Return the sounds of a name: the classes of its consonants, doubled letters once, and *a* for vowels in a row."""
    text = re.sub(r"[^\w]", "", _plain(name))
    sounds, k = "", 0
    while k < len(text):
        letters, sound = next((pair for pair in _SOUNDS[lang] if text.startswith(pair[0], k)), (text[k], ""))
        sound = sound or ("a" if letters in _VOWELS else letters)
        if not sounds.endswith(sound):
            sounds += sound
        k += len(letters)
    return sounds


def _plain(name: str) -> str:
    """Return a name in small letters without marks; đ stays."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def _weight(sounds: str) -> float:
    return sum(map(_cost, sounds))


def _cost(sound: str) -> float:
    """Return what it costs to leave a sound out: little for vowels, half for *r*, which Vietnamese drops or moves."""
    return {"a": 0.2, "r": 0.5, "w": 0.5}.get(sound, 1.0)


def _distance(one: str, other: str) -> float:
    """Return what it costs to make one row of sounds of the other, sound by sound."""
    row = [_weight(other[:j]) for j in range(len(other) + 1)]
    for a in one:
        before, row[0] = row[0], row[0] + _cost(a)
        for j, b in enumerate(other, 1):
            change = 0.0 if a == b else max(_cost(a), _cost(b)) + 0.3
            before, row[j] = row[j], min(row[j] + _cost(a), row[j - 1] + _cost(b), before + change)
    return row[-1]
