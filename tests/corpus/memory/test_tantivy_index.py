"""The index of a memory by tantivy."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

import pytest

from songngu.corpus.files.output import atomic_writer
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.index import KeyPhrase, WordQuery
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from songngu.corpus.memory.words import keys
from tests.corpus.memory.test_store import ORIGIN

pytest.importorskip("tantivy")

ROWS = (("Con mèo đen.", "A black cat."), ("Con chó đen.", "A black dog."), ("Con mèo đen!", "A cat, black."))


def phrase(text: str) -> KeyPhrase:
    return KeyPhrase(0, tuple(keys(text, "vi")))


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    from songngu.corpus.memory.tantivy_index import TantivyIndex

    monkeypatch.setattr("songngu.corpus.memory.store.index_of", lambda path: TantivyIndex(tmp_path / "index"))
    with Memory(tmp_path / "m.db", create=True) as opened:
        add(opened, [MemoryUnit(str(n), "d", n, *row, ORIGIN) for n, row in enumerate(ROWS)])
        yield opened


def test_phrases_and_all_words(memory: Memory) -> None:
    with memory.reading() as rows:
        one = WordQuery(((phrase("con mèo"),),))
        assert memory.index.find(rows, one, None)[0] == 2
        assert memory.index.find(rows, one, 1)[0] == 2
        assert len(memory.index.find(rows, one, 1)[1]) == 1
        both = WordQuery(((phrase("chó"), phrase("đen")),), ("vi", "en"))
        assert memory.index.find(rows, both, None)[0] == 1
        assert memory.index.find(rows, WordQuery(both.groups, ("vi", "fr")), None)[0] == 0


def test_the_same_words_and_their_counts(memory: Memory) -> None:
    with memory.reading() as rows:
        assert len(memory.index.same_words(rows, " ".join(keys("con mèo đen", "vi")), 0)) == 2
        assert memory.index.same_words(rows, " ".join(keys("con mèo", "vi")), 0) == []
        assert [memory.index.count(rows, key, 0) for key in keys("đen mèo gà", "vi")] == [3, 2, 0]
        assert memory.index.size(rows) == 3


def test_what_is_taken_out_is_not_found(memory: Memory) -> None:
    add(memory, [MemoryUnit("1", "d", 1, *ROWS[1], ORIGIN)])
    with memory.reading() as rows:
        assert memory.index.is_current(rows)
        assert memory.index.find(rows, WordQuery(((phrase("mèo"),),)), None)[0] == 0
        assert memory.index.size(rows) == 1


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
