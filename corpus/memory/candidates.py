"""Which rows of a memory may be like a segment: those that share its rare words, those with most of them first."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from math import log

from songngu.corpus.memory.index import phrase, same_words
from songngu.corpus.memory.words import keys

_SIDES = ("source", "target")
_WORDS = 8
"""Words that are looked up, the rarest of a segment."""
_FREQUENT = 6000
"""Rows above which a word is looked up only together with another one."""
_CANDIDATES = 60
_MOST = 400
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'col')"


def candidates(connection: sqlite3.Connection, text: str, lang: str, side: int) -> list[int]:
    """Return the numbers of rows whose source (side 0) or target (1) may be like ``text``, the likeliest first.

    All that have just its words are among them; of rows that share as many as the last one, all are.
    """
    found = keys(text, lang)
    exact = same_words(connection, " ".join(found), side)
    weights: defaultdict[int, float] = defaultdict(float)
    rows = max(connection.execute("SELECT coalesce(max(id), 0) FROM rows").fetchone()[0], 1)
    for match, count in _queries(connection, found, _SIDES[side]):
        weight = log(1 + rows / max(count, 1))
        for (number,) in connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)):
            weights[number] += weight
    likely = sorted(weights, key=lambda number: (-weights[number], number))
    if len(likely) > _CANDIDATES:
        least = weights[likely[_CANDIDATES - 1]] - 1e-9
        likely = [number for number in likely[:_MOST] if weights[number] >= least]
    return list(dict.fromkeys([*exact, *likely]))


def _queries(connection: sqlite3.Connection, found: list[str], side: str) -> list[tuple[str, int]]:
    """Return what is looked up, in the language of FTS5, with the number of rows it is in at the most."""
    connection.execute(_VOCABULARY)
    counts = {key: _rows_with(connection, key, side) for key in dict.fromkeys(found)}
    known = sorted((key for key in counts if counts[key]), key=lambda key: (counts[key], key))
    rare = [key for key in known if counts[key] <= _FREQUENT][:_WORDS]
    queries = [(phrase((key,), side), counts[key]) for key in rare]
    if len(rare) < 3 and len(known) > 1:
        common = known[len(rare) : len(rare) + 4]
        together = [(a, b) for i, a in enumerate(common) for b in common[i + 1 :]] or [(known[0], known[1])]
        queries += [
            (f"({phrase((a,), side)}) AND ({phrase((b,), side)})", min(counts[a], counts[b])) for a, b in together
        ]
    return queries or [(phrase((key,), side), counts[key]) for key in known[:1]]


def _rows_with(connection: sqlite3.Connection, key: str, side: str) -> int:
    found = connection.execute("SELECT doc FROM temp.vocabulary WHERE term = ? AND col = ?", (key, side)).fetchone()
    return int(found[0]) if found else 0
