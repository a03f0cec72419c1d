"""The index of a memory by tantivy."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

import pytest

from songngu.corpus.files.output import atomic_writer
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from tests.corpus.memory.engines import EngineTests, add_rows
from tests.corpus.memory.test_store import ORIGIN

pytest.importorskip("tantivy")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    from songngu.corpus.memory.tantivy_index import TantivyIndex

    monkeypatch.setattr("songngu.corpus.memory.store.index_of", lambda path: TantivyIndex(tmp_path / "index"))
    with Memory(tmp_path / "m.db", create=True) as opened:
        add_rows(opened)
        yield opened


class TestTantivyIndex(EngineTests):
    """It answers as every engine does."""


def test_it_is_stamped_before_it_is_written(memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tantivy

    sizes: list[int] = []

    def noted(path: Path) -> AbstractContextManager[TextIO]:
        sizes.append(tantivy.Index.open(str(tmp_path / "index")).searcher().num_docs)
        return atomic_writer(path)

    monkeypatch.setattr("songngu.corpus.memory.tantivy_index.atomic_writer", noted)
    add(memory, [MemoryUnit("9", "e", 0, "Con gà.", "A hen.", ORIGIN)])
    assert sizes == [3]
    with memory.reading() as rows:
        assert memory.index.is_current(rows)
        assert memory.index.size(rows) == 4
