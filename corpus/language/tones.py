"""Where a Vietnamese syllable carries its tone mark: the older placement (hòa, thúy) and the newer one (hoà, thuý).

Both put the mark on the letter that has a mark of its own (thuở, tuần), else on the last vowel before a consonant
(toàn, huýt), on the middle one of three (ngoài, khuỷu), on the first of two (mùa, chìa, cáo); ``qu`` and ``gi`` are
consonants (quả, già). They differ in open syllables in oa, oe and uy alone: the older takes the first vowel, the newer
the second, which is the nucleus.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from songngu.corpus.language.syllables import onset_and_rhyme
from songngu.corpus.language.words import LETTERS

Style = Literal["old", "new"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = "àảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ"
# A mark can only stand elsewhere beside another vowel, and never moves from a letter with a mark of its own.
MISPLACEABLE = f"(?i:[{_TONED}][aeiouyăâêôơư]|[aeiouy][{_TONED}])"
"""A regular expression that any text holds whose marks `placed` may move (in NFC)."""

_WORD = re.compile(LETTERS)
_MISPLACEABLE = re.compile(MISPLACEABLE)
_GLIDED = frozenset({"oa", "oe", "uy"})


def placed(text: str, style: Style) -> str:
    """Return ``text`` (NFC) with the tone marks of Vietnamese syllables placed by the ``style``, case as it is.

    What is no Vietnamese syllable, or has no or several marks, stays as it is.
    """
    if not _MISPLACEABLE.search(text):
        return text
    return _WORD.sub(lambda found: _placed(found[0], style) if _MISPLACEABLE.search(found[0]) else found[0], text)


def is_misplaced(word: str) -> bool:
    """Tell whether a word (NFC) has its tone mark where neither way puts it: *cuả* for *của*, *ngừơi* for *người*."""
    return word not in (_placed(word, "old"), _placed(word, "new"))


@lru_cache(maxsize=1 << 16)
def _placed(word: str, style: Style) -> str:
    bare, tones = [], []
    for letter in word:
        loose = unicodedata.normalize("NFD", letter)
        tones += [mark for mark in loose if mark in _TONES]
        bare.append(unicodedata.normalize("NFC", "".join(mark for mark in loose if mark not in _TONES)))
    parts = onset_and_rhyme("".join(bare).lower())
    if len(tones) != 1 or not parts or any(len(letter) != 1 for letter in bare):
        return word
    place = len(parts[0]) + _nucleus(parts[1], style)
    bare[place] = unicodedata.normalize("NFC", bare[place] + tones[0])
    return "".join(bare)


def _nucleus(rhyme: str, style: Style) -> int:
    """Return which letter of a rhyme carries the tone."""
    marked = [i for i, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    vowels = len(rhyme.rstrip("bcdghlmnpqrstvx"))
    if marked:
        return marked[-1]
    if vowels < len(rhyme):
        return vowels - 1
    if vowels == 2:
        return int(style == "new" and rhyme in _GLIDED)
    return vowels // 2
