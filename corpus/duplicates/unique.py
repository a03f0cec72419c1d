"""What stands once inside a passage that stands twice: sentences, headings, lines of code among shared boilerplate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Span
from songngu.corpus.duplicates.matches import WordMatch, clip
from songngu.corpus.duplicates.views import View, Views, holds_words
from songngu.corpus.duplicates.words import Words

# The words of a sentence, and of what it answers to, that must be equal and in order for it to stand twice.
_SHARE = 0.9
_COUNTERPART_SHARE = 0.6
# The share of a passage that may stand once before it is told as the passages around that.
_MOST_UNIQUE = 0.5
_SHORT_GAP = 4
_DIGIT = re.compile(r"\d")
# The partner of a number or a name that stands once: whatever is equal beside it, such a sentence is another.
_TELLING = -2
_LONG = 200
_STRETCH = 1 << 20
_LINE_END = re.compile(r"[\r\n]")
_WORDLIKE = re.compile(r"[^\W_]")
_STOP = re.compile(r"[.!?…:;]\S*\s|[。！？]")


@dataclass(frozen=True, slots=True)
class UniqueUnit:
    """A sentence or line of a later copy, in words, and the words of the earlier one that it repeats; None if none.

    ``is_alone`` says that not even half of its words stand in the earlier copy.
    """

    words: Span
    counterpart: Span | None
    line: int
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Once:
    """A stretch of a later copy that stands once, in words (none of them in code) and in the file."""

    words: Span
    raw: Span


def units_of(match: WordMatch, words: Words, views: Views) -> list[UniqueUnit]:
    """Return the sentences of the second side of a match, cut at line ends and full stops, in order."""
    view, partner = _view_of(match.second, words, views), _partners(match)
    heads = _heads(match.second, words, view)
    edges, raw = _edges(match.second, words, heads, view.raw), view.raw
    lines, start = np.cumsum(heads), match.second.start
    alone = np.flatnonzero(partner < 0)
    telling = [k for k in alone.tolist() if _is_telling(raw, int(words.starts[start + k]), int(words.ends[start + k]))]
    partner[telling] = _TELLING
    return [
        UniqueUnit(
            Span(start + low, start + high),
            _counterpart(partner[low:high]),
            int(lines[low]),
            is_alone=2 * int(np.count_nonzero(partner[low:high] >= 0)) < high - low,
        )
        for low, high in pairwise(edges)
    ]


def _is_telling(raw: str, start: int, end: int) -> bool:
    """Tell whether a word has a digit or, as names have, a capital."""
    return raw[start].isupper() or bool(_DIGIT.search(raw, start, end))


def _heads(side: Span, words: Words, view: View) -> NDArray[np.bool_]:
    """Return which words of a stretch are the first of a line or block that goes on with none before it."""
    heads = words.heads[side.start : side.end].copy()
    for k in np.flatnonzero(heads[1:]).tolist():
        word = side.start + k + 1
        heads[k + 1] = not view.goes_on(int(words.ends[word - 1]), int(words.starts[word]))
    return heads


def _edges(side: Span, words: Words, heads: NDArray[np.bool_], raw: str) -> list[int]:
    starts, ends = words.starts[side.start : side.end].tolist(), words.ends[side.start : side.end].tolist()
    inner = [k for k in range(1, len(starts)) if heads[k] or _STOP.search(raw, ends[k - 1], starts[k])]
    return [0, *inner, len(starts)]


def _counterpart(partner: NDArray[np.int64]) -> Span | None:
    found = partner[partner >= 0]
    if len(found) < _SHARE * len(partner) or (partner == _TELLING).any():
        return None
    span = Span(int(found[0]), int(found[-1]) + 1)
    return span if len(found) >= _COUNTERPART_SHARE * len(span) else None


def stretches_once(
    units: Sequence[UniqueUnit], others: tuple[str, list[int]], words: Words, is_once: Callable[[UniqueUnit], bool]
) -> list[Once]:
    """Return the stretches of a later copy that stand once, in order: lines that hold a sentence that does, and what is
    no words, such as code, where the earlier copy has something else (``others``, as `_other_gaps` finds it).
    """
    raw, gaps = others
    lines = {unit.line for unit in units if is_once(unit)}
    found: list[Once] = []
    for gap in gaps:
        start, end = int(words.ends[gap - 1]), int(words.starts[gap])
        first, last = raw.find("\n", start, end), raw.rfind("\n", start, end)
        if first < last:
            found.append(Once(Span(gap, gap), Span(first + 1, last + 1)))
        else:  # inside a line, or at its edge: the lines on both sides are none of the earlier copy's
            lines.update(unit.line for unit in units if unit.words.start <= gap <= unit.words.end)
    for unit in units:
        if unit.line in lines:
            place = Span(int(words.starts[unit.words.start]), int(words.ends[unit.words.end - 1]))
            found.append(Once(unit.words, place))
    return _joined(sorted(found, key=_place))


def _place(once: Once) -> tuple[Span, Span]:
    return once.words, once.raw


def _cut_sentences(side: Span, words: Words, views: Views) -> list[Once]:
    """Return the sentences at the ends of a later copy of which it holds a part only: whole, they stand once.

    One that is all of the copy is none such: it has no sentences.
    """
    view = _view_of(side, words, views)
    raw, found = view.raw, []
    head, tail = _gaps(raw, side, words)
    if _is_cut(view, side.start, words, _LINE_END.split(head)[-1]):
        end = next(
            (k for k in range(side.start + 1, side.start + _LONG) if k >= side.end or _is_edge(view, k, words)),
            side.end,
        )
        found.append(Span(side.start, min(end, side.end)))
    if _is_cut(view, side.end, words, _LINE_END.split(tail)[0]):
        start = next(
            (k for k in range(side.end - 1, side.end - _LONG, -1) if k <= side.start or _is_edge(view, k, words)),
            side.start,
        )
        found.append(Span(max(start, side.start), side.end))
    return [
        Once(span, Span(int(words.starts[span.start]), int(words.ends[span.end - 1])))
        for span in found
        if len(span) < len(side)
    ]


def _gaps(raw: str, side: Span, words: Words) -> tuple[str, str]:
    """Return what stands between a stretch of words and the words, or the end of the document, on both sides."""
    start, end = int(words.starts[side.start]), int(words.ends[side.end - 1])
    before = 0 if side.start in words.bounds else int(words.ends[side.start - 1])
    after = len(raw) if side.end in words.bounds else int(words.starts[side.end])
    return raw[before:start], raw[end:after]


def _is_cut(view: View, word: int, words: Words, line: str) -> bool:
    """Tell whether a stretch of words ends or begins before a word inside a sentence or line; ``line`` is what is left
    of that on the other side.
    """
    return holds_words(line) or not (word in words.bounds or _is_edge(view, word, words))


def _is_edge(view: View, word: int, words: Words) -> bool:
    """Tell whether a sentence begins at a word, or a line that goes on with none before it."""
    end, start = int(words.ends[word - 1]), int(words.starts[word])
    return bool(_STOP.search(view.raw, end, start)) or (bool(words.heads[word]) and not view.goes_on(end, start))


def _joined(found: Iterable[Once]) -> list[Once]:
    joined: list[Once] = []
    for once in found:
        if not joined or once.words.start > joined[-1].words.end:
            joined.append(once)
            continue
        last = joined[-1]
        joined[-1] = Once(
            Span(last.words.start, max(last.words.end, once.words.end)),
            Span(last.raw.start, max(last.raw.end, once.raw.end)),
        )
    return joined


def _other_gaps(match: WordMatch, words: Words, views: Views) -> tuple[str, list[int]]:
    """Return the text of the later copy, and the words before which it has no words, such as code, of its own."""
    first, second = (_view_of(side, words, views).raw for side in (match.first, match.second))
    starts, ends, partner = words.starts, words.ends, _partners(match)
    low, high = match.second.start, match.second.end
    wide = low + 1 + np.flatnonzero(starts[low + 1 : high] - ends[low : high - 1] >= _SHORT_GAP)
    found = []
    for word in wide.tolist():
        gap = second[int(ends[word - 1]) : int(starts[word])]
        if not _WORDLIKE.search(gap):
            continue
        before, after = partner[word - 1 - low : word + 1 - low].tolist()
        is_other = before < 0 or after != before + 1
        if is_other or first[int(ends[before]) : int(starts[after])].split() != gap.split():
            found.append(word)
    return second, found


def _view_of(side: Span, words: Words, views: Views) -> View:
    return views[int(np.searchsorted(words.bounds, side.start, side="right")) - 1]


def _partners(match: WordMatch) -> NDArray[np.int64]:
    """Return the word of the first side that each of the second is, -1 for none."""
    partner = np.full(len(match.second), -1, np.int64)
    for run in match.runs:
        low = run.second - match.second.start
        partner[low : low + run.length] = np.arange(run.first, run.first + run.length)
    return partner


def without_unique(
    match: WordMatch, words: Words, views: Views, min_words: int, similarity: float
) -> Iterator[tuple[WordMatch, list[UniqueUnit], list[Once]]]:
    """Yield a match with its sentences and what of it stands once or, where that is most of it, the matches between.

    Of a copy that is equal to the last character nothing is looked at.
    """
    cut = _cut_sentences(match.second, words, views)
    if is_same_text(match, words, views):
        yield match, [], cut
        return
    units = units_of(match, words, views)
    gaps = _other_gaps(match, words, views)
    alone = stretches_once(units, gaps, words, lambda unit: unit.is_alone)
    whole = int(words.ends[match.second.end - 1]) - int(words.starts[match.second.start])
    if sum(len(each.raw) for each in alone) <= _MOST_UNIQUE * whole:
        once = stretches_once(units, gaps, words, lambda unit: unit.counterpart is None)
        yield match, units, _joined(sorted((*cut, *once), key=_place))
        return
    for second in _between(match.second, [each.words for each in alone]):
        part = _part(match, second)
        if part is not None and _is_passage(part, min_words, similarity):
            yield from without_unique(part, words, views, min_words, similarity)


def is_same_text(match: WordMatch, words: Words, views: Views) -> bool:
    """Tell whether the characters of both sides are equal, a stretch at a time: they may fill half of a large file."""
    one, other = (_view_of(side, words, views).raw for side in (match.first, match.second))
    a, b = int(words.starts[match.first.start]), int(words.starts[match.second.start])
    size = int(words.ends[match.first.end - 1]) - a
    if size != int(words.ends[match.second.end - 1]) - b:
        return False
    steps = range(0, size, _STRETCH)
    return all(one[a + k : a + min(k + _STRETCH, size)] == other[b + k : b + min(k + _STRETCH, size)] for k in steps)


def _between(second: Span, unique: Sequence[Span]) -> Iterator[Span]:
    start = second.start
    for span in (*unique, Span(second.end, second.end)):
        if start < span.start:
            yield Span(start, span.start)
        start = span.end


def _part(match: WordMatch, second: Span) -> WordMatch | None:
    """Return the match of a part of the second side with the words of the first that answer to it."""
    runs = clip(match.runs, match.first, second)
    if not runs:
        return None
    first = Span(runs[0].first, runs[-1].first + runs[-1].length)
    return replace(match, first=first, second=Span(runs[0].second, runs[-1].second + runs[-1].length), runs=runs)


def _is_passage(match: WordMatch, min_words: int, similarity: float) -> bool:
    return min(len(match.first), len(match.second)) >= min_words and match.similarity >= similarity
