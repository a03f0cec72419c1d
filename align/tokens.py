"""Tokens the aligner compares: Vietnamese syllables and word candidates, stems of other languages, numbers, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from songngu.corpus.stems import stemmer

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?:s|t|re|ll|ve|d|m)\b)?|[?!:;()\[\]%$/+=<>&@#*\"“”«»]", re.UNICODE
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MARKS = {"“": '"', "”": '"', "«": '"', "»": '"'}

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ", "o": "òóỏõọ", "u": "ùúủũụ"}
_OLD_PLACE = {
    glide + _TONED[vowel][tone]: _TONED[glide][tone] + vowel
    for glide, vowel in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(5)
}


@cache
def _vietnamese(word: str) -> str:
    """Put the tone of an open oa, oe or uy on its first vowel, where the older spelling has it."""
    if word[-2:] in _OLD_PLACE and not word.startswith("qu"):
        return word[:-2] + _OLD_PLACE[word[-2:]]
    return word


def _number(digits: str) -> str:
    if _GROUPED.fullmatch(digits):
        return re.sub("[.,]", "", digits)
    return digits.replace(",", ".").lstrip("0") or "0"


def tokens(text: str, lang: str) -> list[str]:
    """Return the tokens of one sentence, lower-cased, in order: words, numbers as plain digits, telling marks."""
    return list(_tokens(text, lang))


def _tokens(text: str, lang: str) -> Iterator[str]:
    stem = _vietnamese if lang == "vi" else stemmer(lang)
    for word in _TOKEN.findall(unicodedata.normalize("NFC", text).replace("Ð", "Đ").lower()):
        if word[0].isdigit():
            yield _number(word)
        elif word[0].isalpha():
            yield stem(word.replace("’", "'").removesuffix("'s"))
        else:
            yield _MARKS.get(word, word)


def units(words: list[str], lang: str) -> list[str]:
    """Return what a lexicon of ``lang`` lists: the tokens and, where syllables are written apart, their pairs."""
    if lang != "vi":
        return words
    pairs = (f"{a}_{b}" for a, b in pairwise(words) if a[0].isalpha() and b[0].isalpha())
    return words + list(pairs)
