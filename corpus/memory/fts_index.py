"""The index of a memory in its own file: SQLite's FTS5 over the keys of the words.

Columns: the keys of each side and, where marks were taken off, the bare ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from songngu.corpus.bitext import BATCH
from songngu.corpus.memory.index import ROWS, SIDES, Indexed, KeyPhrase, WordQuery, hashed, keyed, stamp

_TABLE = """CREATE VIRTUAL TABLE words USING fts5(
    source, target, bare_source, bare_target, content='', tokenize="unicode61 remove_diacritics 0")"""
_EXACT = "CREATE TABLE alike (hash INTEGER, row INTEGER, PRIMARY KEY (hash, row)) WITHOUT ROWID"
"""The rows whose source or target has the same words, by a hash of their keys and the side."""

_COLUMNS = "source, target, bare_source, bare_target"
_PUT = f"INSERT INTO words (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_DROP = f"INSERT INTO words (words, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'col')"
_ORDERED = (
    " JOIN rows ON rows.id = words.rowid JOIN documents ON documents.id = document JOIN origins ON origins.id = origin"
)
_KEPT = "words"
"""The setting that holds the stamp."""


class FtsIndex:
    """The engine; see `WordIndex`."""

    def is_current(self, rows: sqlite3.Connection) -> bool:
        """Tell whether the tables are there, and of this moment."""
        made = rows.execute("SELECT value FROM settings WHERE name = ?", (_KEPT,)).fetchone()
        there = rows.execute("SELECT count(*) FROM sqlite_master WHERE name = 'words'").fetchone()[0]
        return bool(there) and made == (stamp(rows),)

    def rebuild(self, rows: sqlite3.Connection) -> None:
        """Make the tables anew."""
        drop_tables(rows)
        rows.execute(_TABLE)
        rows.execute(_EXACT)
        self.put(rows, rows.execute(f"{ROWS} ORDER BY rows.id"))

    def put(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Add rows."""
        for batch in _batches(entries):
            rows.executemany(_PUT, batch)
            rows.executemany("INSERT INTO alike VALUES (?, ?)", sorted(_hashes(batch)))

    def drop(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Take rows out."""
        for batch in _batches(entries):
            rows.executemany(_DROP, batch)
            rows.executemany("DELETE FROM alike WHERE hash = ? AND row = ?", _hashes(batch))

    def seal(self, rows: sqlite3.Connection) -> None:
        """Stamp the tables; they hold or fall with the transaction."""
        rows.execute("REPLACE INTO settings VALUES (?, ?)", (_KEPT, stamp(rows)))

    def abandon(self) -> None:
        """Do nothing: the transaction takes the tables back."""

    def size(self, rows: sqlite3.Connection) -> int:
        """Return how many rows there are in the tables."""
        return int(rows.execute("SELECT count(*) FROM words_docsize").fetchone()[0])

    def find(self, rows: sqlite3.Connection, query: WordQuery, most: int | None) -> tuple[int, list[int]]:
        """Return how many rows there are for a query, and the first of them by place."""
        where, values = "words MATCH ?", [_expression(query)]
        if query.langs:
            where, values = f"{where} AND source_lang = ? AND target_lang = ?", [*values, *query.langs]
        joined = _ORDERED if query.langs else ""
        total = int(rows.execute(f"SELECT count(*) FROM words{joined} WHERE {where}", values).fetchone()[0])
        order = "ORDER BY place_of(documents.name, number), documents.name, key LIMIT ?"
        chosen = f"SELECT words.rowid FROM words{_ORDERED} WHERE {where} {order}"
        return total, [number for (number,) in rows.execute(chosen, (*values, -1 if most is None else most))]

    def same_words(self, rows: sqlite3.Connection, joined: str, side: int) -> list[int]:
        """Return the numbers of the rows with just these keys on a side."""
        return [number for (number,) in rows.execute("SELECT row FROM alike WHERE hash = ?", (hashed(joined, side),))]

    def count(self, rows: sqlite3.Connection, key: str, side: int) -> int:
        """Return in how many rows a key is on a side."""
        rows.execute(_VOCABULARY)
        wanted = "SELECT doc FROM temp.vocabulary WHERE term = ? AND col = ?"
        found = rows.execute(wanted, (key, SIDES[side])).fetchone()
        return int(found[0]) if found else 0

    def likely(self, rows: sqlite3.Connection, weights: Sequence[tuple[KeyPhrase, float]], most: int) -> list[int]:
        """Return the rows of the greatest sums of weights, and those whose sum is that of the last of them."""
        numbers, worth = [np.zeros(0, np.int64)], [np.zeros(0)]
        for phrase, weight in weights:
            held = rows.execute("SELECT rowid FROM words WHERE words MATCH ?", (_phrase(phrase),)).fetchall()
            numbers.append(np.array(held, np.int64).reshape(-1))
            worth.append(np.full(len(held), weight))
        found, places = np.unique(np.concatenate(numbers), return_inverse=True)
        sums = np.round(np.bincount(places, np.concatenate(worth), minlength=len(found)), 9)
        if len(found) > most:
            least = np.partition(sums, -most)[-most]
            found, sums = found[sums >= least], sums[sums >= least]
        likely: list[int] = found[np.lexsort((found, -sums))].tolist()
        return likely


def drop_tables(rows: sqlite3.Connection) -> None:
    """Drop the tables of the engine, where there are any."""
    rows.execute("DROP TABLE IF EXISTS words")
    rows.execute("DROP TABLE IF EXISTS alike")


def _batches(entries: Iterable[Indexed]) -> Iterator[list[tuple[int, str, str, str, str]]]:
    rest = keyed(entries)
    while batch := [(number, *texts) for number, texts, _, _ in islice(rest, BATCH)]:
        yield batch


def _hashes(batch: Iterable[tuple[int, str, str, str, str]]) -> Iterator[tuple[int, int]]:
    for number, source, target, *_ in batch:
        yield hashed(source, 0), number
        yield hashed(target, 1), number


def _phrase(phrase: KeyPhrase) -> str:
    """Return the expression of FTS5 for words that follow each other."""
    column = SIDES[phrase.side]
    return f'{f"{{{column} bare_{column}}}" if phrase.bare else column} : "{" ".join(phrase.keys)}"'


def _expression(query: WordQuery) -> str:
    groups = (" AND ".join(f"({_phrase(phrase)})" for phrase in group) for group in query.groups)
    return " OR ".join(f"({group})" for group in groups)
