"""The index of a memory by FTS5 of SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.corpus.memory.store import Memory
from tests.corpus.memory.engines import EngineTests, add_rows


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    from songngu.corpus.memory.fts_index import FtsIndex

    monkeypatch.setattr("songngu.corpus.memory.store.index_of", lambda path: FtsIndex())
    with Memory(tmp_path / "m.db", create=True) as opened:
        add_rows(opened)
        yield opened


class TestFtsIndex(EngineTests):
    """It answers as every engine does."""
