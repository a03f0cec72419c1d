"""Both engines of the index find the same, and neither is believed where it is of other rows."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.candidates import candidates
from songngu.corpus.memory.engine import index_of
from songngu.corpus.memory.fts_index import FtsIndex
from songngu.corpus.memory.index import KeyPhrase, WordQuery, hashed, place_of
from songngu.corpus.memory.search import SearchFilter, search
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from tests.commands.memories import bitext, row, run, stats
from tests.corpus.memory.test_store import ORIGIN

pytest.importorskip("tantivy")

WORDS = ("mô", "hình", "Mo", "hinh", "hoà", "hòa", "vốn", "đi", "model", "models", "broke")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def in_fts(path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    with monkeypatch.context() as patched:
        patched.setattr("songngu.corpus.memory.store.index_of", lambda path: FtsIndex())
        return Memory(path, create=True)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12), asked=st.lists(TEXTS, min_size=1, max_size=6))
def test_both_engines_find_the_same(
    rows: list[tuple[str, str]], asked: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("both")
    units = [MemoryUnit(str(n), "ab"[n % 2], n, *texts, ORIGIN) for n, texts in enumerate(rows)]
    with ExitStack() as stack:
        one = stack.enter_context(Memory(folder / "a.db", create=True))
        other = stack.enter_context(in_fts(folder / "b.db", stack.enter_context(pytest.MonkeyPatch.context())))
        for memory in (one, other):
            add(memory, units)
            add(memory, units[::2])
        for text in asked:
            for most in (2, 100):
                assert search(one, text, most=most) == search(other, text, most=most)
                some = SearchFilter(documents=("a",))
                assert search(one, text, some, most) == search(other, text, some, most)
            with one.reading() as first, other.reading() as second:
                likely = [candidates(m.index, c, text, "vi", 0) for m, c in ((one, first), (other, second))]
                assert set(likely[0]) == set(likely[1])


def test_an_index_of_other_rows_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory(path, create=True) as memory:
        add(memory, [MemoryUnit("1", "d", 0, "Một con mèo.", "A cat.", ORIGIN)])
        shutil.copytree(tmp_path / ".m.db.index", tmp_path / "old")
        add(memory, [MemoryUnit("1", "d", 0, "Hai con chó.", "Two dogs.", ORIGIN)])
        assert memory.verify() == []
    shutil.rmtree(tmp_path / ".m.db.index")
    shutil.copytree(tmp_path / "old", tmp_path / ".m.db.index")
    said: list[str] = []
    with Memory(path) as memory:
        assert memory.verify()
        memory.indexed(said.append)
        assert len(said) == 1
        assert (search(memory, "mèo").total, search(memory, "chó").total) == (0, 1)
        memory.indexed(said.append)
        assert len(said) == 1


def test_what_one_engine_has_written_the_other_does_not_believe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.db"
    with in_fts(path, monkeypatch) as memory:
        add(memory, [MemoryUnit("1", "d", 0, "Một con mèo.", "A cat.", ORIGIN)])
    for round_ in range(2):
        with Memory(path) as memory:
            memory.indexed(lambda note: None)
            add(memory, [MemoryUnit("2", "e", 0, f"Con chó {round_}.", "A dog.", ORIGIN)])
            assert (search(memory, "mèo").total, search(memory, "chó").total) == (1, 1)
        with in_fts(path, monkeypatch) as memory:
            memory.indexed(lambda note: None)
            add(memory, [MemoryUnit("3", "f", 0, f"Con gà {round_}.", "A hen.", ORIGIN)])
            assert (search(memory, "chó").total, search(memory, "gà").total) == (1, 1)


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory(path, create=True) as memory:
        add(memory, [MemoryUnit("1", "d", 0, "Một con mèo.", "A cat.", ORIGIN)])
    (tmp_path / ".m.db.index" / "meta.json").write_text("{}")
    with Memory(path) as memory, pytest.raises(InputError, match="cannot be used") as told:
        search(memory, "mèo")
    assert "made again" in (told.value.hint or "")


def test_places_and_hashes_fit_into_what_holds_them() -> None:
    assert 0 <= place_of("d", 0) < place_of("d", 1) < place_of("d", 1 << 40) < 1 << 63
    assert 0 <= hashed("a b", 0) < 1 << 40
    assert hashed("a b", 0) != hashed("a b", 1)
    assert WordQuery(((KeyPhrase(0, ("a",)),),)).langs is None


def test_without_tantivy_there_is_an_index_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.corpus.memory.engine.find_spec", lambda name: None)
    assert isinstance(index_of(Path("m.db")), FtsIndex)


def test_a_folder_is_added_without_the_index_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bitext(tmp_path / "a.jsonl", [row("Một con mèo.", "A cat.")])
    for _ in range(2):
        run("add", "m.db", ".")
    assert stats(Path("m.db"))["rows"] == 1
