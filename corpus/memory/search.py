"""Searching a memory: the rows that hold a phrase in either language, and where it stands in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any

from songngu.corpus.bitext import STATUSES
from songngu.corpus.document import Span
from songngu.corpus.errors import UsageError
from songngu.corpus.language.expression import Expression, expression
from songngu.corpus.memory.index import KeyPhrase, WordQuery
from songngu.corpus.memory.store import ORDER, SELECT, Memory, unit_of
from songngu.corpus.memory.unit import MemoryUnit
from songngu.corpus.memory.words import bare, keys, span_of

KEPT = tuple(status for status in STATUSES if status != "rejected")
"""The statuses of rows in a memory."""

_VALUES = 30_000
_NAMED = " JOIN documents ON documents.id = document JOIN origins ON origins.id = origin"


class Spelling(IntEnum):
    """How closely a phrase was found: as it is written, with other marks on its letters, or its words apart."""

    WRITTEN = 0
    UNMARKED = 1
    APART = 2


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which rows are looked at: of these documents, statuses, from a date on, of this probability or more."""

    documents: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str = ""
    probability: float | None = None

    def conditions(self) -> tuple[str, list[Any]]:
        """Return the conditions of SQL, each with AND before it, and their values."""
        parts: list[str] = []
        values: list[Any] = []
        if self.documents:
            parts.append("(" + " OR ".join("documents.name GLOB ?" for _ in self.documents) + ")")
            values += self.documents
        if self.statuses:
            parts.append(f"status IN ({','.join('?' * len(self.statuses))})")
            values += map(STATUSES.index, self.statuses)
        if self.since:
            parts.append("dated >= ?")
            values.append(self.since)
        if self.probability is not None:
            parts.append("(probability >= ? OR status > 0)")
            values.append(self.probability)
        return "".join(f" AND {part}" for part in parts), values


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A row that was found, and the characters of its source (side 0) or target (1) that match.

    ``other`` are those of the other side where the same name stands there too.
    """

    entry: MemoryUnit
    side: int
    match: Span
    other: Span | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """How many rows match, the first of them, and how closely they were found."""

    total: int = 0
    hits: tuple[SearchHit, ...] = ()
    spelling: Spelling = Spelling.WRITTEN


Variants = Callable[[str, str, Callable[[str], bool]], Sequence[tuple[str, ...]]]
"""Other phrases that stand for a text in a language, as keys; it may ask which keys a memory holds."""


@dataclass(frozen=True, slots=True)
class _Query:
    """What is looked for in one pair of languages: phrases of keys by side, and of bare keys."""

    langs: tuple[str, str]
    written: tuple[tuple[str, ...], tuple[str, ...]]
    exact: tuple[set[tuple[str, ...]], set[tuple[str, ...]]] = field(default_factory=lambda: (set(), set()))
    loose: tuple[set[tuple[str, ...]], set[tuple[str, ...]]] = field(default_factory=lambda: (set(), set()))

    def wanted(self, apart: bool, langs: tuple[str, str] | None) -> WordQuery:
        """Return what the index is asked for: any of the phrases or, ``apart``, all words of one side."""
        exact = [[KeyPhrase(side, each) for each in sorted(held)] for side, held in enumerate(self.exact)]
        loose = [[KeyPhrase(side, each, bare=True) for each in sorted(held)] for side, held in enumerate(self.loose)]
        if apart:
            return WordQuery(tuple(tuple(side) for side in loose if side), langs)
        return WordQuery(tuple((phrase,) for phrase in (*exact[0], *exact[1], *loose[0], *loose[1])), langs)


def search(
    memory: Memory, text: str, among: SearchFilter | None = None, most: int = 100, variants: Variants | None = None
) -> SearchResult:
    """Find the rows that hold the words of ``text`` one after the other, in either language.

    Words written without any mark find those with marks; where a text with marks is not found as it is written, its
    letters under other marks are, and then its words apart; `SearchResult.spelling` tells. Hits are ordered by
    document and number. Raises UsageError for a text without a word.
    """
    among = among or SearchFilter()
    if not keys(text, "vi"):
        raise UsageError(f"no word to search for in {text!r}")
    pairs = memory.pairs()
    for spelling in Spelling:
        found = [_in_pair(memory, _query(memory, text, pair, spelling, variants), among, most, pairs) for pair in pairs]
        if total := sum(each.total for each in found):
            hits = sorted((hit for each in found for hit in each.hits), key=_place)
            return SearchResult(total, tuple(hits[:most]), spelling)
    return SearchResult()


def _place(hit: SearchHit) -> tuple[str, int, str]:
    return hit.entry.document, hit.entry.number, hit.entry.key


def _query(
    memory: Memory, text: str, langs: tuple[str, str], spelling: Spelling, variants: Variants | None
) -> _Query:  # fmt: skip
    query = _Query(langs, (tuple(keys(text, langs[0])), tuple(keys(text, langs[1]))))
    for side, lang in enumerate(langs):
        exact = query.written[side]
        loose = tuple(map(bare, exact))
        if spelling is Spelling.APART:
            query.loose[side].update((key,) for key in loose)
        elif spelling is Spelling.UNMARKED or loose == exact:
            query.loose[side].add(loose)
        else:
            query.exact[side].add(exact)
        if variants and spelling is Spelling.WRITTEN:
            query.exact[side].update(variants(text, lang, lambda key, side=side: _holds(memory, key, side)))  # type: ignore[misc]
    return query


def _holds(memory: Memory, key: str, side: int) -> bool:
    with memory.reading() as connection:
        return memory.index.count(connection, key, side) > 0


def _in_pair(
    memory: Memory, query: _Query, among: SearchFilter, most: int, pairs: Sequence[tuple[str, str]]
) -> SearchResult:  # fmt: skip
    apart = all(len(each) == 1 for held in query.loose for each in held) and not any(query.exact)
    wanted = query.wanted(apart and max(map(len, query.loose)) > 1, query.langs if len(pairs) > 1 else None)
    with memory.reading() as connection:
        if any(among.conditions()):
            numbers = list(_among(connection, memory.index.find(connection, wanted, None)[1], among))
            total = len(numbers)
        else:
            total, numbers = memory.index.find(connection, wanted, most)
        rows = [row for part in _parts(numbers[:most]) for row in connection.execute(*_these(SELECT, part))]
    return SearchResult(total, tuple(_hit(unit_of(row), query) for row in rows))


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield numbers in parts of as many as a statement may have values."""
    return (numbers[start : start + _VALUES] for start in range(0, len(numbers), _VALUES))


