"""What a word is: expressions for one, each where it is used, in one place.

All agree that letters, digits and the marks on them make words, and that characters of scripts written without
spaces stand one by one. What differs, and why:

- `WORD` is what a reader takes for one: look-up, checks, memories. Han and kana stand alone, invisible characters and
  loose diacritics belong to the word around them.
- `LETTERS` is a run of letters, where a text is known to be in an alphabet.
- `STREAMED_WORD` is the same thought for Polars, whose filters count words by the million.
- `UNSPACED` are the ranges that duplicates are searched by, in arrays of code points.
- `TOKEN` is what the aligner compares: marks of punctuation are evidence, Thai and its kin part into clusters, and a
  number is one token. Its weights were trained on these tokens.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

LETTERS = r"[^\W\d_]+"
"""A run of letters."""

CHARACTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han, as ranges of a class: each of them counts as a word."""

CHARACTER = f"[{CHARACTERS}]"
"""A character that is a word by itself."""

WORD = rf"(?:[^\W_{CHARACTERS}]+|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+)+"
"""One word: letters, digits and marks, in any Unicode form; Han and kana stand one by one."""

STREAMED_ALONE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts without spaces as Polars names them, as a part of a class."""

STREAMED_WORD = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{STREAMED_ALONE}]]+|[{STREAMED_ALONE}]"
"""One word, for Polars."""

UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts without spaces as ranges of code points, both ends among them."""


def _ranges(codes: Iterable[int]) -> str:
    """Return code points in rising order as ranges of a class."""
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda placed: placed[1] - placed[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


_MARK = _ranges(code for code in range(0x300, 0x1D00) if unicodedata.category(chr(code)).startswith("M"))
_STANDING = "々〇\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uac00-\ud7a3"
_CLUSTERED = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0edf\u1000-\u109f\u1780-\u17d3"
_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"  # vowels of Thai and Lao that stand before their consonant
_AFTER = "\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec6-\u0ece\u102b-\u103e\u17b6-\u17d3"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_SHORTENED = r"(?:['’](?:s|t|re|ll|ve|d|m|S|T|RE|LL|VE|D|M)\b)?"

# Latin words come first, as most are, and a class of plain ranges is the fastest to search with.
TOKEN = (
    rf"[{_LATIN}]++(?![^\W\d_]|[{_MARK}]){_SHORTENED}|\d+(?:[.,٫٬]\d+)*|[{_STANDING}]|[{_BEFORE}]*(?=[{_CLUSTERED}])[^\W\d{_BEFORE}][{_AFTER}]*"
    rf"|(?:[^\W\d_{_STANDING}{_CLUSTERED}][{_MARK}]*)+{_SHORTENED}"
    r"|[?!:;()\[\]%$/+=<>&@#*\"“”„«»「」『』《》〈〉？！：；（）％؟؛٪]"
)
"""A token of the aligner: a word with what is shortened after it, a number, a character, a cluster, a mark."""

TOKEN_CHARACTER = f"[{_STANDING}{_CLUSTERED}]"
"""A character whose pairs stand in for words to the aligner."""
