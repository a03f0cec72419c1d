"""Figures of all scripts as those of ASCII, letter for letter: ٣٫٥٪, ३०,०००, ๒๕๖๗, １，０００."""

from __future__ import annotations

import re
import unicodedata

# One class, which is fast to search with: no letter of the Latin alphabet is among these, and all that is changed is.
_OTHER_SCRIPTS = re.compile("[\u060c\u0660-\u1cff\u3000-\U0010ffff]")
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
    "￡": "£",
    "￥": "¥",
    "＄": "$",
    "～": "–",
    "〜": "–",
}
# A mark for per cent is one anywhere; a comma of words groups digits where three of them follow.
_MARK = re.compile(r"[٪﹪％￡￥＄]|(?<=\d)(?:[٫．：～〜](?=\d)|[٬，،](?=\d{3}(?!\d)))")


def plain_figures(text: str) -> str:
    """Return ``text`` with the digits of every script, and the marks in numbers and for per cent, as ASCII has them.

    It is as long as it was, so that offsets hold in both.
    """
    if not _OTHER_SCRIPTS.search(text):
        return text
    text = _MARK.sub(lambda found: _MARKS[found[0]], text)
    return _FIGURE.sub(lambda found: str(unicodedata.decimal(found[0])), text)
