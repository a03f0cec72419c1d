"""Tokens the aligner compares: Vietnamese syllables and word candidates, stems of other languages, numbers, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.stems import stemmer
from songngu.corpus.language.tags import base_language

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?:s|t|re|ll|ve|d|m|S|T|RE|LL|VE|D|M)\b)?|[?!:;()\[\]%$/+=<>&@#*\"“”«»]",
    re.UNICODE,
)
_TOKEN_OR_END = re.compile(_TOKEN.pattern + r"|\n", re.UNICODE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MARKS = {"“": '"', "”": '"', "«": '"', "»": '"'}

Ints = NDArray[np.int64]

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ", "o": "òóỏõọ", "u": "ùúủũụ"}
_OLD_PLACE = {
    glide + _TONED[vowel][tone]: _TONED[glide][tone] + vowel
    for glide, vowel in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(5)
}


def _vietnamese(word: str) -> str:
    """Put the tone of an open oa, oe or uy on its first vowel, where the older spelling has it."""
    if word[-2:] in _OLD_PLACE and not word.startswith("qu"):
        return word[:-2] + _OLD_PLACE[word[-2:]]
    return word


def _number(digits: str) -> str:
    if _GROUPED.fullmatch(digits):
        return re.sub("[.,]", "", digits)
    return digits.replace(",", ".").lstrip("0") or "0"


class _Normal(dict[str, str]):
    """The token of each word form of a language, worked out when it is first met."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        base = base_language(lang)
        self._stem = _vietnamese if base == "vi" else stemmer(base)

    def __missing__(self, form: str) -> str:
        word = form.lower()
        if word[0].isdigit():
            token = _number(word)
        elif word[0].isalpha():
            token = self._stem(word.replace("’", "'").removesuffix("'s"))
        else:
            token = _MARKS.get(word, word)
        self[form] = token
        return token


_normal = cache(_Normal)


def tokens(text: str, lang: str) -> list[str]:
    """Return the tokens of one sentence, lower-cased, in order: words, numbers as plain digits, telling marks."""
    normal = _normal(lang)
    return [normal[form] for form in _TOKEN.findall(_composed(text))]


def number_tokens(texts: Sequence[str], lang: str, numbers: dict[str, int]) -> tuple[Ints, Ints]:
    """Return how many tokens each sentence has, and the numbers of all of them; new ones are added to ``numbers``."""
    normal, end = _normal(lang), -1
    known = {"\n": end}
    forms = _TOKEN_OR_END.findall(_composed("".join(text.replace("\n", " ") + "\n" for text in texts)))
    for form in dict.fromkeys(forms):
        if form not in known:
            known[form] = numbers.setdefault(normal[form], len(numbers))
    ids = np.fromiter(map(known.__getitem__, forms), np.int64, len(forms))
    return np.diff(np.flatnonzero(ids == end), prepend=-1) - 1, ids[ids != end]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("Ð", "Đ")


def has_pairs(lang: str) -> bool:
    """Return whether syllables are written apart in a language, so that a lexicon lists pairs of them."""
    return base_language(lang) == "vi"


def paired(first: str, second: str) -> str:
    """Return the name of a pair of syllables as a lexicon lists it."""
    return f"{first}_{second}"


def units(words: list[str], lang: str) -> list[str]:
    """Return what a lexicon of ``lang`` lists: the tokens and, where syllables are written apart, their pairs."""
    if not has_pairs(lang):
        return words
    pairs = (paired(a, b) for a, b in pairwise(words) if a[0].isalpha() and b[0].isalpha())
    return words + list(pairs)
