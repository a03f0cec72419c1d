"""Adding a bitext to a memory: what is new goes in, what is no longer in its documents goes, decisions stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from songngu.corpus.bitext import BATCH, STATUSES
from songngu.corpus.memory.index import Indexed, place_of
from songngu.corpus.memory.schema import packed
from songngu.corpus.memory.store import Memory, drop_rows
from songngu.corpus.memory.unit import MemoryUnit, UnitOrigin, with_neighbours

_ADD = f"INSERT INTO rows VALUES ({','.join('?' * 13)})"
_INSERT = f"{_ADD} ON CONFLICT (document, key) DO NOTHING"
_FIND = (
    "SELECT rows.id, source, target, source_lang, target_lang, number, status FROM rows"
    " JOIN origins ON origins.id = origin WHERE document = ? AND key = ?"
)
_UPDATE = (
    "UPDATE rows SET origin = ?, number = ?, source = ?, target = ?, probability = ?, status = ?, detached = 0,"
    " before = ?, after = ?, more = ? WHERE id = ?"
)

_Found = tuple[int, str, str, str, str, int, int]
"""What ``_FIND`` gives of a row: its number, texts, languages, place in the document and status."""


@dataclass(slots=True)
class Added:
    """What adding a bitext did: rows new, changed, removed; decided by a person and detached; left out; repeated."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    detached: int = 0
    left_out: int = 0
    repeated: int = 0

    def __str__(self) -> str:
        told = [(self.new, "new"), (self.changed, "changed"), (self.removed, "removed")]
        told += [(self.detached, "reviewed kept without a document"), (self.repeated, "repeated")]
        told += [(self.left_out, "left out (rejected, or an empty side)")]
        return ", ".join(f"{count} {what}" for count, what in told if count) or "nothing new"


def add(memory: Memory, entries: Iterable[MemoryUnit | None], *, whole: bool = True) -> Added:
    """Add the entries of one bitext, in one transaction, and return what it did.

    Of each document among them, rows that are not among them are removed; those that a person reviewed stay, detached.
    Where the entries are not their ``whole`` documents, nothing is removed, and they name their neighbours themselves.
    A row that is there with the same key is brought up to date, unless a person decided on it and nobody on this one.
    """
    return MemoryAddition(memory).add(entries, whole=whole)


