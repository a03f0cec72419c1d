"""Encodings of scripts that are not Latin, from before Unicode: GBK, Big5, Shift JIS, windows-1251 and so on."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SAMPLE = 100_000
_LEAST_LETTERS = 8
# Read in a wrong encoding, letters with marks are strange signs in the middle of Latin words.
_MOST_TOUCHING = 0.5
_CODECS = (
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "koi8_u", "cp866", "cp1253", "cp1255", "cp1256",
    "cp874", "cp1250", "cp1252", "cp1254", "cp1258",
)  # fmt: skip
_CHAOS = 0.5  # names in Latin letters among Korean or Japanese look like chaos
_LITTLE = 0.2
_SEVERAL_BYTES = frozenset(_CODECS[:5])
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = r"[A-Za-zÀ-ÖØ-öø-ɏ]"
_TOUCHING = re.compile(rf"(?<={_LATIN})[^\W\d_](?<!{_LATIN})|[^\W\d_](?<!{_LATIN})(?={_LATIN})")


def foreign_codec(data: bytes) -> str | None:
    """Return the codec that reads bytes as text of another script than Latin, None where none surely does."""
    from charset_normalizer import from_bytes

    end = data.rfind(b"\n", 0, _SAMPLE) + 1 if len(data) > _SAMPLE else len(data)
    found = from_bytes(data[: end or len(data)], cp_isolation=list(_CODECS), threshold=_CHAOS).best()
    if found is None or not (found.coherence or (found.encoding in _SEVERAL_BYTES and found.chaos < _LITTLE)):
        return None
    text = str(found)
    foreign = sum(not letter.isascii() and not _is_latin(letter) for letter in _LETTER.findall(text))
    marked = sum(not character.isascii() and character.isalpha() for character in text)
    sure = foreign >= max(_LEAST_LETTERS, marked / 2) and len(_TOUCHING.findall(text)) <= _MOST_TOUCHING * foreign
    return found.encoding if sure and _reads(data, found.encoding) else None


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


@cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
