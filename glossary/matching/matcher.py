"""Terms found in text the way a person reads: whole words, any spelling, the longest first.

One matcher serves look-up, checks, highlighting and fixes. A term is the same in any Unicode form, with the tone mark
on either vowel, with i or y, with a space, a line break or a hyphen between its words; English terms with their
plural, possessive and (where asked) inflected, open and closed forms. Spans are of the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError
from songngu.corpus.language.expression import Expression, expression
from songngu.corpus.language.normalise import letters
from songngu.corpus.language.tags import base_language
from songngu.corpus.language.words import WORD
from songngu.glossary.concept import Case, MatchMode
from songngu.glossary.matching.chunks import Ints
from songngu.glossary.matching.readings import readings
from songngu.glossary.matching.tokens import Tokeniser, one_line, tokenise
from songngu.glossary.matching.trie import Trie

P = TypeVar("P")

_BATCH = 1 << 20
_AT_ONCE = 1 << 12
_BETWEEN = " \0 "
_WORD = re.compile(WORD)
_SPACE = re.compile(r"\s+")
_HYPHEN = re.compile("[\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class MatcherEntry(Generic[P]):
    """A term to look for, the payload its matches carry, and phrases inside which it does not count."""

    text: str
    payload: P
    case: Case = Case.PERMISSIVE
    match: MatchMode = MatchMode.NAME
    exceptions: tuple[str, ...] = ()
    pos: str = ""


class Match(NamedTuple, Generic[P]):
    """A term in a text: characters ``start`` to ``end`` (exclusive); ``covered`` if inside a longer match."""

    start: int
    end: int
    payload: P
    covered: bool


class _Found(NamedTuple):
    """Matches as arrays of one length."""

    start: Ints
    end: Ints
    term: Ints
    covered: NDArray[np.bool_]


class Matcher(Generic[P]):
    """Finds the terms of ``entries`` in texts of one language.

    Raises UsageError for a term that holds nothing to match and for a regular expression that does not compile.
    """

    def __init__(self, entries: Iterable[MatcherEntry[P]], lang: str) -> None:
        lang = base_language(lang)
        self._entries = tuple(entries)
        self._payloads = np.empty(len(self._entries), object)
        for number, entry in enumerate(self._entries):  # one by one: NumPy would take a tuple for a row
            self._payloads[number] = entry.payload
        self._patterns = [(i, _compiled(e)) for i, e in enumerate(self._entries) if e.match is MatchMode.REGEX]
        vocabulary: dict[str, int] = {}
        paths = []
        self._full = np.zeros(len(self._entries), np.bool_)
        self._cased = np.zeros(len(self._entries), np.bool_)
        for number, entry in enumerate(self._entries):
            if entry.match is MatchMode.REGEX:
                continue
            tokens = tokenise(entry.text, lang)
            if not tokens:
                raise UsageError(f"the term {entry.text!r} holds nothing to match", hint="remove it or give it a word")
            self._full[number] = tokens[-1].full_end > tokens[-1].end
            self._cased[number] = entry.case is Case.EXACT or (
                entry.case is Case.PERMISSIVE and entry.text.lower() != entry.text
            )
            paths += [
                ([[vocabulary.setdefault(key, len(vocabulary) + 1) for key in step] for step in path], number)
                for path in readings(entry.text, tokens, entry.match, lang, entry.pos)
            ]
        self._tokeniser = Tokeniser(vocabulary, lang)
        self._trie = Trie(paths, len(vocabulary))
        self._several_ways = bool(self._patterns) or self._tokeniser.closing
        excepted = [(i, phrase) for i, entry in enumerate(self._entries) for phrase in entry.exceptions]
        self._excepted = np.array([number for number, _ in excepted], np.int32)
        self._exceptions = (
            Matcher([MatcherEntry(phrase, i, Case.IGNORE) for i, (_, phrase) in enumerate(excepted)], lang)
            if excepted
            else None
        )

    def find(self, text: str, *, overlapping: bool = False) -> list[Match[P]]:
        """Return the matches in ``text`` by start, longest first; with ``overlapping`` also those a longer one covers.

        Two matches of which neither holds the other are both returned, and all terms of one span.
        """
        return self.find_all([text], overlapping=overlapping)[0]

    def find_all(self, texts: Sequence[str], *, overlapping: bool = False) -> list[list[Match[P]]]:
        """Return the matches of each text, as `find` would, in a fraction of the time."""
        matches: list[list[Match[P]]] = []
        for batch in _batches(texts):
            found, cuts = self._find(batch, overlapping)
            whole = list(self._matches(found, 0, len(found.start)))
            matches += [whole[begin:end] for begin, end in pairwise(cuts.tolist())]
        return matches

    def scan(self, text: str, *, overlapping: bool = False) -> Iterator[Match[P]]:
        """Yield the matches that `find` would return, a few thousand in memory at a time."""
        found, _ = self._find([text], overlapping)
        for first in range(0, len(found.start), _AT_ONCE):
            yield from self._matches(found, first, first + _AT_ONCE)

    def _find(self, texts: Sequence[str], overlapping: bool) -> tuple[_Found, NDArray[np.int64]]:
        """Return the matches in all texts, in order, and where those of each text begin and end."""
        bounds = np.cumsum([0, *(len(text) + len(_BETWEEN) for text in texts)])
        whole = texts[0] if len(texts) == 1 else _BETWEEN.join(texts)
        start, end, term = self._hits(whole)
        if self._patterns:
            start, end, term = self._with_patterns(texts, bounds, (start, end, term))
        if self._exceptions:
            start, end, term = self._without_exceptions(self._exceptions, whole, (start, end, term))
        start, end, term = _ordered(start, end, term, several_ways=self._several_ways)
        covered = _covered(start, end)
        if not overlapping:
            start, end, term = start[~covered], end[~covered], term[~covered]
            covered = covered[~covered]
        cuts = np.searchsorted(start, bounds)
        base = np.repeat(bounds[:-1].astype(np.int32), np.diff(cuts))
        return _Found(start - base, end - base, term, covered), cuts

    def _matches(self, found: _Found, first: int, last: int) -> Iterator[Match[P]]:
        start, end, term, covered = (column[first:last] for column in found)
        columns = (start.tolist(), end.tolist(), self._payloads[term].tolist(), covered.tolist())
        # tuple.__new__ spares a Python call for each match; Match(...) would take three times as long.
        return map(partial(tuple.__new__, Match), zip(*columns, strict=True))

    def _hits(self, text: str) -> tuple[Ints, Ints, Ints]:
        """Return start, end and number of every term in ``text`` whose capitals are right."""
        labels = self._tokeniser.labels(one_line(text))
        first, last, term = self._trie.walk(labels)
        start = self._tokeniser.starts(labels, first)
        end = self._tokeniser.ends(labels, last, self._full[term])
        doubtful = np.flatnonzero(self._cased[term])
        if doubtful.size:
            right = np.ones(len(term), np.bool_)
            places = zip(term[doubtful].tolist(), start[doubtful].tolist(), end[doubtful].tolist(), strict=True)
            right[doubtful] = [self._case_fits(number, text[begin:stop]) for number, begin, stop in places]
            start, end, term = start[right], end[right], term[right]
        return start, end, term

    def _without_exceptions(
        self, exceptions: Matcher[int], text: str, hits: tuple[Ints, Ints, Ints]
    ) -> tuple[Ints, Ints, Ints]:
        """Drop the hits that lie in one of the phrases that their terms except."""
        start, end, term = hits
        first, last, phrase = exceptions._hits(text)
        place = (term.astype(np.int64) << 32) + start
        order = np.argsort(place)
        its = self._excepted[phrase].astype(np.int64) << 32
        begin, stop = (np.searchsorted(place[order], its + bound) for bound in (first, last))
        kept = np.ones(len(start), np.bool_)
        for i in np.flatnonzero(stop > begin).tolist():
            inside = order[begin[i] : stop[i]]
            kept[inside[end[inside] <= last[i]]] = False
        return start[kept], end[kept], term[kept]

    def _case_fits(self, number: int, found: str) -> bool:
        entry = self._entries[number]
        if found == entry.text:
            return True
        if entry.case is Case.EXACT:
            return _surface(found) == _surface(entry.text)
        return _capitals_kept(entry.text, found)

    def _with_patterns(
        self, texts: Sequence[str], bounds: NDArray[np.int64], hits: tuple[Ints, Ints, Ints]
    ) -> tuple[Ints, Ints, Ints]:
        found = [
            (base + start, base + end, number)
            for text, base in zip(texts, bounds.tolist(), strict=False)
            for number, pattern in self._patterns
            for start, end in pattern.spans(text)
            if start < end
        ]
        more = np.array(found, np.int32).reshape(-1, 3).T
        return np.append(hits[0], more[0]), np.append(hits[1], more[1]), np.append(hits[2], more[2])


def _compiled(entry: MatcherEntry[P]) -> Expression:
    try:
        return expression(entry.text, ignore_case=entry.case is Case.IGNORE)
    except UsageError as error:
        raise UsageError(str(error), hint="mend it, or match the term by name") from None


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield runs of texts that are long enough to be worth an array and short enough for memory."""
    first = size = 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH:
            yield texts[first : i + 1]
            first, size = i + 1, 0
    if first < len(texts):
        yield texts[first:]


