"""Signs of numerals: whether one is below zero, or the words around it say so."""

from __future__ import annotations

import re

from songngu.corpus.language.numerals.numeral import Kind, Numeral

_MINUS = re.compile(r"(?:(?<=[\s(=:;,<>≤≥~|])|^)(?:[-‑–]|−[ \u00a0]?)[$€£₫]?$")
_LIST_OR_RANGE = re.compile(r"(?:^|\d[ \u00a0]?)[-‑–][$€£₫]?$")
_WORD_BEFORE = {
    "vi": re.compile(r"(?<!\w)(?:âm|(?:độ|là|bằng|còn|mức|xuống|lên) trừ)[ \u00a0]$"),
    "en": re.compile(r"(?<!\w)(?:minus|negative)[ \u00a0]$"),
}
_WORD_AFTER = {
    "vi": re.compile(r"\W*(?:độ(?: c)?[ \u00a0])?dưới (?:không|0)(?!\w)"),
    "en": re.compile(
        r"[\W°]*(?:(?:degrees?|c|f|celsius|fahrenheit|percent|per cent)\W+)*(?:below (?:zero|freezing))(?!\w)"
    ),
}
# What says in words that a number is taken off; *fell to* and *giảm xuống* say where it ends.
_LOSS = {
    "vi": re.compile(r"(?<!\w)(?:âm|trừ|lỗ|thâm hụt|hụt|sụt|mất|giảm(?! xuống| còn)|dưới|thấp hơn|ít hơn|bớt)(?!\w)"),
    "en": re.compile(
        r"(?<!\w)(?:minus|negative|sub-?zero|below|loss(?:es)?|deficits?|shortfalls?|less|lower|under"
        r"|(?:decreas|declin|contract|shr[aiu]nk|slump|dropp?|fall|fell|lost|los(?:e|ing)|plung|down)\w*"
        r"(?! to(?!\w)))"
    ),
}


def is_negative(numeral: Numeral, lower: str, lang: str) -> bool:
    """Return whether a sign or a word beside a numeral of ``lower`` (the text in lower case) puts it below zero."""
    if numeral.kind not in (Kind.NUMBER, Kind.PERCENTAGE):
        return False
    start, end = numeral.span.start, numeral.span.end
    before = lower[max(0, start - 12) : start]
    if before and _MINUS.search(before) and (before[-1] == "−" or not _LIST_OR_RANGE.search(before)):
        return True
    words, after = _WORD_BEFORE.get(lang), _WORD_AFTER.get(lang)
    return bool((words and words.search(before)) or (after and after.match(lower, end)))


def says_loss(lower: str, lang: str) -> bool:
    """Return whether a word of the text may stand for a minus sign."""
    pattern = _LOSS.get(lang)
    return pattern is None or bool(pattern.search(lower))
