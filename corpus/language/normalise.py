"""Normalised views of a text: Unicode form, tone-mark placement, look-alike letters, case, i and y.

The text itself is never changed: a view is a `MappedText` whose pieces lead every character back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from songngu.corpus.document import MappedText, Piece, Span
from songngu.corpus.language.words import WORD

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LIFT = re.compile(f"[{_TONES}]")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_STROKED_D = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ"}
_LETTER = {**_INVISIBLE, **_STROKED_D}
LOOK_ALIKES = {chr(old): new or "" for old, new in _LETTER.items()}
"""Characters by what `letters` puts in their place before it composes."""
_ODD_LETTER = re.compile("[" + "".join(map(chr, _LETTER)) + "]")
# An open syllable whose vowel is y alone is written with i as well (kỹ, kĩ); after u only where the u belongs to q
# (quý, quí): thúy and thúi are two words.
_OPEN_Y = re.compile(r"^(?:[bcdđghklmnprstvx]|ch|gh|kh|ngh|nh|ph|qu|th|tr)y$")

_I_OR_Y = re.compile(r"(?<![^\W_])(h|k|l|m|s|t|qu)([iìíỉĩịyỳýỷỹỵ])(?![^\W_])")
_LINE_WITH_EITHER = re.compile(rf"(?m)^(?=.*{_I_OR_Y.pattern}).*$")
_EXCHANGED = dict(zip("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị", strict=True))

_WORD = re.compile(WORD)
_DIACRITIC = re.compile(r"[\u0300-\u036f]")


def letters(text: str) -> str:
    """Return ``text`` in NFC, without invisible characters, the look-alikes of Đ (Ð, Ɖ, ð, ɖ) replaced by it."""
    if _ODD_LETTER.search(text):
        text = text.translate(_LETTER)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 16)
def word_key(word: str, lang: str = "vi") -> str:
    """Return the key under which all spellings of one word are equal.

    The key is the casefolded NFC form with the tone mark lifted off its vowel and put last, so that ``hòa`` and
    ``hoà`` are one; in Vietnamese a final y after one consonant counts as i (``kỹ``, ``kĩ``). A key is for
    comparing, not a word to show.
    """
    if word.isascii():
        plain, tone = word.casefold(), ""
    else:
        loose = unicodedata.normalize("NFD", letters(letters(word).casefold()))
        tone = "".join(_LIFT.findall(loose))
        plain = unicodedata.normalize("NFC", _LIFT.sub("", loose))
    if lang == "vi" and plain.endswith("y") and _OPEN_Y.match(plain):
        plain = plain[:-1] + "i"
    return plain + tone


def other_spellings(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each word, in lower case, that is spelt with i as well as with y, beside each of its other spellings.

    A word may be several syllables with underscores between them: ``kỹ_sư`` is ``kĩ_sư``. After h, k, l, m, s, t and
    qu, a vowel that stands alone is one sound written in two ways.
    """
    for match in _LINE_WITH_EITHER.finditer("\n".join(words)):
        word = match[0]
        spellings = {word}
        for found in _I_OR_Y.finditer(word):
            at = found.start(2)
            spellings |= {each[:at] + _EXCHANGED[each[at]] + each[at + 1 :] for each in spellings}
        yield from ((word, spelling) for spelling in sorted(spellings - {word}))


def without_diacritics(text: str) -> str:
    """Return ``text`` in bare Latin letters, as typed without a Vietnamese keyboard: ``Ngô Đình`` is ``Ngo Dinh``."""
    loose = unicodedata.normalize("NFD", letters(text))
    bare = _DIACRITIC.sub("", loose).replace("Đ", "D").replace("đ", "d")
    return unicodedata.normalize("NFC", bare)


def nfc(text: str) -> MappedText:
    """Return the NFC view of ``text``, look-alikes of Đ replaced, mapped to the original characters."""
    return _view(text, _clusters(text), letters)


def folded(text: str, lang: str = "vi") -> MappedText:
    """Return the view of ``text`` in which every word is its `word_key`; all else stays as it is."""
    return _view(text, (found.span() for found in _WORD.finditer(text)), lambda word: word_key(word, lang))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``text`` that normalise by themselves, where ``text`` is not in its NFC view already."""
    if letters(text) == text:
        return
    start = 0
    for end in range(1, len(text)):
        following = text[end]
        if following.isascii() or (
            not unicodedata.combining(following)
            and letters(text[start : end + 1]) == letters(text[start:end]) + letters(following)
        ):
            yield start, end
            start = end
    yield start, len(text)


def _view(text: str, stretches: Iterable[tuple[int, int]], change: Callable[[str], str]) -> MappedText:
    """Replace each of the ``stretches`` by what ``change`` makes of it, and keep the way back."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = kept = 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            pieces.append(Piece(Span(length, length + len(piece)), Span(start, end)))
            length += len(piece)

    for start, end in stretches:
        new = change(text[start:end])
        if new == text[start:end]:
            continue
        add(text[kept:start], kept, start)
        add(new, start, end)
        kept = end
    add(text[kept:], kept, len(text))
    return MappedText("".join(parts), tuple(pieces))