def _ordered(start: Ints, end: Ints, term: Ints, *, several_ways: bool) -> tuple[Ints, Ints, Ints]:
    """Sort by start, then the longest, then the number of the term; drop what was found in two of several ways."""
    # One key and a stable sort: the hits come in few ascending runs, which it merges in near linear time.
    # Along one way the terms of one span are in order already.
    place = (start.astype(np.int64) << 32) - end
    order = np.lexsort((term, place)) if several_ways else np.argsort(place, kind="stable")
    start, end, term = start[order], end[order], term[order]
    if not several_ways:
        return start, end, term
    new = np.ones(len(start), np.bool_)
    new[1:] = (np.diff(start) != 0) | (np.diff(end) != 0) | (np.diff(term) != 0)
    return start[new], end[new], term[new]


def _covered(start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Tell which of the ordered spans lie inside a longer one; equal spans do not cover each other."""
    if not len(start):
        return np.zeros(0, np.bool_)
    new = np.ones(len(start), np.bool_)
    new[1:] = (np.diff(start) != 0) | (np.diff(end) != 0)
    ends = end[new]
    inside = np.zeros(len(ends), np.bool_)
    inside[1:] = np.maximum.accumulate(ends)[:-1] >= ends[1:]
    covered: NDArray[np.bool_] = inside[np.cumsum(new) - 1]
    return covered


def longest(matches: Sequence[Match[P]]) -> list[Match[P]]:
    """Return those of the ordered ``matches`` that lie inside no longer one among them."""
    kept: list[Match[P]] = []
    reach, span = -1, (-1, -1)
    for match in matches:
        if (match.start, match.end) == span or match.end > reach:
            kept.append(match)
            reach, span = match.end, (match.start, match.end)
    return kept


def _surface(text: str) -> str:
    """Return ``text`` as a reader sees it: letters in one form, one kind of space, hyphen and apostrophe."""
    return _HYPHEN.sub("-", _SPACE.sub(" ", letters(text))).replace("’", "'")


def _capitals_kept(term: str, found: str) -> bool:
    """Tell whether all capitals of the term are capital in the text, word by word where the words correspond."""
    wanted, given = ([word[0] for word in _WORD.finditer(letters(text))] for text in (term, found))
    if len(wanted) != len(given):
        wanted, given = ["".join(wanted)], ["".join(given)]
    return all(
        letter.isupper() <= place.isupper()
        for word, other in zip(wanted, given, strict=True)
        for letter, place in zip(word, other, strict=False)
    )