def _these(select: str, numbers: Sequence[int]) -> tuple[str, Sequence[int]]:
    return f"{select} WHERE rows.id IN ({','.join('?' * len(numbers))})", numbers


def _among(connection: sqlite3.Connection, numbers: Sequence[int], among: SearchFilter) -> Iterator[int]:
    """Yield the numbers of the rows that a filter leaves, in order."""
    conditions, values = among.conditions()
    for part in _parts(numbers):
        query, given = _these(f"SELECT rows.id FROM rows{_NAMED}", part)
        left = {number for (number,) in connection.execute(query + conditions, (*given, *values))}
        yield from (number for number in part if number in left)


def _hit(entry: MemoryUnit, query: _Query) -> SearchHit:
    spans = [
        _span(entry.text(side), lang, query.exact[side], query.loose[side]) for side, lang in enumerate(entry.langs)
    ]
    side = next((side for side in (0, 1) if _is_written(entry, side, spans[side], query)), None)
    if side is None:
        side = int(spans[0] is None)
    return SearchHit(entry, side, spans[side] or Span(0, 0), spans[1 - side])


def _is_written(entry: MemoryUnit, side: int, span: Span | None, query: _Query) -> bool:
    """Tell whether what matches on a side is what was asked for, not another spelling of it."""
    return (
        span is not None
        and tuple(keys(entry.text(side)[span.start : span.end], entry.langs[side])) == (query.written[side])
    )


def _span(text: str, lang: str, exact: set[tuple[str, ...]], loose: set[tuple[str, ...]]) -> Span | None:
    """Return where the first of the phrases stands in a text, None where none does."""
    written = keys(text, lang)
    firsts = {each[0] for each in exact}
    if firsts.isdisjoint(written) and not (loose and {each[0] for each in loose} & set(map(bare, written))):
        return None
    wanted = [(each, written) for each in sorted(exact, key=_longest_first)]
    if loose:
        unmarked = [bare(key) for key in written]
        wanted += [(each, unmarked) for each in sorted(loose, key=_longest_first)]
    firsts.update(each[0] for each in loose)
    for start, key in enumerate(written):
        if key not in firsts and not (loose and unmarked[start] in firsts):
            continue
        for each, held in wanted:
            if tuple(held[start : start + len(each)]) == each:
                return span_of(text, start, start + len(each) - 1)
    return None


def _longest_first(keys: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(keys), keys


def search_pattern(memory: Memory, pattern: str, among: SearchFilter | None = None, most: int = 100) -> SearchResult:
    """Find the rows a side of which a regular expression matches, in any case; ordered as those of `search`.

    Raises UsageError for a broken expression and for one that backtracks without bound. Every row is looked at.
    """
    wanted = expression(pattern, ignore_case=True)
    total = 0
    hits: list[SearchHit] = []
    for hit in _matching(memory, wanted, among or SearchFilter()):
        total += 1
        if len(hits) < most:
            hits.append(hit)
    return SearchResult(total, tuple(hits))


def _matching(memory: Memory, wanted: Expression, among: SearchFilter) -> Iterator[SearchHit]:
    conditions, values = among.conditions()
    with memory.reading() as connection:
        for row in connection.execute(f"{SELECT} WHERE 1{conditions}{ORDER}", values):
            entry = unit_of(row)
            for side in (0, 1):
                if found := wanted.first(entry.text(side)):
                    yield SearchHit(entry, side, Span(*found))
                    break


def search_filter(
    documents: Sequence[str], statuses: Sequence[str], since: str, probability: float | None
) -> SearchFilter:  # fmt: skip
    """Return the filter of what a person asked for; raises UsageError for no status, no date, no probability."""
    for status in statuses:
        if status not in KEPT:
            raise UsageError(f"no status {status!r}", hint=f"known are {', '.join(KEPT)}")
    if since:
        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError:
            raise UsageError(f"{since!r} is not a date", hint="as in 2026-11-28") from None
    if probability is not None and not 0 <= probability <= 1:
        raise UsageError(f"{probability} is no probability", hint="from 0 to 1")
    return SearchFilter(tuple(documents), tuple(statuses), since, probability)
