"""Which rows of a memory may be like a segment: those that share its rare words, those with most of them first."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.memory.index import phrase, same_words
from songngu.corpus.memory.words import keys

_SIDES = ("source", "target")
_WORDS = 10
"""Words that are looked up, the rarest of a segment."""
_FREQUENT = 6000
"""Rows above which a word is looked up only together with the one beside it."""
_PAIRS = 5
_CANDIDATES = 60
_MOST = 400
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'col')"


def candidates(connection: sqlite3.Connection, text: str, lang: str, side: int) -> list[int]:
    """Return the numbers of rows whose source (side 0) or target (1) may be like ``text``, the likeliest first.

    All that have just its words are among them; of rows that share as many as the last one, all are.
    """
    found = keys(text, lang)
    exact = same_words(connection, " ".join(found), side)
    rows = max(connection.execute("SELECT coalesce(max(id), 0) FROM rows").fetchone()[0], 1)
    numbers, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for match, count in _queries(connection, found, _SIDES[side]):
        held = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)).fetchall()
        numbers.append(np.array(held, np.int64).reshape(-1))
        weights.append(np.full(len(held), log(1 + rows / max(count, 1))))
    return list(dict.fromkeys([*exact, *_likely(np.concatenate(numbers), np.concatenate(weights))]))


def _likely(numbers: NDArray[np.int64], weights: NDArray[np.float64]) -> list[int]:
    """Return the rows of the greatest sums of weights, and those whose sum is that of the last of them."""
    rows, places = np.unique(numbers, return_inverse=True)
    sums = np.round(np.bincount(places, weights, minlength=len(rows)), 9)
    if len(rows) > _CANDIDATES:
        least = np.partition(sums, -_CANDIDATES)[-_CANDIDATES]
        rows, sums = rows[sums >= least], sums[sums >= least]
    likely: list[int] = rows[np.lexsort((rows, -sums))][:_MOST].tolist()
    return likely


def _queries(connection: sqlite3.Connection, found: list[str], side: str) -> list[tuple[str, int]]:
    """Return what is looked up, in the language of FTS5, with the number of rows it is in at the most."""
    connection.execute(_VOCABULARY)
    counts = {key: _rows_with(connection, key, side) for key in dict.fromkeys(found)}
    known = sorted((key for key in counts if counts[key]), key=lambda key: (counts[key], key))
    rare = [key for key in known if counts[key] <= _FREQUENT][:_WORDS]
    queries = [(phrase((key,), side), counts[key]) for key in rare]
    chosen = set(rare)
    beside = {(a, b) for a, b in pairwise(found) if a not in chosen and b not in chosen and counts[a] and counts[b]}
    pairs = sorted(beside, key=lambda pair: (min(counts[pair[0]], counts[pair[1]]), pair))[:_PAIRS]
    queries += [(phrase(pair, side), min(counts[pair[0]], counts[pair[1]]) // 4) for pair in pairs]
    return queries or [(phrase((key,), side), counts[key]) for key in known[:1]]


def _rows_with(connection: sqlite3.Connection, key: str, side: str) -> int:
    found = connection.execute("SELECT doc FROM temp.vocabulary WHERE term = ? AND col = ?", (key, side)).fetchone()
    return int(found[0]) if found else 0
