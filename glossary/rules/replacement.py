"""What to write in the place of a rendering: with its plural and its capitals, where that is certain."""

from __future__ import annotations

import re

_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
# What stays small in titles (The Chicago Manual of Style, 8.159).
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the", "to", "with"]
)
# A word before, in the same sentence.
_INSIDE = re.compile(r"\w[^.!?:\n]*$")


def replacement(found: str, term: str, wanted: str, before: str, *, recase: bool = True) -> str | None:
    """Return ``wanted`` in the number and with the capitals of ``found``, a form of ``term``, or None if unsure.

    ``before`` is the text before it: where *a* or *an* stands there and would have to change, there is no replacement.
    A possessive ending stands after the match and stays.
    """
    flat, base = _flat(found), _flat(term)
    if flat == base:
        new = wanted
    elif flat in _plurals(base) and not wanted.endswith("s"):
        new = min(_plurals(wanted), key=len) if not wanted.endswith("y") else _plurals(wanted)[-1]
    else:
        return None
    if recase:
        new = _recased(found, term, new, before)
    article = before.rstrip().rpartition(" ")[2].casefold()
    if article in {"a", "an"} and (article == "an") != (new[:1].casefold() in _VOWELS):
        return None
    return new


def _flat(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _plurals(word: str) -> list[str]:
    """Return the regular plurals of an English word, the one to write last where there are two."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word + "s", word[:-1] + "ies"]
    return [word + "es"] if word.endswith(_SIBILANT) else [word + "s"]


def _recased(found: str, term: str, new: str, before: str) -> str:
    """Give ``new`` the capitals that ``found`` has and ``term`` lacks: of the whole, of each word, or of the first.

    Every word has one in title case, which a single word shows that stands inside of a sentence.
    """
    if found.isupper() and not term.isupper() and len(found) > 1:
        return new.upper()
    if not (found[:1].isupper() and term[:1].islower()):
        return new
    words = found.split()
    capitals = all(word[:1].isupper() or word in _SMALL for word in words)
    titled = capitals if len(words) > 1 else _INSIDE.search(before) is not None
    return " ".join(map(_titled, new.split(" "))) if titled else new[:1].upper() + new[1:]


def _titled(word: str) -> str:
    return word if word in _SMALL else word[:1].upper() + word[1:]
