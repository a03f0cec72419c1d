"""The index of a memory: what finds rows by the keys of their words, in one of two engines.

tantivy, where it is installed, beside the file of the memory; else SQLite's FTS5, inside it. Either is made anew from
the rows whenever it is not of the same moment as they are: every transaction gives the rows a new ``generation``, and
an index tells the one that it was made for.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from songngu.corpus.memory.words import KEYS, bare, keys

SIDES = ("source", "target")
Side = Literal[0, 1]
Indexed = tuple[int, str, str, str, str, int]
"""The number of a row, its source and target, their languages, and its place among all rows."""

ROWS = (
    "SELECT rows.id, source, target, source_lang, target_lang, place_of(documents.name, number) FROM rows"
    " JOIN origins ON origins.id = origin JOIN documents ON documents.id = document"
)
"""What selects rows as `Indexed`."""


@dataclass(frozen=True, slots=True, order=True)
class KeyPhrase:
    """Keys that follow each other on a side; ``bare`` where they are found under any marks."""

    side: int
    keys: tuple[str, ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What is looked for: rows that have all phrases of one of the groups, of one pair of languages or of any."""

    groups: tuple[tuple[KeyPhrase, ...], ...]
    langs: tuple[str, str] | None = None


class WordIndex(Protocol):
    """An engine; all but ``close`` are given the connection to the rows, those that change within its transaction."""

    def is_current(self, rows: sqlite3.Connection) -> bool:
        """Tell whether the index is there, made by this version's keys, and of the same moment as the rows."""
        ...

    def rebuild(self, rows: sqlite3.Connection) -> None:
        """Make the index anew from the rows."""
        ...

    def put(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Add rows."""
        ...

    def drop(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Take rows out, given as they were put in."""
        ...

    def seal(self, rows: sqlite3.Connection) -> None:
        """Bring the index to the generation that the rows are about to have."""
        ...

    def abandon(self) -> None:
        """Forget what was changed since the last ``seal``."""
        ...

    def size(self, rows: sqlite3.Connection) -> int:
        """Return how many rows the index has."""
        ...

    def find(self, rows: sqlite3.Connection, query: WordQuery, most: int | None) -> tuple[int, list[int]]:
        """Return how many rows there are for a query, and the numbers of the first, or of all, by their places."""
        ...

    def same_words(self, rows: sqlite3.Connection, joined: str, side: int) -> list[int]:
        """Return the numbers of the rows whose source (side 0) or target (1) has just these keys."""
        ...

    def count(self, rows: sqlite3.Connection, key: str, side: int) -> int:
        """Return in about how many rows a key is."""
        ...

    def likely(self, rows: sqlite3.Connection, weights: Sequence[tuple[KeyPhrase, float]], most: int) -> list[int]:
        """Return the numbers of the rows whose phrases weigh most together: ``most`` of them or a few more."""
        ...


def stamp(rows: sqlite3.Connection) -> str:
    """Return what an index of the rows as they are is stamped with."""
    found = rows.execute("SELECT value FROM settings WHERE name = 'generation'").fetchone()
    return f"{KEYS} {found[0] if found else ''}"


@lru_cache(maxsize=1 << 12)
def _hashed_name(document: str) -> int:
    return int.from_bytes(hashlib.blake2b(document.encode("utf-8", "surrogatepass"), digest_size=4).digest()) >> 1


def place_of(document: str, number: int) -> int:
    """Return the place of a row among all: that of its document, which does not change as others come, and in it."""
    return (_hashed_name(document) << 32) | min(max(number, 0), 0xFFFFFFFF)


def keyed(entries: Iterable[Indexed]) -> Iterator[tuple[int, tuple[str, str, str, str], int, tuple[str, str]]]:
    """Yield the number of each row, its keys (source, target, and bare ones where they differ), place and languages."""
    for number, source, target, source_lang, target_lang, place in entries:
        left, right = keys(source, source_lang), keys(target, target_lang)
        joined = " ".join(left), " ".join(right)
        yield number, (*joined, _bared(left, joined[0]), _bared(right, joined[1])), place, (source_lang, target_lang)


def _bared(found: Sequence[str], joined: str) -> str:
    """Return the bare keys of a text, nothing where they are the keys themselves."""
    return "" if joined.isascii() else " ".join(map(bare, found))


def hashed(joined: str, side: int) -> int:
    """Return the hash of the keys of a source (side 0) or target (1), joined by spaces: a whole number of 40 bits.

    Of a million rows one or two share a hash by chance: what is found by it is compared.
    """
    data = f"{side} {joined}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=5).digest())
