"""Figures of all scripts as those of ASCII, letter for letter: ٣٫٥٪, ३०,०००, ๒๕๖๗, １，０００."""

from __future__ import annotations

import re
import unicodedata

_FIGURE = re.compile(r"(?![0-9])\d")
_MARKS = {
    "٫": ".",
    "٬": ",",
    "٪": "%",
    "﹪": "%",
    "％": "%",
    "．": ".",
    "：": ":",
    "，": ",",
    "،": ",",
    "～": "–",
    "〜": "–",
}
# A mark for per cent is one anywhere; a comma of words groups digits where three of them follow.
_MARK = re.compile(r"[٪﹪％]|(?<=\d)(?:[٫．：～〜](?=\d)|[٬，،](?=\d{3}(?!\d)))")


def plain_figures(text: str) -> str:
    """Return ``text`` with the digits of every script, and the marks in numbers and for per cent, as ASCII has them.

    It is as long as it was, so that offsets hold in both.
    """
    if text.isascii():
        return text
    text = _MARK.sub(lambda found: _MARKS[found[0]], text)
    return _FIGURE.sub(lambda found: str(unicodedata.decimal(found[0])), text)
