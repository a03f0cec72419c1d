"""Which rows may be like a segment."""

from pathlib import Path

from songngu.corpus.memory.addition import add
from songngu.corpus.memory.candidates import candidates
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from tests.corpus.memory.test_store import ORIGIN

TEXTS = (
    "Con mèo đen nằm trên mái nhà.",
    "Con mèo trắng nằm trên mái nhà.",
    "Trời mưa to.",
    "Con mèo đen nằm trên mái nhà!",
)


def test_rows_that_share_rare_words_come_with_those_of_just_the_words(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db", create=True) as memory:
        add(memory, [MemoryUnit(str(n), "d", n, text, f"x{n}", ORIGIN) for n, text in enumerate(TEXTS)])
        with memory.reading() as rows:
            numbers = dict(rows.execute("SELECT id, source FROM rows"))
            found = [numbers[each] for each in candidates(memory.index, rows, TEXTS[0], "vi", 0)]
            assert {TEXTS[0], TEXTS[3]} == set(found[:2])
            assert TEXTS[2] not in found
            assert len(found) == len(set(found))
            assert candidates(memory.index, rows, "…", "vi", 0) == []
            assert candidates(memory.index, rows, "hoàn toàn khác biệt", "vi", 0) == []
