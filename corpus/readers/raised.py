"""Raised text (superscript): marks of notes, which are no text, and powers and ordinals, which are."""

from __future__ import annotations

import re

NOTE_MARK = "a note mark"
"""Why a raised mark is left out."""

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_POWER = re.compile(r"[0-9+\-−=()ni]+")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*")
_MARK = re.compile(r"[\[(]\s*(?:\w{1,4}|\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\])]|[*†‡§¶]+")
_LINKED = re.compile(rf"{_MARK.pattern}|{_NUMBERS.pattern}|[a-z]{{1,5}}|[↩↑^⏎⤴]\ufe0e?", re.IGNORECASE)
_BACK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[↩↑^⏎⤴]\ufe0e?|note \d{1,3})\s*[\])]?")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


def is_note_mark(text: str, before: str, *, is_link: bool) -> bool:
    """Tell whether a raised text marks a note, by what it is, what stands before it, and whether it leads somewhere.

    A number after a digit or a short word (a unit, a variable) is a power; after a stop or a longer word, a mark.
    """
    text = text.strip()
    if _MARK.fullmatch(text) or (is_link and _LINKED.fullmatch(text)):
        return True
    if not _NUMBERS.fullmatch(text):
        return False
    before = before.rstrip()
    word = _LAST_WORD.search(before)
    if word:
        return len(word[0]) >= 4 or not word[0].isascii()
    return not before[-1:].isdigit() and before[-1:] not in (")", "]", "}", "−", "-")


def is_back_link(text: str, *, is_place: bool = False) -> bool:
    """Tell whether the text of a link into a page is the mark of a note, ``[1]``, or the way back from one, ``↩``.

    A bare number is one where the link ``is_place`` that others lead to, as a note and its mark lead to each other.
    """
    text = text.strip()
    return bool(_BACK.fullmatch(text)) and (is_place or not text.isdigit())


def superscript(text: str) -> str | None:
    """Return a raised text in the raised characters of Unicode, or None where it has others (*th*)."""
    return text.translate(_SUPERSCRIPTS) if _POWER.fullmatch(text) else None
