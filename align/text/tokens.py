"""Tokens the aligner compares: Vietnamese syllables and word candidates, stems of other languages, numbers, marks.

Where a script writes no spaces between words, or no word without its particles, its characters are the tokens (of Thai
and its kin: a consonant with the vowels around it), and their pairs stand in for words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Span
from songngu.corpus.language.normalise import letters, nfc
from songngu.corpus.language.numerals.han import in_thousands
from songngu.corpus.language.stems import stemmer
from songngu.corpus.language.tags import base_language
from songngu.corpus.language.words import TOKEN, TOKEN_CHARACTER

_TOKEN = re.compile(TOKEN)
_TOKEN_OR_END = TOKEN + r"|\n"
_CHARACTER = re.compile(TOKEN_CHARACTER)
_SEPARATORS = str.maketrans("٫٬", ".,")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_QUOTES = "“”„«»「」『』《》〈〉"
_MARKS = str.maketrans(_QUOTES + "？！：；（）％؟؛٪", '"' * len(_QUOTES) + "?!:;()%?;%")
_DOTTED = "i̇"  # what the lower case of a Turkish İ is elsewhere
# Arabic writes these marks in few texts, and a letter may be drawn out.
_VOCALISED = dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640])
_JOINED_AND = re.compile("^[وف]ال(?=...)")
_MYRIADS = frozenset({"zh", "ja", "ko", "yue", "wuu", "lzh"})
_UNSPACED = frozenset({"th", "lo", "km", "my", *_MYRIADS})
_PAIRED = _UNSPACED | {"vi"}
_MOST_CHUNKS = 1 << 16

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
    if not digits.isascii():
        digits = "".join(_figure(character) for character in digits)
    if _GROUPED.fullmatch(digits):
        return re.sub("[.,]", "", digits)
    return digits.replace(",", ".").lstrip("0") or "0"


def _figure(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character.translate(_SEPARATORS) if value is None else str(value)


class _Normal(dict[str, str]):
    """The token of each word form of a language, worked out when it is first met."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        base = base_language(lang)
        self._stem = _vietnamese if base == "vi" else stemmer(base)

    def __missing__(self, form: str) -> str:
        word = form.lower().replace(_DOTTED, "i").translate(_VOCALISED) or form
        if word[0].isdigit():
            token = _number(word)
        elif word[0].isalpha():
            token = self._stem(_JOINED_AND.sub("ال", word.replace("’", "'").removesuffix("'s")))
        else:
            token = word.translate(_MARKS)
        self[form] = token
        return token


_normal = cache(_Normal)


class _Chunks(dict[str, tuple[str, ...]]):
    """The tokens of each run of characters between spaces, of which a language has few; no token crosses a space."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        normal = _normal(self._lang)
        found = self[chunk] = tuple([normal[form] for form in _TOKEN.findall(_composed(chunk, self._lang))])
        return found


@cache
def _chunks(lang: str) -> _Chunks | None:
    """Return the chunks of a language, None where no spaces part them."""
    return _Chunks(lang) if is_spaced(lang) else None


def is_spaced(lang: str) -> bool:
    """Tell whether spaces part the words of a language, so that the tokens of a text are those of its runs."""
    return base_language(lang) not in _UNSPACED


def tokens(text: str, lang: str) -> list[str]:
    """Return the tokens of one sentence, lower-cased, in order: words, numbers as plain digits, telling marks."""
    chunks = _chunks(lang)
    if chunks is None:
        normal = _normal(lang)
        return [normal[form] for form in _TOKEN.findall(_composed(text, lang))]
    return list(chain.from_iterable(map(chunks.__getitem__, text.split())))


def tokens_of_runs(runs: Iterable[str], lang: str) -> list[tuple[str, ...]]:
    """Return the tokens of runs of characters between spaces, each by itself, in a language whose words spaces part."""
    chunks = _chunks(lang)
    return [tuple(tokens(run, lang)) for run in runs] if chunks is None else [*map(chunks.__getitem__, runs)]


def placed_tokens(text: str, lang: str) -> list[tuple[str, Span]]:
    """Return the words of one sentence as ``tokens`` spells them, marks left out, and where in ``text`` each stands."""
    normal, view = _normal(lang), nfc(text)
    found = (match for match in _TOKEN.finditer(view.text) if match[0][0].isalnum())
    if base_language(lang) in _MYRIADS:
        return [(normal[unicodedata.normalize("NFKC", match[0])], view.hull(*match.span())) for match in found]
    if view.text == text:
        return [(normal[match[0]], Span(*match.span())) for match in found]
    return [(normal[match[0]], view.hull(*match.span())) for match in found]


def number_tokens(texts: Sequence[str], lang: str, numbers: dict[str, int]) -> tuple[Ints, Ints]:
    """Return how many tokens each sentence has, and the numbers of all of them; new ones are added to ``numbers``."""
    normal, end = _normal(lang), -1
    known = {"\n": end}
    forms = re.findall(_TOKEN_OR_END, _composed("".join(text.replace("\n", " ") + "\n" for text in texts), lang))
    for form in dict.fromkeys(forms):
        if form not in known:
            known[form] = numbers.setdefault(normal[form], len(numbers))
    ids = np.fromiter(map(known.__getitem__, forms), np.int64, len(forms))
    return np.diff(np.flatnonzero(ids == end), prepend=-1) - 1, ids[ids != end]


def _composed(text: str, lang: str) -> str:
    if base_language(lang) in _MYRIADS:
        return in_thousands(unicodedata.normalize("NFKC", text))
    if base_language(lang) == "vi":
        return letters(text)
    return unicodedata.normalize("NFC", text)


def has_pairs(lang: str) -> bool:
    """Return whether syllables or characters are tokens of a language, so that a lexicon lists pairs of them."""
    return base_language(lang) in _PAIRED


def may_pair(word: str, lang: str) -> bool:
    """Return whether a token of a language that has pairs may be half of one."""
    return word[0].isalpha() if base_language(lang) == "vi" else _CHARACTER.match(word) is not None


def paired(first: str, second: str) -> str:
    """Return the name of a pair of syllables as a lexicon lists it."""
    return f"{first}_{second}"


def units(words: list[str], lang: str) -> list[str]:
    """Return what a lexicon of ``lang`` lists: the tokens and, where syllables are written apart, their pairs."""
    if not has_pairs(lang):
        return words
    is_vietnamese = base_language(lang) == "vi"
    halves = [word[0].isalpha() if is_vietnamese else _CHARACTER.match(word) is not None for word in words]
    neighbours = zip(words, words[1:], halves, halves[1:], strict=False)
    return words + [f"{first}_{second}" for first, second, may, also in neighbours if may and also]
