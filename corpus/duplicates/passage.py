"""Duplicates: passages that stand more than once, in one document or across several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Document, Span
from songngu.corpus.duplicates.matches import WordMatch
from songngu.corpus.duplicates.scope import Reach, Scope
from songngu.corpus.duplicates.search import find_matches
from songngu.corpus.duplicates.seeds import GRAM
from songngu.corpus.duplicates.unique import Once, UniqueUnit, without_unique
from songngu.corpus.duplicates.views import Views, holds_words
from songngu.corpus.duplicates.words import Words, line_starts, read_words
from songngu.corpus.errors import UsageError

MIN_WORDS = 20
SIMILARITY = 0.6

_STRETCH = 1 << 20

_WORDLIKE = re.compile(r"[^\W_]")
_STOPS = frozenset("。，、；：？！")


class PassageKind(StrEnum):
    """How alike the two copies of a passage are."""

    EXACT = "exact"
    NORMALISED = "normalised"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Copy:
    """One place where a passage stands: ``span`` in code points of the file, ``words`` from the file's first on.

    ``lines`` are its first and its last line, both from 1 and inclusive.
    """

    document: Document
    span: Span
    words: Span
    lines: tuple[int, int]

    @property
    def text(self) -> str:
        """The passage as it stands in the file."""
        return self.document.raw[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands twice: ``first`` is the canonical copy, ``second`` a later one; they never overlap.

    ``similarity`` is twice the words both have in common, in order, by the words of both. ``cluster`` numbers the
    canonical copies from 0. ``kind``: exact where the characters are equal, normalised where only case, diacritics,
    punctuation or spacing differ, else near. ``unique`` are the stretches of the file inside the later copy
    that stand once, ``counterparts`` each other sentence of it with the stretch of the earlier one that it repeats.
    """

    first: Copy
    second: Copy
    similarity: float
    cluster: int
    kind: PassageKind
    unique: tuple[Span, ...] = ()
    counterparts: tuple[tuple[Span, Span], ...] = ()

    @property
    def word_count(self) -> int:
        """The words of the later copy."""
        return len(self.second.words)


def find_duplicates(
    documents: Sequence[Document],
    *,
    min_words: int = MIN_WORDS,
    similarity: float = SIMILARITY,
    reach: Reach = Reach.ANY,
    against: Sequence[Document] = (),
) -> list[Passage]:
    """Return the passages of at least ``min_words`` words that stand again, each later copy with its canonical one.

    Words are compared without case, tone marks, other diacritics and punctuation. A copy counts while at least
    ``similarity`` (0 to 1) of the words of both sides are common and in order, so it may have words changed and
    sentences dropped or inserted. Passages are maximal, and a later copy is told once, with the earliest copy it is
    like. The order is that of the first sides, then of the second ones; documents count in the order given. Time and
    memory grow linearly with the words.

    ``reach`` asks for copies within one document or across two only. With documents to go ``against`` (the test set of
    a training corpus), a passage is told only where its first copy is in one of them and its second is in none.

    Raises UsageError where ``min_words`` is below six or ``similarity`` not above 0 and at most 1.
    """
    check_options(min_words, similarity)
    documents = [*against, *documents]
    words = read_words(documents)
    matches = find_matches(words, min_words, similarity, Scope(words.bounds, reach, len(against)))
    views = Views(documents)
    lines = _Lines(documents, views)
    told = [pair for match in matches for pair in without_unique(match, words, views, min_words, similarity)]
    told.sort(key=lambda pair: (pair[0].first, pair[0].second))
    clusters = _clusters(match for match, _, _ in told)
    found = (_passage(lines, words, *pair, cluster) for pair, cluster in zip(told, clusters, strict=True))
    return [passage for passage in found if not _overlaps(passage)]


def check_options(min_words: int, similarity: float) -> None:
    """Raise UsageError where ``min_words`` is below six or ``similarity`` not above 0 and at most 1."""
    if min_words < GRAM:
        raise UsageError(f"a passage of {min_words} words is too short to be found", hint=f"use at least {GRAM} words")
    check_similarity(similarity)


def check_similarity(similarity: float) -> None:
    """Raise UsageError where ``similarity`` is not above 0 and at most 1."""
    if not 0 < similarity <= 1:
        raise UsageError(f"a similarity of {similarity} is out of range", hint="use a number above 0 and at most 1")


def _overlaps(passage: Passage) -> bool:
    """Tell whether both sides came from one indivisible piece of markup, so that the file holds them once."""
    first, second = passage.first, passage.second
    return first.document is second.document and first.span.end > second.span.start >= first.span.start


