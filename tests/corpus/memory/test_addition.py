"""Adding a bitext to a memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.corpus.memory.addition import Added, MemoryAddition, add
from songngu.corpus.memory.store import Memory
from tests.corpus.memory.test_store import units


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "m.db", create=True) as opened:
        yield opened


def test_what_is_new_goes_in_and_what_is_gone_goes(memory: Memory) -> None:
    assert add(memory, units(5)) == Added(new=5)
    assert add(memory, units(5)) == Added()
    changed = [each._replace(target="Another.") if each.number == 1 else each for each in units(4)]
    assert add(memory, changed) == Added(changed=1, removed=1)
    assert [each.target for each in memory.entries() if each.number == 1] == ["Another."]


def test_documents_in_several_bitexts_are_whole_with_the_last(memory: Memory) -> None:
    for _ in range(2):
        addition = MemoryAddition(memory)
        addition.add(units(5)[:3], last=False)
        addition.add(units(5)[2:])
        assert memory.stats()["rows"] == 5
    addition = MemoryAddition(memory)
    addition.add(units(5)[:1], last=False)
    assert addition.add(units(5)[1:3]).removed == 2


def test_one_key_twice_in_a_new_document(memory: Memory) -> None:
    twice = [*units(3), units(1)[0]._replace(target="Another."), units(1)[0]]
    assert add(memory, twice) == Added(new=4, repeated=1)
    assert [each.target for each in memory.entries() if each.number == 0] == ["Sentence 0 of d.", "Another."]
    assert memory.verify() == []


def test_a_part_of_a_document_removes_nothing(memory: Memory) -> None:
    add(memory, units(5))
    assert add(memory, units(2), whole=False) == Added()
    assert memory.stats()["rows"] == 5


def test_what_a_person_reviewed_stays_detached(memory: Memory) -> None:
    add(memory, [each._replace(status="accepted") if each.number == 4 else each for each in units(5)])
    assert add(memory, units(4)).detached == 1
    assert [(each.number, each.detached) for each in memory.entries() if each.detached] == [(4, True)]


def test_rows_that_render_nothing_are_left_out(memory: Memory) -> None:
    assert add(memory, [*units(2), None]) == Added(new=2, left_out=1)
