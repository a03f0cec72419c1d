"""Magnitudes that nobody counted: hàng nghìn, vài trăm nghìn, thousands, tens of millions, a few hundred."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.numerals.difference import NumberDifference
from songngu.corpus.language.numerals.read import lower_case
from songngu.corpus.language.numerals.relation import NumberSeverity

_SIZES = {
    "chục": 10, "tá": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9,
    "tỉ": 10**9, "ten": 10, "score": 10, "dozen": 10, "hundred": 100, "thousand": 10**3, "million": 10**6,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_VI = "chục|trăm|nghìn|ngàn|vạn|triệu|t[ỷỉ]"
# Of one word each: hàng tỷ is no ratio (tỷ lệ), and a row of tá stands on the ground.
_MAGNITUDES = {
    "vi": re.compile(
        rf"(?<!\w)(?:hàng|vài|mấy|dăm|nhiều)(?P<sizes>(?: (?:{_VI}))+| tá)(?!\w)"
        r"(?! (?:lệ|phú|số|trọng|giá|chứng|tập|vật|sự|bạc))"
    ),
    "en": re.compile(
        r"(?<![\w-])(?:(?P<many>(?:ten|score|dozen|hundred|thousand|million|billion|trillion)s"
        r"(?: of (?:hundred|thousand|million|billion|trillion)s)*)"
        r"|(?:several|(?:a|the|last|past|next) few|a couple(?: of)?)"
        r"(?P<few>(?: (?:dozen|hundred|thousand|million|billion|trillion))+))(?![\w-])"
    ),
}
_HELD = {
    "vi": ("hàng ", "vài ", "mấy ", "dăm ", "nhiều "),
    "en": ("tens", "scores", "dozen", "hundred", "thousand", "million", "billion", "trillion"),
}
_SIZE = re.compile(r"[^\W\d]+")
_ANY_SIZE = re.compile(rf"(?<![^\W\d])(?:{'|'.join(_SIZES)})s?(?![^\W\d])")
# Hàng vạn is a great many, which English counts in thousands or in tens of thousands.
_LOOSE = {10**4: (10**3, 10**4, 10**5), 10**5: (10**4, 10**5)}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A power of ten that stands for a number not told, and where."""

    size: int
    span: Span
    text: str
    is_loose: bool

    def is_like(self, other: Magnitude) -> bool:
        """Return whether both may stand for the same."""
        return self.size == other.size or any(
            one.is_loose and each.size in _LOOSE.get(one.size, ()) for one, each in ((self, other), (other, self))
        )


def magnitudes_in(lang: str) -> Callable[[str], object]:
    """Return what tells whether a run of lower-case characters between spaces may be part of a magnitude: its size."""
    return _ANY_SIZE.search


def magnitudes(text: str, lang: str) -> list[Magnitude]:
    """Return the magnitudes of a text in Vietnamese or English, in order; of other languages, none."""
    base = lang.replace("_", "-").partition("-")[0].lower()
    lower = lower_case(text)
    if base not in _MAGNITUDES or not any(part in lower for part in _HELD[base]):
        return []
    return [_magnitude(text, found) for found in _MAGNITUDES[base].finditer(lower)]


def _magnitude(text: str, found: re.Match[str]) -> Magnitude:
    words = [word.removesuffix("s") for word in _SIZE.findall(next(filter(None, found.groups())))]
    size = prod(_SIZES[word] for word in words if word in _SIZES)
    return Magnitude(size, Span(*found.span()), text[found.start() : found.end()], "vạn" in words)


def compare_magnitudes(source: str, target: str, source_lang: str, target_lang: str) -> list[NumberDifference]:
    """Return the magnitudes that differ, where each text has one that the other lacks: thousands for millions."""
    left = magnitudes(source, source_lang)
    right = magnitudes(target, target_lang) if left else []
    ours = [each for each in left if not any(each.is_like(other) for other in right)]
    theirs = [each for each in right if not any(each.is_like(other) for other in left)]
    if len(ours) != 1 or len(theirs) != 1 or len(left) != len(right):
        return []
    texts = f"“{ours[0].text}” / “{theirs[0].text}”"
    told = Message("{what} {numbers}", what=Message("scale word differs:"), numbers=texts)
    return [NumberDifference("NUM002", NumberSeverity.ERROR, ours[0].span, theirs[0].span, told)]
