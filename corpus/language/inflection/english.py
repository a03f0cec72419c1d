"""English forms: plurals, the parts of verbs, comparison, by rule and by table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.corpus.language.inflection.irregular import (
    ADJECTIVES,
    COMPARED,
    GERUND_NOUNS,
    OTHER_WORDS,
    PLURALS,
    SINGULARS_IN_S,
    UNCHANGED,
    VERBS,
)

_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
# One short syllable: its last consonant is doubled before -ed, -ing, -er (plan, planned); w, x and y never are.
_SHORT = re.compile(r"(?:[^aeiou]*|.*[^aeiou]?qu)[aeiouy][^aeiouwxy]")
# Longer words double it where the stress is on the end (admit), British ones a final l in any case, and some by custom.
_DOUBLING = re.compile(
    r".*[aeiou]l|.*(?:gin|fer|pel|mit|cur|lot|quip|get|gram|fit|put|set|run|cap|drop|plug|slip|stop|tag|log|map|ship|cus)"
)
_LAST_MEN = re.compile(r"(.+)(man|woman|child|foot|tooth|mouse|wife|life|shelf|half|self|leaf)$")
_PREFIX = re.compile(r"(re|un|over|under|out|mis|pre|co|up|down|back)(.{2,})")
_SINGULAR = {plural: one for one, plurals in PLURALS.items() for plural in plurals}


def forms(word: str, part: str = "") -> frozenset[str]:
    """Return the forms of a word, itself included: of one part of speech, or of all that it may be."""
    if not (word.isalpha() and word.isascii()):
        return frozenset((word, *_after_last_letter(word)))
    found = {word}
    if part in {"", "noun"}:
        found |= number(word)
    if part in {"", "verb"}:
        found.update(_of_verb(word, sure=part == "verb"))
    if part in {"", "adjective"}:
        found.update(_compared(word))
    return frozenset(found - OTHER_WORDS | {word})


def number(word: str) -> frozenset[str]:
    """Return singular and plural of a noun that is given in either number."""
    singular = _singular(word)
    return frozenset((word, *_plurals(word), *((singular, *_plurals(singular)) if singular else ())))


def _after_last_letter(word: str) -> Iterator[str]:
    """Yield the plural of a word with digits, marks or foreign letters in it: GPU2s, cafés."""
    if word[-1:].isalpha():
        yield word + "s"


def _plurals(word: str) -> Iterator[str]:
    if word in UNCHANGED or _singular(word):
        return
    yield from PLURALS.get(word, ())
    compound = _LAST_MEN.fullmatch(word)
    if compound:
        yield from (compound[1] + plural for plural in PLURALS[compound[2]])
    yield _with_s(word)
    if word.endswith("o"):
        yield word + "es"
    if word.endswith("is") and len(word) > 4:
        yield word[:-2] + "es"


def _with_s(word: str) -> str:
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANT) else "s")


def _singular(word: str) -> str:
    """Return the singular of a plural, an empty text for any other word."""
    if word in _SINGULAR:
        return _SINGULAR[word]
    compound = re.fullmatch(r"(.+)(men|children|feet|teeth|mice|wives|lives|shelves|halves|selves|leaves)", word)
    if compound:
        return compound[1] + _SINGULAR[compound[2]]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return ""
    if word in UNCHANGED or word in SINGULARS_IN_S or word in PLURALS:
        return ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")) else word[:-1]


def _of_verb(word: str, *, sure: bool) -> Iterator[str]:
    """Yield the parts of a verb; those that are nouns of their own only where the word is ``sure`` to be a verb."""
    if not sure and (word in UNCHANGED or _singular(word) or word.endswith("ing")):
        return
    yield _with_s(word) if not word.endswith("o") else word + "es"
    gerunds = list(_gerunds(word))
    if sure or GERUND_NOUNS.isdisjoint(gerunds):
        yield from gerunds
    irregular = VERBS.get(word)
    if irregular is None:
        prefixed = _PREFIX.fullmatch(word)
        parts = VERBS.get(prefixed[2], ()) if prefixed else ()
        irregular = tuple(prefixed[1] + its for its in parts) if prefixed else ()
    yield from irregular
    if not irregular or irregular[0][:-1] in {word, word[:-1]}:  # learnt and spelt beside learned and spelled
        yield from _before(word, "ed")


def _gerunds(word: str) -> Iterator[str]:
    if word.endswith("ie"):
        yield word[:-2] + "ying"
    elif word.endswith(("ee", "oe", "ye")) or word == "be":
        yield word + "ing"
    else:
        yield from _before(word, "ing")


def _before(word: str, ending: str) -> Iterator[str]:
    """Yield a word with an ending that begins with a vowel, in British and American spelling."""
    if word.endswith("e"):
        yield word[:-1] + ending
    elif word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        yield (word[:-1] + "i" if ending != "ing" else word) + ending
    elif word.endswith("c"):
        yield word + "k" + ending
    elif _SHORT.fullmatch(word):
        yield word + word[-1] + ending
    else:
        yield word + ending
        if _DOUBLING.fullmatch(word):
            yield word + word[-1] + ending


def _compared(word: str) -> Iterator[str]:
    yield from COMPARED.get(word, ())
    if word in ADJECTIVES:
        yield from (form for ending in ("er", "est") for form in _before(word, ending))
