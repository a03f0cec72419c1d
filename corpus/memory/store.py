"""The store of a memory: rows put in, taken out, counted and read back, in transactions that hold or never were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

from songngu.corpus.bitext import BATCH, STATUSES
from songngu.corpus.errors import UsageError
from songngu.corpus.memory.engine import index_of
from songngu.corpus.memory.index import ROWS
from songngu.corpus.memory.schema import connect, explained, unpacked
from songngu.corpus.memory.unit import MemoryUnit, UnitOrigin

SELECT = (
    "SELECT rows.id, key, documents.name, number, rows.source, rows.target, source_lang, target_lang,"
    " source_file, target_file, dated, probability, status, detached, before, after, more FROM rows"
    " JOIN documents ON documents.id = document JOIN origins ON origins.id = origin"
)
ORDER = " ORDER BY documents.name, number, key"


def unit_of(found: Sequence[Any]) -> MemoryUnit:
    """Return the entry that a row of ``SELECT`` holds."""
    _, key, document, number, source, target, *origin, probability, status, detached, before, after, more = found
    return MemoryUnit(
        unpacked(key) or "", document, number, source, target, UnitOrigin(*origin), probability, STATUSES[status],
        bool(detached), unpacked(before), unpacked(after), more,
    )  # fmt: skip


class Memory:
    """A translation memory that is open; ``path`` is its file.

    All methods raise SongnguError where the file is locked, full or read-only, InputError where it is corrupt.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the memory at ``path``; see `connect`."""
        self.path = path
        self.connection = connect(path, create=create)
        self.index = index_of(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, what it says explained."""
        with explained(self.path):
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction that nobody else writes in; all of it holds or nothing."""
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                if not self.index.is_current(self.connection):
                    self.index.rebuild(self.connection)
                yield self.connection
                self.connection.execute("REPLACE INTO settings VALUES ('generation', ?)", (token_hex(8),))
                self.index.seal(self.connection)
                self.connection.execute("COMMIT")
            except BaseException:
                self.index.abandon()
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def indexed(self, say: Callable[[str], None]) -> None:
        """See to it that there is a present index, and tell where it had to be made."""
        with self.reading() as connection:
            if self.index.is_current(connection):
                return
            connection.execute("BEGIN IMMEDIATE")  # another process may just be about to commit it
            stale = not self.index.is_current(connection)
            connection.execute("ROLLBACK")
        if stale:
            say(f"{self.path}: the index was missing or of other rows; it is made again")
            with self.writing():
                pass

    def entries(self, documents: Sequence[str] = ()) -> Iterator[MemoryUnit]:
        """Yield all entries, or those of some documents, by document and number."""
        where = f" WHERE documents.name IN ({','.join('?' * len(documents))})" if documents else ""
        with self.reading() as connection:
            for found in connection.execute(SELECT + where + ORDER, tuple(documents)):
                yield unit_of(found)

    def documents(self) -> list[str]:
        """Return the names of the documents that have rows, in alphabetical order."""
        with self.reading() as connection:
            used = "SELECT name FROM documents WHERE id IN (SELECT DISTINCT document FROM rows) ORDER BY name"
            return [name for (name,) in connection.execute(used)]

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of languages that the rows are of, in alphabetical order."""
        with self.reading() as connection:
            return connection.execute("SELECT DISTINCT source_lang, target_lang FROM origins ORDER BY 1, 2").fetchall()

    def stats(self) -> dict[str, Any]:
        """Return how many rows there are, by status and pair of languages, and in how many documents."""
        with self.reading() as connection:
            counted = connection.execute(
                "SELECT status, detached, source_lang, target_lang, count(*) FROM rows"
                " JOIN origins ON origins.id = origin GROUP BY 1, 2, 3, 4 ORDER BY 3, 4"
            ).fetchall()
        pairs: dict[tuple[str, str], int] = {}
        for *_, source_lang, target_lang, count in counted:
            pairs[source_lang, target_lang] = pairs.get((source_lang, target_lang), 0) + count
        return {
            "version": 1,
            "rows": sum(count for *_, count in counted),
            "documents": len(self.documents()),
            "detached": sum(count for _, detached, *_, count in counted if detached),
            "statuses": {
                name: sum(count for status, *_, count in counted if status == number)
                for number, name in enumerate(STATUSES[:3])
            },
            "pairs": [{"source_lang": pair[0], "target_lang": pair[1], "rows": count} for pair, count in pairs.items()],
        }

    def remove(self, documents: Sequence[str], *, reviewed: bool = False) -> tuple[int, int]:
        """Remove the rows of documents; return how many went, and how many decided by a person stay, detached.

        Those go too where ``reviewed`` is asked for. Raises UsageError for a document that is not there.
        """
        if unknown := sorted(set(documents) - set(self.documents())):
            raise UsageError(f"{self.path}: no document {unknown[0]!r}", hint=_near(unknown[0], self.documents()))
        with self.writing() as connection:
            marks = ",".join("?" * len(documents))
            among = f"document IN (SELECT id FROM documents WHERE name IN ({marks}))"
            status = "" if reviewed else " AND status = 0"
            removed = drop_rows(self, among + status, documents)
            stay = connection.execute(f"UPDATE rows SET detached = 1 WHERE {among}", tuple(documents)).rowcount
        return removed, stay

    def verify(self) -> list[str]:
        """Return what is wrong with the file: its pages, its references, its index; nothing where it is whole."""
        with self.reading() as connection:
            pages = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
            loose = [
                f"a row of {table} refers to nothing" for table, *_ in connection.execute("PRAGMA foreign_key_check")
            ]
            return pages + loose + list(self._index_faults(connection))

    def _index_faults(self, connection: sqlite3.Connection) -> Iterator[str]:
        if not self.index.is_current(connection):
            yield "the index is missing or stale; the next search makes it again"
            return
        rows = connection.execute("SELECT count(*) FROM rows").fetchone()[0]
        indexed = self.index.size(connection)
        if rows != indexed:
            yield f"{rows} rows, but {indexed} in the index"


def drop_rows(memory: Memory, condition: str, values: Sequence[Any] = ()) -> int:
    """Delete the rows that meet a condition, from the index too; return how many."""
    connection = memory.connection
    found = connection.execute(f"{ROWS} WHERE {condition} ORDER BY rows.id", tuple(values))
    removed = 0
    numbers: list[int] = []
    while batch := list(islice(found, BATCH)):
        memory.index.drop(connection, batch)
        numbers += [number for number, *_ in batch]
        removed += len(batch)
    connection.executemany("DELETE FROM rows WHERE id = ?", ((number,) for number in numbers))
    return removed


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else "songngu memory stats lists them"
