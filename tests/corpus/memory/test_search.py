"""Searching a memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.search import SearchFilter, Spelling, search, search_filter, search_pattern
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from tests.corpus.memory.test_store import ORIGIN

ROWS = (("Con mèo nằm trên mái.", "The cat lies on the roof."), ("Mẹo nhỏ cho bạn.", "A tip for you."),
        ("Con chó sủa con mèo.", "The dog barks at the cat."))  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "m.db", create=True) as opened:
        add(
            opened, [MemoryUnit(str(n), "ab"[n % 2], n, *row, ORIGIN, probability=n / 10) for n, row in enumerate(ROWS)]
        )
        yield opened


def test_a_phrase_is_found_with_its_characters_in_either_language(memory: Memory) -> None:
    found = search(memory, "con mèo")
    assert [hit.entry.source[hit.match.start : hit.match.end].lower() for hit in found.hits] == ["con mèo"] * 2
    assert {hit.side for hit in search(memory, "the cat").hits} == {1}
    assert (search(memory, "mèo chó").spelling, search(memory, "mèo").spelling) == (Spelling.APART, Spelling.WRITTEN)


def test_words_without_marks_find_those_with(memory: Memory) -> None:
    assert search(memory, "meo").total == 3
    assert search(memory, "mèo").total == 2


def test_only_rows_that_pass_the_filter(memory: Memory) -> None:
    assert [hit.entry.key for hit in search(memory, "mèo", SearchFilter(probability=0.1)).hits] == ["2"]
    assert {hit.entry.document for hit in search(memory, "meo", SearchFilter(documents=("b",))).hits} == {"b"}
    assert search(memory, "mèo", SearchFilter(statuses=("accepted",))).total == 0


def test_the_total_counts_what_is_not_shown(memory: Memory) -> None:
    found = search(memory, "mèo", most=1)
    assert (found.total, len(found.hits)) == (2, 1)


def test_patterns_match_in_any_case(memory: Memory) -> None:
    found = search_pattern(memory, r"con m.o$|ROOF")
    assert [hit.entry.key for hit in found.hits] == ["0"]
    with pytest.raises(UsageError):
        search_pattern(memory, "(")


def test_what_is_no_filter_is_refused() -> None:
    for arguments in (((), ("perhaps",), "", None), ((), (), "yesterday", None), ((), (), "", 2.0)):
        with pytest.raises(UsageError):
            search_filter(*arguments)
    assert search_filter(("a",), ("accepted",), "2026-01-02", 0.5).since == "2026-01-02"


def test_a_text_without_a_word_is_refused(memory: Memory) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        search(memory, "…")
