"""The index of a memory: SQLite's FTS5 over the keys of the words, in the file of the memory itself.

It changes in the transaction that changes the rows, so that it can be stale only where another songngu made it.
Columns: the keys of each side and, where marks were taken off, the bare ones.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from songngu.corpus.bitext import BATCH
from songngu.corpus.memory.words import KEYS, bare, keys

_TABLE = """CREATE VIRTUAL TABLE words USING fts5(
    source, target, bare_source, bare_target, content='', tokenize="unicode61 remove_diacritics 0")"""
_EXACT = "CREATE TABLE alike (hash INTEGER, row INTEGER, PRIMARY KEY (hash, row)) WITHOUT ROWID"
"""The rows whose source or target has the same words, by a hash of their keys and the side."""

_COLUMNS = "source, target, bare_source, bare_target"
_PUT = f"INSERT INTO words (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_DROP = f"INSERT INTO words (words, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"

Indexed = tuple[int, str, str, str, str]
"""The number of a row, its source and target, and their languages."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether there is an index, and made by this version's keys."""
    made = connection.execute("SELECT value FROM settings WHERE name = 'keys'").fetchone()
    there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'words'").fetchone()[0]
    return bool(there) and made == (KEYS,)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the rows, inside the transaction that is open."""
    connection.execute("DROP TABLE IF EXISTS words")
    connection.execute("DROP TABLE IF EXISTS alike")
    connection.execute(_TABLE)
    connection.execute(_EXACT)
    put(connection, connection.execute(
        "SELECT rows.id, source, target, source_lang, target_lang FROM rows JOIN origins ON origins.id = origin"
        " ORDER BY rows.id"
    ))  # fmt: skip
    connection.execute("REPLACE INTO settings VALUES ('keys', ?)", (KEYS,))


def put(connection: sqlite3.Connection, rows: Iterable[Indexed]) -> None:
    """Add rows to the index."""
    for entries in _batches(rows):
        connection.executemany(_PUT, entries)
        connection.executemany("INSERT INTO alike VALUES (?, ?)", sorted(_hashes(entries)))


def drop(connection: sqlite3.Connection, rows: Iterable[Indexed]) -> None:
    """Take rows from the index, given as they were put in."""
    for entries in _batches(rows):
        connection.executemany(_DROP, entries)
        connection.executemany("DELETE FROM alike WHERE hash = ? AND row = ?", _hashes(entries))


def _batches(rows: Iterable[Indexed]) -> Iterator[list[Indexed]]:
    rest = iter(rows)
    while entries := list(map(_entry, islice(rest, BATCH))):
        yield entries


def _entry(row: Indexed) -> Indexed:
    number, source, target, source_lang, target_lang = row
    left, right = keys(source, source_lang), keys(target, target_lang)
    return number, " ".join(left), " ".join(right), _bared(left), _bared(right)


def _hashes(entries: Iterable[Indexed]) -> Iterator[tuple[int, int]]:
    for number, source, target, *_ in entries:
        yield hashed(source, 0), number
        yield hashed(target, 1), number


def hashed(joined: str, side: int) -> int:
    """Return the hash of the keys of a source (side 0) or target (1), joined by spaces: a whole number of 64 bits."""
    data = f"{side} {joined}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), signed=True)


def same_words(connection: sqlite3.Connection, joined: str, side: int) -> list[int]:
    """Return the numbers of the rows whose source (side 0) or target (1) has just these keys."""
    found = connection.execute("SELECT row FROM alike WHERE hash = ?", (hashed(joined, side),))
    return [number for (number,) in found]


def _bared(found: Sequence[str]) -> str:
    """Return the bare keys of a text, nothing where they are the keys themselves."""
    loose = [bare(key) for key in found]
    return " ".join(loose) if loose != found else ""


def phrase(found: Sequence[str], column: str) -> str:
    """Return the expression of FTS5 for words that follow each other in a column."""
    return f'{column} : "{" ".join(found)}"'
