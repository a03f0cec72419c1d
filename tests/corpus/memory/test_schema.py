"""The file of a memory."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.memory.schema import VERSION, connect, explained, packed, unpacked


@given(st.one_of(st.none(), st.text(max_size=20), st.from_regex(r"[0-9a-f]{16}", fullmatch=True)))
def test_keys_come_back(key: str | None) -> None:
    kept = packed(key)
    assert unpacked(kept) == key
    assert kept is None or len(kept) <= max(8, len(key or ""))


def test_a_memory_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with pytest.raises(InputError, match="no such file"):
        connect(path)
    connect(path, create=True).close()
    connection = connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    connection.close()


@pytest.mark.parametrize(
    "data", [b"not a database at all, however long it may be" * 40, b"SQLite format 3\x00" + b"x" * 500]
)
def test_what_is_no_memory_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(data)
    with pytest.raises(InputError):
        connect(path)


def test_other_databases_and_newer_memories_are_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(InputError, match="not a translation memory"):
        connect(tmp_path / "other.db", create=True)
    newer = connect(tmp_path / "m.db", create=True)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(InputError, match=f"a memory of schema {VERSION + 1}"):
        connect(tmp_path / "m.db")


def test_a_folder_is_no_memory(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a directory"):
        connect(tmp_path, create=True)
    with pytest.raises(UsageError, match="does not exist"):
        connect(tmp_path / "gone" / "m.db", create=True)


def test_what_another_program_holds_is_told(tmp_path: Path) -> None:
    holder = connect(tmp_path / "m.db", create=True)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(SongnguError, match="locked by another program"), explained(tmp_path / "m.db"):
        other = sqlite3.connect(tmp_path / "m.db", timeout=0)
        try:
            other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()
    holder.close()


def test_several_may_make_one_memory_at_once(tmp_path: Path) -> None:
    start = Barrier(3)

    def made(path: Path) -> int:
        start.wait()
        connection = connect(path, create=True)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        return int(version)

    with ThreadPoolExecutor(3) as pool:
        for turn in range(10):
            assert list(pool.map(made, [tmp_path / f"{turn}.db"] * 3)) == [VERSION] * 3
