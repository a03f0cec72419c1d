"""The file of a memory: what it holds, by version, and what is said where it cannot be used."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from songngu.corpus.errors import FullDiskError, InputError, SongnguError, UsageError, no_such_file
from songngu.corpus.memory.index import place_of

APPLICATION = 0x534E474D
"""What tells a memory from other SQLite files (``PRAGMA application_id``): *SNGM*."""

WAITS = 60.0
"""Seconds for which a writer waits for another one."""

_PAUSE = 0.02
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_HASH = re.compile("[0-9a-f]{16}")


def packed(key: str | None) -> str | bytes | None:
    """Return a key as the file holds it: a hash, which the id of most rows is, by its eight bytes."""
    return bytes.fromhex(key) if key and _HASH.fullmatch(key) else key


def unpacked(kept: str | bytes | None) -> str | None:
    """Return the key that `packed` gave."""
    return kept.hex() if isinstance(kept, bytes) else kept


MIGRATIONS = (
    """
    CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE origins (
        id INTEGER PRIMARY KEY,
        source_lang TEXT NOT NULL, target_lang TEXT NOT NULL,
        source_file TEXT NOT NULL, target_file TEXT NOT NULL,
        dated TEXT NOT NULL,
        UNIQUE (source_lang, target_lang, source_file, target_file, dated)
    );
    CREATE TABLE rows (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents (id),
        origin INTEGER NOT NULL REFERENCES origins (id),
        key TEXT NOT NULL,
        number INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source <> ''),
        target TEXT NOT NULL CHECK (target <> ''),
        probability REAL,
        status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
        detached INTEGER NOT NULL DEFAULT 0,
        before TEXT, after TEXT,
        more TEXT,
        UNIQUE (document, key)
    );
    """,
    "UPDATE rows SET key = packed(key), before = packed(before), after = packed(after)",
)
"""What leads from each version of the schema to the next; the version is ``PRAGMA user_version``."""

VERSION = len(MIGRATIONS)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the memory at ``path``, brought to the present version; with ``create``, make it where there is none.

    Raises InputError where it is not there, no memory, corrupt, or of a newer songngu, UsageError where it cannot be
    made.
    """
    if not create and (path.is_dir() or not path.exists()):
        known = InputError("is a folder, no memory", path=str(path)) if path.is_dir() else no_such_file(path)
        raise InputError(str(known), hint=known.hint or "songngu memory add makes one")
    if path.is_dir() or not path.parent.is_dir():
        problem = "it is a directory" if path.is_dir() else f"the directory {path.parent} does not exist"
        raise UsageError(f"{path}: cannot be opened: {problem}")
    with explained(path):
        connection = sqlite3.connect(path, timeout=WAITS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.create_function("place_of", 2, place_of, deterministic=True)
            connection.create_function("packed", 1, packed, deterministic=True)
            _migrate(connection, path, create=create)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
        except BaseException:
            connection.close()
            raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    if _version(connection, path, create=create) == VERSION:
        return
    connection.execute("PRAGMA page_size = 16384")  # of a new file alone; larger pages waste less beside rows of text
    _write_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    for step in MIGRATIONS[_version(connection, path, create=create) :]:
        for statement in filter(str.strip, step.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path, *, create: bool) -> int:
    """Return the version of the schema, 0 where there is nothing yet; raise InputError for what is no memory."""
    # One statement sees one moment: another process may just be making the memory.
    version, application, tables = connection.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if application != APPLICATION and not (create and not tables and not version):
        raise InputError("not a translation memory", path=str(path), hint="songngu memory add makes one")
    if version > VERSION:
        raise InputError(
            f"a memory of schema {version}; this songngu knows {VERSION}", path=str(path), hint="update songngu"
        )
    return int(version)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log; SQLite itself does not wait for another connection here."""
    until = monotonic() + WAITS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or monotonic() > until:
                raise
            sleep(_PAUSE)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line: locked, full, read-only, corrupt, or no database at all."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error, path) from error
    except UnicodeDecodeError as error:  # of the schema itself
        raise _corrupt(error, path) from error


def _told(error: sqlite3.Error, path: Path) -> SongnguError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in _BUSY:
        return SongnguError(f"{path}: locked by another program", hint="wait for it to end, then try again")
    if primary == sqlite3.SQLITE_FULL:
        return FullDiskError(f"cannot write {path}: the disk is full", hint="free some space; nothing kept is lost")
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return UsageError(f"cannot open {path} for writing: {error}")
    if primary == sqlite3.SQLITE_NOTADB:
        return InputError("not a translation memory", path=str(path), hint="songngu memory add makes one")
    if primary == sqlite3.SQLITE_CORRUPT:
        return _corrupt(error, path)
    return SongnguError(f"{path}: {error}")


def _corrupt(error: Exception, path: Path) -> InputError:
    hint = "restore a copy, or make it again with songngu memory add"
    return InputError(f"the memory is corrupt ({error})", path=str(path), hint=hint)
