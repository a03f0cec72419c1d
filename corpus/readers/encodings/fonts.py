"""Fonts that say how their text is encoded: .VnTime and its kin are TCVN3, VNI-Times and its kin VNI."""

from __future__ import annotations

import re

from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.words import LETTERS
from songngu.corpus.readers.encodings.legacy import ENCODINGS, Encoding
from songngu.corpus.readers.extraction import Extraction

_TCVN3 = re.compile(r"\.vn\w+( \w+)*h?", re.IGNORECASE)
_VNI = re.compile(r"vni[- ]", re.IGNORECASE)
# Of .VnTimeH and the like, every letter is a capital.
_CAPITALS = re.compile(r"(?i:\.vn).*[a-z]H$")
_WORD = re.compile(LETTERS)
_SYMBOLS = range(0xF020, 0xF100)


def font_encoding(font: str) -> Encoding | None:
    """Return the legacy encoding of the texts that are set in a font, or None."""
    if _TCVN3.match(font):
        return ENCODINGS["tcvn3"]
    return ENCODINGS["vni"] if _VNI.match(font) else None


def from_font(text: str, font: str, extraction: Extraction) -> str:
    """Return the text of a run as its font shows it, with a warning where it is no Unicode.

    A text typed in Unicode keeps the font it stood in, so what reads better as it is stays so.
    """
    encoding = font_encoding(font)
    if encoding is None or not text:
        return text
    codes = "".join(chr(ord(char) - 0xF000) if ord(char) in _SYMBOLS else char for char in text)
    read = encoding.view(codes).text
    if _CAPITALS.match(font):
        read = read.upper()
    if codes.isascii():
        return read if _CAPITALS.match(font) else codes
    if _syllables(text) > _syllables(read) or any(char.isalpha() and char > "\u024f" for char in text):
        return text
    extraction.warn(f"holds text in fonts such as {font}; read as {encoding.title}")
    return read


def _syllables(text: str) -> int:
    return sum(is_syllable(word) for word in _WORD.findall(text) if not word.isascii())