class MemoryAddition:
    """The adding of bitexts that may hold the same documents: what one of them put in, none that follows removes."""

    def __init__(self, memory: Memory) -> None:
        self.done = Added()
        self._memory = memory
        self._connection = memory.connection
        self._documents: dict[str, int] = {}
        self._origins: dict[UnitOrigin, int] = {}
        self._fresh: set[int] = set()
        with memory.reading() as connection:
            for name in ("seen", "touched"):
                connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (id INTEGER PRIMARY KEY)")
                connection.execute(f"DELETE FROM {name}")
        self._first = self._next = 0

    def add(self, entries: Iterable[MemoryUnit | None], *, whole: bool = True, last: bool = True) -> Added:
        """Add the entries of one bitext, as the function `add` does; with the ``last`` one, rows are removed."""
        self.done = Added()
        self._documents, self._origins, self._fresh = {}, {}, set()
        with self._memory.writing() as connection:
            self._next = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM rows").fetchone()[0]
            self._first = self._first or self._next
            stream = with_neighbours(entries) if whole else iter(entries)
            while batch := list(islice(stream, BATCH)):
                self._put(batch)
            touched = ((number,) for number in self._documents.values())
            connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", touched)
            if whole and last:
                self._finish()
        return self.done

    def _put(self, batch: Sequence[MemoryUnit | None]) -> None:
        """Add or bring up to date a batch of entries."""
        fresh: list[Indexed] = []
        stale: list[Indexed] = []
        entries = [entry for entry in batch if entry is not None]
        self.done.left_out += len(batch) - len(entries)
        if not self._inserted_together(entries, fresh):
            for entry in entries:
                self._place(entry, fresh, stale)
        self._memory.index.drop(self._connection, stale)
        self._memory.index.put(self._connection, fresh)

    def _place(self, entry: MemoryUnit, fresh: list[Indexed], stale: list[Indexed]) -> None:
        document = self._document(entry.document)
        if self._inserted(entry, document, fresh):
            return
        found = self._found(entry, document)
        if self._is_seen(found[0]):
            if found[1:5] == _texts(entry):
                self.done.repeated += 1
                return
            entry = entry.renamed()
            if self._inserted(entry, document, fresh):
                return
            found = self._found(entry, document)
            if self._is_seen(found[0]):
                self.done.repeated += 1
                return
        self._renew(entry, found, fresh, stale)

    def _inserted_together(self, entries: Sequence[MemoryUnit], fresh: list[Indexed]) -> bool:
        """Insert rows of documents that had none before, at once; tell whether that could be: no key is there twice."""
        documents = [self._document(entry.document) for entry in entries]
        if not self._fresh.issuperset(documents):
            return False
        rows = [
            self._values(number, entry, document)
            for number, (entry, document) in enumerate(zip(entries, documents, strict=True), self._next)
        ]
        self._connection.execute("SAVEPOINT together")
        try:
            self._connection.executemany(_ADD, rows)
        except sqlite3.IntegrityError:
            self._connection.execute("ROLLBACK TO together")
            self._connection.execute("RELEASE together")
            return False
        self._connection.execute("RELEASE together")
        fresh += (
            (number, *_texts(entry), place_of(entry.document, entry.number))
            for number, entry in enumerate(entries, self._next)
        )
        self._next += len(entries)
        self.done.new += len(entries)
        return True

    def _values(self, number: int, entry: MemoryUnit, document: int) -> tuple[Any, ...]:
        return (
            number, document, self._origin(entry.origin), packed(entry.key), entry.number, entry.source, entry.target,
            entry.probability, STATUSES.index(entry.status), 0, packed(entry.before), packed(entry.after), entry.more,
        )  # fmt: skip

    def _inserted(self, entry: MemoryUnit, document: int, fresh: list[Indexed]) -> bool:
        """Insert a row where its document has none of its key; tell whether it is."""
        number = self._next
        if not self._connection.execute(_INSERT, self._values(number, entry, document)).rowcount:
            return False
        self._next += 1
        fresh.append((number, *_texts(entry), place_of(entry.document, entry.number)))
        self.done.new += 1
        return True

    def _found(self, entry: MemoryUnit, document: int) -> _Found:
        found: _Found = self._connection.execute(_FIND, (document, packed(entry.key))).fetchone()
        return found

    def _renew(self, entry: MemoryUnit, found: _Found, fresh: list[Indexed], stale: list[Indexed]) -> None:
        number, *texts, place, status = found
        self._connection.execute("INSERT INTO seen VALUES (?)", (number,))
        if status and not entry.reviewed:
            self._connection.execute("UPDATE rows SET detached = 0 WHERE id = ?", (number,))
            return
        new = STATUSES.index(entry.status)
        self._connection.execute(_UPDATE, (
            self._origin(entry.origin), entry.number, entry.source, entry.target, entry.probability, new,
            packed(entry.before), packed(entry.after), entry.more, number,
        ))  # fmt: skip
        if (*texts, place) != (*_texts(entry), entry.number):
            stale.append((number, *texts, place_of(entry.document, place)))  # type: ignore[arg-type]
            fresh.append((number, *_texts(entry), place_of(entry.document, entry.number)))
        self.done.changed += (*texts, status) != (*_texts(entry), new)

    def _finish(self) -> None:
        """Remove or detach what is no longer in the documents that were added."""
        connection = self._connection
        gone = f"document IN touched AND rows.id < {self._first} AND rows.id NOT IN seen"
        self.done.removed = drop_rows(self._memory, f"{gone} AND status = 0")
        self.done.detached = connection.execute(f"UPDATE rows SET detached = 1 WHERE {gone} AND detached = 0").rowcount

    def _is_seen(self, number: int) -> bool:
        """Tell whether a row was among the entries before: it is new, or was there and met again."""
        if number >= self._first:
            return True
        return self._connection.execute("SELECT 1 FROM seen WHERE id = ?", (number,)).fetchone() is not None

    def _document(self, name: str) -> int:
        if name not in self._documents:
            made = self._connection.execute("INSERT OR IGNORE INTO documents (name) VALUES (?)", (name,)).rowcount
            found = self._connection.execute("SELECT id FROM documents WHERE name = ?", (name,)).fetchone()
            self._documents[name] = found[0]
            if made:
                self._fresh.add(found[0])
        return self._documents[name]

    def _origin(self, origin: UnitOrigin) -> int:
        if origin not in self._origins:
            values = (origin.source_lang, origin.target_lang, origin.source_file, origin.target_file, origin.dated)
            names = "source_lang, target_lang, source_file, target_file, dated"
            self._connection.execute(f"INSERT OR IGNORE INTO origins ({names}) VALUES (?, ?, ?, ?, ?)", values)
            found = self._connection.execute(f"SELECT id FROM origins WHERE ({names}) = (?, ?, ?, ?, ?)", values)
            self._origins[origin] = found.fetchone()[0]
        return self._origins[origin]


def _texts(entry: MemoryUnit) -> tuple[str, str, str, str]:
    return entry.source, entry.target, *entry.langs
