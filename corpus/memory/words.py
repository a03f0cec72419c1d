"""Words of a text as a memory finds them: spelling and inflection folded away, each with its place in the text.

Vietnamese words count by `word_key` (tone placement, i and y, Unicode form), English ones by their form without the
endings of inflection: step 1 of Porter (1980), "An algorithm for suffix stripping", with the irregular forms of any
grammar. Derivations (*token*, *tokenizer*) stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import islice

from songngu.corpus.document import Span
from songngu.corpus.language.inflection.irregular import COMPARED, PLURALS, SINGULARS_IN_S, UNCHANGED, VERBS
from songngu.corpus.language.normalise import LOOK_ALIKES, without_diacritics, word_key
from songngu.corpus.language.tags import base_language
from songngu.corpus.language.words import CHARACTER, WORD

KEYS = 3
"""The version of the keys: an index made by another one is stale."""

_POSSESSIVE = r"(?:['’ʼ]s\b)?"
_WORD = re.compile(f"{WORD}{_POSSESSIVE}|{CHARACTER}")
_PLAIN_WORD = re.compile(rf"[^\W_]+{_POSSESSIVE}")
_ODD = re.compile(f"{CHARACTER}|[\u0300-\u036f{''.join(LOOK_ALIKES)}]")
_ENDS_IN_S = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_BASE = {
    form: word for table in (PLURALS, VERBS, COMPARED) for word, forms in table.items() for form in forms
}  # fmt: skip
_SHORTEST = 3


class _Keys(dict[str, str]):
    """The key of each written form of a language, worked out when it is first met."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = base_language(lang)

    def __missing__(self, form: str) -> str:
        word = word_key(_ENDS_IN_S.sub("", form), self._lang)
        self[form] = key = _uninflected(word) if self._lang == "en" else word
        return key


_keys = cache(_Keys)


def _uninflected(word: str) -> str:
    """Return an English word without the endings of inflection; not a word to show."""
    word = _BASE.get(word, word)
    if not (word.isascii() and word.isalpha()):
        return word
    return _without_end(_without_s(word)) if len(word) > _SHORTEST else _without_e(word)


def _without_s(word: str) -> str:
    if word in SINGULARS_IN_S or word in UNCHANGED:
        return word
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


def _without_end(word: str) -> str:
    """Return a word without -ed or -ing, a doubled consonant before it and a last e; a last y is as good as i."""
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 1 and _VOWEL.search(left):
            word = _DOUBLED.sub(r"\1", left) if not left.endswith(("ll", "ss")) or len(left) > 4 else left
            break
    word = _without_e(word)
    return word[:-1] + "i" if word.endswith("y") and len(word) > 2 else word


def _without_e(word: str) -> str:
    left = word.rstrip("e")
    return left if len(left) > 1 else word


def keys(text: str, lang: str) -> list[str]:
    """Return the keys of the words of ``text``, in order."""
    known = _keys(base_language(lang))
    pattern = _PLAIN_WORD
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        pattern = _WORD if _ODD.search(text) else _PLAIN_WORD
    return list(map(known.__getitem__, pattern.findall(text)))


def span_of(text: str, first: int, last: int) -> Span:
    """Return the characters of ``text`` from one of its words to another, by their places among those of `keys`."""
    plain = unicodedata.is_normalized("NFC", text) and not _ODD.search(text)
    found = islice((_PLAIN_WORD if plain else _WORD).finditer(text), first, last + 1)
    start, end = next(found).span()
    return Span(start, max((word.end() for word in found), default=end))


class _Bare(dict[str, str]):
    """Keys without any mark, worked out when they are first met."""

    def __missing__(self, key: str) -> str:
        self[key] = found = key if key.isascii() else without_diacritics(key)
        return found


bare: Callable[[str], str] = _Bare().__getitem__
"""Returns a key without any mark, as it is typed without a Vietnamese keyboard."""
