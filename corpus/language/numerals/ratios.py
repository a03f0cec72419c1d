"""Ratios, scores and ranges turned round: 3:1 where the other text has 1:3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.numerals.convention import Convention
from songngu.corpus.language.numerals.difference import NumberDifference
from songngu.corpus.language.numerals.figures import plain_figures
from songngu.corpus.language.numerals.numeral import Kind
from songngu.corpus.language.numerals.read import lower_case, read_numerals
from songngu.corpus.language.numerals.relation import NumberSeverity

_MARKED = re.compile(r"\d[ \u00a0]?[:∶‑–—-][ \u00a0]?\d")
_RATIO = re.compile(r"(?<![\d:.,/])(\d{1,4})[ \u00a0]?[:∶][ \u00a0]?(\d{1,4})(?![\d:/%]|[.,]\d)")
# Who loses by 1-3 in one language is beaten 3-1 in another.
_LOSS = re.compile(
    r"(?<!\w)(?:thua|bại|đánh bại|hạ|thủng lưới|bị dẫn|los[etis]\w*|beaten|beat|defeat\w*|trail\w*|down|behind"
    r"|perd\w*|battu\w*|défait\w*|verl\w+|unter\w*|besieg\w*)(?!\w)|负|輸|输|败|敗"
)

_FROM = re.compile(r"(?<!\w)(?:from|từ)(?!\w)", re.IGNORECASE)
_FROM_END = re.compile(r"(?<!\w)(?:from|từ)[ \u00a0](?:about |around |some |khoảng |mức |chừng |năm )?$", re.IGNORECASE)
# No more than a unit stands between: 5 km lên 7 km, 5 years ago to 7.
_TO = re.compile(
    r"(?:[ \u00a0%]+[^\W\d_]+){0,3}[ \u00a0]*(?:lên|xuống|đến|tới|còn|thành|to)[ \u00a0]"
    r"(?:about |around |khoảng |mức |năm )?"
)

_Members = tuple[object, object]


def compare_ratios(
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    source_convention: Convention | None = None,
    target_convention: Convention | None = None,
) -> list[NumberDifference]:
    """Return the ratios, scores and ranges whose members are exchanged, in the order of the source.

    None is told where a word says that somebody lost: a score begins with the winner, or with who is spoken of.
    """
    source, target = plain_figures(source), plain_figures(target)
    if not all(_MARKED.search(text) or _FROM.search(text) for text in (source, target)):
        return []
    if any(map(_LOSS.search, (lower_case(source), lower_case(target)))):
        return []
    ours = dict(_ratios(source, source_lang, source_convention))
    theirs = dict(_ratios(target, target_lang, target_convention))
    exchanged = [
        (at, theirs[low, high])
        for (high, low), at in ours.items()
        if (low, high) in theirs and (high, low) not in theirs and (low, high) not in ours
    ]
    return [_difference(source, target, *pair) for pair in exchanged]


def _ratios(text: str, lang: str, convention: Convention | None) -> Iterator[tuple[_Members, Span]]:
    """Yield the two members of each ratio, score and range, and where it stands."""
    numerals = read_numerals(text, lang, convention)
    for each in numerals:
        if each.kind is Kind.RANGE:
            yield (each.value[0], each.value[1]), each.span
    for one, other in pairwise(numerals):
        start, end = one.span.end, other.span.start
        if _FROM_END.search(text, 0, one.span.start) and _TO.fullmatch(text, start, end):
            yield (one.value, other.value), Span(one.span.start, other.span.end)
    times = {each.span.start for each in numerals if each.kind in (Kind.TIME, Kind.DATE)}
    for found in _RATIO.finditer(text):
        if found.start() not in times:
            yield (int(found[1]), int(found[2])), Span(*found.span())


def _difference(source: str, target: str, here: Span, there: Span) -> NumberDifference:
    numbers = f"“{source[here.start : here.end]}” / “{target[there.start : there.end]}”"
    told = Message("{what} {numbers}", what=Message("the members are exchanged:"), numbers=numbers)
    return NumberDifference("NUM016", NumberSeverity.WARN, here, there, told)
