"""Fuzzy look-up in a memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.corpus.memory.addition import add
from songngu.corpus.memory.match import Context, MatchKind, Penalties, best_first, match
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit, with_neighbours
from tests.corpus.memory.test_store import ORIGIN

PAIRS = (("Chào.", "Hello."), ("Con mèo đen nằm trên mái nhà 3 tầng.", "The black cat lies on the 3-storey roof."),
         ("Trời mưa.", "It rains."), ("Chào.", "Hi."))  # fmt: skip
UNITS = [MemoryUnit(str(n), "d", n, *pair, ORIGIN) for n, pair in enumerate(PAIRS)]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "m.db", create=True) as opened:
        add(opened, with_neighbours(UNITS))
        yield opened


def test_exact_fuzzy_and_nothing(memory: Memory) -> None:
    assert [(each.kind, each.score) for each in match(memory, "Trời mưa.", "vi")] == [(MatchKind.EXACT, 100)]
    (fuzzy,) = match(memory, "Con mèo trắng nằm trên mái nhà 3 tầng.", "vi")
    assert fuzzy.kind is MatchKind.FUZZY
    assert 50 <= fuzzy.score < 100
    assert [(fuzzy.text[edit.old.start : edit.old.end]) for edit in fuzzy.edits] == ["đen"]
    assert match(memory, "Hoàn toàn khác.", "vi") == []
    assert match(memory, "Trời mưa.", "vi", other="fr") == []


def test_both_directions(memory: Memory) -> None:
    (found,) = match(memory, "It rains.", "en")
    assert (found.side, found.rendering) == (1, "Trời mưa.")


def test_numbers_are_carried_over(memory: Memory) -> None:
    (found,) = match(memory, "Con mèo đen nằm trên mái nhà 5 tầng.", "vi")
    assert (found.adapted, found.rendering) == (True, "The black cat lies on the 5-storey roof.")


def test_the_row_of_the_same_neighbours_comes_first(memory: Memory) -> None:
    best = match(memory, "Chào.", "vi", context=Context(before="Trời mưa.", after=None))[0]
    assert (best.kind, best.rendering) == (MatchKind.CONTEXT, "Hi.")


def test_rows_lose_points_for_what_is_doubtful() -> None:
    unit = UNITS[0]._replace(probability=0.5)
    assert Penalties(unreviewed=3, doubt=10).of(unit) == 3 + 5
    assert Penalties(unreviewed=3, doubt=10).of(unit._replace(status="accepted")) == 0


def test_the_order_does_not_depend_on_that_given(memory: Memory) -> None:
    found = match(memory, "Chào.", "vi")
    assert len(found) == 2
    assert best_first(found) == best_first(found[::-1])
