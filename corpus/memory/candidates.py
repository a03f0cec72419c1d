"""Which rows of a memory may be like a segment: those that share its rare words, those with most of them first."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from math import log

from songngu.corpus.memory.index import KeyPhrase, WordIndex
from songngu.corpus.memory.words import keys

_WORDS = 6
"""Words that are looked up, the rarest of a segment."""
_FREQUENT = 15_000
"""Rows above which a word is looked up only together with the one beside it."""
_PAIRS = 8
_CANDIDATES = 60
_MOST = 400


def same_words(index: WordIndex, rows: sqlite3.Connection, text: str, lang: str, side: int) -> list[int]:
    """Return the numbers of rows whose source (side 0) or target (1) has just the words of ``text``."""
    found = keys(text, lang)
    return index.same_words(rows, " ".join(found), side) if found else []


def candidates(index: WordIndex, rows: sqlite3.Connection, text: str, lang: str, side: int) -> list[int]:
    """Return the numbers of rows whose source (side 0) or target (1) may be like ``text``, the likeliest first.

    All that have just its words are among them.
    """
    found = keys(text, lang)
    if not found:
        return []
    exact = index.same_words(rows, " ".join(found), side)
    likely = index.likely(rows, _weights(index, rows, found, side), _CANDIDATES)
    return list(dict.fromkeys([*exact, *likely[:_MOST]]))


def _weights(index: WordIndex, rows: sqlite3.Connection, found: list[str], side: int) -> list[tuple[KeyPhrase, float]]:
    """Return the phrases that are looked up, each with what it weighs: more, the fewer rows it can be in."""
    total = max(rows.execute("SELECT coalesce(max(id), 0) FROM rows").fetchone()[0], 1)
    counts = {key: index.count(rows, key, side) for key in dict.fromkeys(found)}
    known = sorted((key for key in counts if counts[key]), key=lambda key: (counts[key], key))
    rare = [key for key in known if counts[key] <= _FREQUENT][:_WORDS]
    chosen: list[tuple[tuple[str, ...], int]] = [((key,), counts[key]) for key in rare]
    beside = {(a, b) for a, b in pairwise(found) if a not in rare and b not in rare and counts[a] and counts[b]}
    pairs = sorted(beside, key=lambda pair: (min(counts[pair[0]], counts[pair[1]]), pair))[:_PAIRS]
    chosen += [(pair, min(counts[pair[0]], counts[pair[1]]) // 4) for pair in pairs]
    wanted = chosen or [((key,), counts[key]) for key in known[:1]]
    return [(KeyPhrase(side, phrase), log(1 + total / max(count, 1))) for phrase, count in wanted]
