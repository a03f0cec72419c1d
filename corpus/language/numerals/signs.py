"""Signs of numerals: whether one is below zero, or the words around it say so."""

from __future__ import annotations

import re

from songngu.corpus.language.numerals.numeral import Kind, Numeral

_MINUS = re.compile(r"(?:(?<=[\s(=:;,<>≤≥~|])|^)(?:[-‑–]|−[ \u00a0]?)(?:[a-z]{0,3}[$€£¥₫])?$")
_LIST_OR_RANGE = re.compile(r"(?:^|\d[ \u00a0]?)[-‑–][$€£₫]?$")
_WORD_BEFORE = {
    "vi": re.compile(r"(?<!\w)(?<!cộng )(?<!hoặc )(?:âm|(?:độ|là|bằng|còn|mức|xuống|lên) trừ)[ \u00a0]$"),
    "en": re.compile(r"(?<!\w)(?<!plus or )(?<!plus/)(?:minus|negative)[ \u00a0]$"),
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
        r"(?!\w)(?! to(?!\w)))"
    ),
}

_FALL = {
    "vi": re.compile(r"(?<!\w)(?:giảm|sụt|hụt|cắt)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:decreas|declin|contract|shr[aiu]nk|slump|drop|fall|fell|plung|slid|reduc|cut)"),
}
_NEAR = 16
# A tag, an arrow, the mark of a quotation: none compares.
_NO_RELATION = re.compile(r"<[^<>]*>\s?$|[-=]>\s?$|^\s*>\s?$")
_RELATION = re.compile(r"(<=|>=|=<|\+\s?/\s?[-−–]|[+][-−]|[<>≤≥⩽⩾±])[ \u00a0]?(?:[a-z]{0,3}[$€£¥₫])?$")
_OPERATOR = re.compile(r"(?<=[\w²³)])[ \u00a0]?([×*÷+−]|(?<=[\d ])x)[ \u00a0]?$")
_SIGNS = frozenset("<>≤≥⩽⩾±=×*÷+−–-x$€£¥₫")
_CANONICAL = {"<=": "≤", "=<": "≤", "⩽": "≤", ">=": "≥", "⩾": "≥", "x": "×", "*": "×"}
_BOUND_OF = {"<": "below", "≤": "below", ">": "above", "≥": "above", "±": "around"}
_BOUNDS = {
    "below": {
        "vi": r"dưới|nhỏ hơn|bé hơn|ít hơn|thấp hơn|kém|chưa (?:đến|tới|đầy|quá)|không (?:đến|tới|đầy|quá|vượt|hơn"
        r"|lớn hơn|cao hơn|trên)|tối đa|nhiều nhất|cao nhất|trở xuống|trong vòng|còn|nhỏ nhất",
        "en": r"less|below|under|fewer|lower|smaller|at (?:the )?most|(?:no|not) (?:more|over|greater|above|exceed\w*)"
        r"|up to|max\w*|within|beneath|sub|shorter|younger",
    },
    "above": {
        "vi": r"trên|lớn hơn|(?<!ít )(?<!nhỏ )(?<!thấp )(?<!bé )hơn|vượt|(?<!không )(?<!chưa )quá|ít nhất|tối thiểu"
        r"|không (?:dưới|ít hơn|nhỏ hơn|thấp hơn)|trở lên|từ|lên",
        "en": r"(?<!no )(?<!not )more|greater|above|over|at least|exceed\w*|higher|larger|bigger|min\w*|upwards?|plus"
        r"|older|longer|from|(?:no|not) (?:less|fewer|under|below)|up",
    },
    "around": {
        "vi": r"cộng|biên độ|trong khoảng|dao động|chênh",
        "en": r"plus|minus|margin|within|give or take|either (?:way|side|direction)",
    },
}  # fmt: skip


def relation_sign(numeral: Numeral, lower: str) -> str | None:
    """Return the sign of a relation (<, ≤, >, ≥, ±) or operation (×, ÷, +, −) before a numeral of ``lower``."""
    start, end = numeral.span.start, numeral.span.end
    before = lower[max(0, start - _NEAR) : start]
    if before.rstrip(" \u00a0")[-1:] not in _SIGNS:
        return None
    found = _RELATION.search(before)
    if not found:
        found = _OPERATOR.search(before)
        return _CANONICAL.get(found[1], found[1]) if found else None
    tagged = found[1] == "<" and lower[end : end + 1] == ">"
    if tagged or _NO_RELATION.search(lower[max(0, start - 6 * _NEAR) : start]):
        return None
    return _CANONICAL.get(found[1], "±" if "+" in found[1] else found[1])


def is_relation(sign: str) -> bool:
    """Tell whether a sign compares or gives a tolerance, and so says something that words must say without it."""
    return sign in _BOUND_OF


def bounds_said(near: str, lang: str) -> set[str] | None:
    """Return which bounds (below, above, around) the words near a numeral tell; None for a language not known."""
    if not all(lang in words for words in _BOUNDS.values()):
        return None
    return {bound for bound, words in _BOUNDS.items() if re.search(rf"(?<!\w)(?:{words[lang]})(?!\w)", near)}


def bound_of(sign: str) -> str:
    """Return the bound (below, above, around) that a sign of a relation stands for."""
    return _BOUND_OF[sign]


def says_fall(lower: str, lang: str) -> bool:
    """Return whether a word of the text says that something falls."""
    pattern = _FALL.get(lang)
    return pattern is not None and bool(pattern.search(lower))


def is_negative(numeral: Numeral, lower: str, lang: str) -> bool:
    """Return whether a sign or a word beside a numeral of ``lower`` (the text in lower case) puts it below zero."""
    if numeral.kind not in (Kind.NUMBER, Kind.PERCENTAGE):
        return False
    start, end = numeral.span.start, numeral.span.end
    before = lower[max(0, start - _NEAR) : start]
    if before and _MINUS.search(before) and (before[-1] == "−" or not _LIST_OR_RANGE.search(before)):
        return True
    words, after = _WORD_BEFORE.get(lang), _WORD_AFTER.get(lang)
    return bool((words and words.search(before)) or (after and after.match(lower, end)))


def says_loss(lower: str, lang: str) -> bool:
    """Return whether a word of the text may stand for a minus sign."""
    pattern = _LOSS.get(lang)
    return pattern is None or bool(pattern.search(lower))
