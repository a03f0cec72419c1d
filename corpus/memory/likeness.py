"""How like two segments of one language are, as translators know it: 100 for the same, 99 to 50 for fuzzy matches.

The score of a fuzzy match is

    100 · (¾ · W + ¼ · C) − P,  at most 99

where W is the share of words that stay (one less the word edit distance by the length of the longer segment), C the
same for the characters of those words, and P one point for each number and each inline code that differs and one for
each of case, spelling and punctuation where they differ at all. Words are compared under one
spelling (tone placement, i and y, Unicode form, case); a number or code stands for any other one, as it is carried over
or put in place, not translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from songngu.corpus.document import Span
from songngu.corpus.language.normalise import letters, word_key
from songngu.corpus.language.words import CHARACTER, WORD

_CODE = r"<[^<>]{1,200}>|\{[^{}\s]{0,60}\}|%(?:\d+\$)?[-+0 #]*\d*(?:\.\d+)?[diouxXeEfgGcs@]|&\w+;"
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_TOKEN = re.compile(f"(?P<code>{_CODE})|(?P<number>{_NUMBER})|(?P<word>{WORD})|{CHARACTER}")
_WORDS, _CHARACTERS = 0.75, 0.25
_ANY_CODE, _ANY_NUMBER = "\x01", "\x02"
BEST_FUZZY = 99


@dataclass(frozen=True, slots=True)
class MemorySegment:
    """A segment taken apart: its tokens by their keys, where they stand, its numbers, codes and punctuation."""

    text: str
    keys: tuple[str, ...]
    spans: tuple[Span, ...]
    numbers: tuple[str, ...]
    codes: tuple[str, ...]
    marks: str

    @property
    def joined(self) -> str:
        """The keys as one text."""
        return " ".join(self.keys)


@lru_cache(maxsize=1 << 12)
def segment_of(text: str, lang: str) -> MemorySegment:
    """Take a segment apart; spans are in code points of ``text`` as it is."""
    keys, spans, numbers, codes = [], [], [], []
    marks, end = [], 0
    for found in _TOKEN.finditer(text):
        marks.append(text[end : found.start()])
        end = found.end()
        if found["code"]:
            codes.append(found[0])
            keys.append(_ANY_CODE)
        elif found["number"]:
            numbers.append(found[0])
            keys.append(_ANY_NUMBER)
        else:
            keys.append(word_key(found[0], lang))
        spans.append(Span(*found.span()))
    marks.append(text[end:])
    return MemorySegment(text, tuple(keys), tuple(spans), tuple(numbers), tuple(codes), _folded_marks("".join(marks)))


def _folded_marks(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def likeness(one: str, other: str, lang: str) -> float:
    """Return how like two segments are, 0 to 100; 100 where they are the same but for Unicode form and white space."""
    if one == other or likeness_key(one) == likeness_key(other):
        return 100.0
    left, right = segment_of(one, lang), segment_of(other, lang)
    longest = max(len(left.keys), len(right.keys))
    if not longest:
        return float(BEST_FUZZY) if left.marks == right.marks else 0.0
    words = 1 - Levenshtein.distance(left.keys, right.keys) / longest
    characters = Levenshtein.normalized_similarity(left.joined, right.joined)
    return max(0.0, min(float(BEST_FUZZY), 100 * (_WORDS * words + _CHARACTERS * characters) - _penalty(left, right)))


def likeness_key(text: str) -> str:
    """Return what texts that are wholly alike have in common: Unicode form and white space do not count."""
    return " ".join(letters(text).split())


def _penalty(left: MemorySegment, right: MemorySegment) -> int:
    """Return the points for what is not translated anew but put right."""
    apart = [_unlike(a, b) for a, b in ((left.numbers, right.numbers), (left.codes, right.codes))]
    respelt = left.keys == right.keys and _words_alone(left) != _words_alone(right)
    return sum(apart) + (left.marks != right.marks) + respelt


def _unlike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    left, right = Counter(one), Counter(other)
    return max((left - right).total(), (right - left).total())


def _words_written(segment: MemorySegment) -> list[str]:
    return [letters(segment.text[span.start : span.end]) for span in segment.spans]


def _words_alone(segment: MemorySegment) -> list[str]:
    pairs = zip(segment.keys, _words_written(segment), strict=True)
    return [word for key, word in pairs if key not in (_ANY_CODE, _ANY_NUMBER)]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words of a segment and what stands for it in the other one; both in characters."""

    old: Span
    new: Span


def edits(old: str, new: str, lang: str) -> list[Edit]:
    """Return what changes from one segment to the other, word by word, in order; numbers and codes count as words."""
    left, right = segment_of(old, lang), segment_of(new, lang)
    written = _words_written(left), _words_written(right)
    return [
        Edit(_stretch(left, op.src_start, op.src_end), _stretch(right, op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(*written)
        if op.tag != "equal"
    ]


def _stretch(segment: MemorySegment, first: int, last: int) -> Span:
    if first < last:
        return Span(segment.spans[first].start, segment.spans[last - 1].end)
    place = segment.spans[first].start if first < len(segment.spans) else len(segment.text)
    return Span(place, place)