def _clusters(matches: Iterable[WordMatch]) -> Iterable[int]:
    """Number the canonical copies: first sides that share half of the shorter one are one copy."""
    cluster, held = -1, Span(0, 0)
    for match in matches:
        shared = min(held.end, match.first.end) - match.first.start
        if 2 * shared < min(len(held), len(match.first)) or cluster < 0:
            cluster, held = cluster + 1, match.first
        yield cluster


def _passage(
    lines: _Lines, words: Words, match: WordMatch, units: Sequence[UniqueUnit], once: Sequence[Once], cluster: int
) -> Passage:
    first, second = (_copy(lines, words, side) for side in (match.first, match.second))
    kind = PassageKind.NEAR
    if match.common == len(match.first) == len(match.second):
        kind = PassageKind.EXACT if _same_text(first, second) else PassageKind.NORMALISED
    unique = tuple(_whole(each, lines, words) for each in once)
    counterparts = tuple(
        (_raw(words, unit.words), _raw(words, unit.counterpart)) for unit in units if unit.counterpart is not None
    )
    return Passage(first, second, match.similarity, cluster, kind, unique, counterparts)


def _whole(once: Once, lines: _Lines, words: Words) -> Span:
    """Return a stretch that stands once with the marks that belong to its first and its last word."""
    if not once.words:
        return once.raw
    span = _copy(lines, words, once.words).span
    return Span(min(span.start, once.raw.start), max(span.end, once.raw.end))


def _raw(words: Words, side: Span) -> Span:
    return Span(int(words.starts[side.start]), int(words.ends[side.end - 1]))


class _Lines:
    """Where the lines of documents start, found for those that are asked for."""

    def __init__(self, documents: Sequence[Document], views: Views) -> None:
        self.documents = documents
        self.views = views
        self._starts: dict[int, NDArray[np.int64]] = {}

    def of(self, index: int, span: Span) -> tuple[int, int]:
        """Return the first and the last line of a stretch of a document, from 1."""
        if index not in self._starts:
            self._starts[index] = line_starts(self.documents[index].raw)
        last = max(span.start, span.end - 1)
        first, end = np.searchsorted(self._starts[index], (span.start, last), side="right").tolist()
        return first, end


def _same_text(first: Copy, second: Copy) -> bool:
    """Tell whether the characters are equal, a stretch at a time: a passage may fill half of a large file."""
    if len(first.span) != len(second.span):
        return False
    one, other = first.document.raw, second.document.raw
    for start in range(0, len(first.span), _STRETCH):
        end = min(start + _STRETCH, len(first.span))
        a, b = first.span.start, second.span.start
        if one[a + start : a + end] != other[b + start : b + end]:
            return False
    return True


def _copy(lines: _Lines, words: Words, side: Span) -> Copy:
    index = int(np.searchsorted(words.bounds, side.start, side="right")) - 1
    document, offset = lines.documents[index], int(words.bounds[index])
    raw = lines.views[index].raw
    low = int(words.ends[side.start - 1]) if side.start > offset else 0
    high = int(words.starts[side.end]) if side.end < words.bounds[index + 1] else len(raw)
    start, end = int(words.starts[side.start]), int(words.ends[side.end - 1])
    head, tail = side.start == offset, side.end == words.bounds[index + 1]
    span = Span(start - len(_opening(raw[low:start], whole=head)), end + len(_closing(raw[end:high], whole=tail)))
    return Copy(document, span, Span(side.start - offset, side.end - offset), lines.of(index, span))


def _opening(gap: str, *, whole: bool) -> str:
    """Return what belongs to a passage of the characters before its first word.

    At the start of a line (``whole``: of the file), all that stands on the line; else what touches the word and is
    parted by a space from the word before; else opening brackets and quotes.
    """
    line = re.split(r"[\r\n]", gap)[-1]
    if (whole or len(line) < len(gap)) and not holds_words(line):
        return line.lstrip()
    touching = re.split(r"\s", gap)[-1]
    if len(touching) < len(gap) and not _WORDLIKE.search(touching):
        return touching
    size = 0
    while size < len(touching) and unicodedata.category(touching[-1 - size]) in ("Ps", "Pi"):
        size += 1
    return touching[len(touching) - size :]


def _closing(gap: str, *, whole: bool) -> str:
    """Return what belongs to a passage of the characters after its last word; the mirror of ``_opening``."""
    line = re.split(r"[\r\n]", gap, maxsplit=1)[0]
    if (whole or len(line) < len(gap)) and not _WORDLIKE.search(line):
        return line.rstrip()
    touching = re.split(r"\s", gap, maxsplit=1)[0]
    if len(touching) < len(gap) and not _WORDLIKE.search(touching):
        return touching
    size = 0
    while size < len(touching) and (unicodedata.category(touching[size]) in ("Pe", "Pf") or touching[size] in _STOPS):
        size += 1
    return touching[:size]
