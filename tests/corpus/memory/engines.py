"""What every engine of a memory's index answers, of three rows."""

from songngu.corpus.memory.addition import add
from songngu.corpus.memory.index import KeyPhrase, WordQuery
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from songngu.corpus.memory.words import keys
from tests.corpus.memory.test_store import ORIGIN

ROWS = (("Con mèo đen.", "A black cat."), ("Con chó đen.", "A black dog."), ("Con mèo đen!", "A cat, black."))


def phrase(text: str) -> KeyPhrase:
    return KeyPhrase(0, tuple(keys(text, "vi")))


def add_rows(memory: Memory) -> None:
    add(memory, [MemoryUnit(str(n), "d", n, *row, ORIGIN) for n, row in enumerate(ROWS)])


class EngineTests:
    """The tests of an engine; the fixture ``memory`` is one that has it, and the rows."""

    def test_phrases_and_all_words(self, memory: Memory) -> None:
        with memory.reading() as rows:
            one = WordQuery(((phrase("con mèo"),),))
            assert memory.index.find(rows, one, None)[0] == 2
            assert memory.index.find(rows, one, 1)[0] == 2
            assert len(memory.index.find(rows, one, 1)[1]) == 1
            both = WordQuery(((phrase("chó"), phrase("đen")),), ("vi", "en"))
            assert memory.index.find(rows, both, None)[0] == 1
            assert memory.index.find(rows, WordQuery(both.groups, ("vi", "fr")), None)[0] == 0

    def test_the_same_words_and_their_counts(self, memory: Memory) -> None:
        with memory.reading() as rows:
            assert len(memory.index.same_words(rows, " ".join(keys("con mèo đen", "vi")), 0)) == 2
            assert memory.index.same_words(rows, " ".join(keys("con mèo", "vi")), 0) == []
            assert [memory.index.count(rows, key, 0) for key in keys("đen mèo gà", "vi")] == [3, 2, 0]
            assert memory.index.size(rows) == 3

    def test_what_is_taken_out_is_not_found(self, memory: Memory) -> None:
        add(memory, [MemoryUnit("1", "d", 1, *ROWS[1], ORIGIN)])
        with memory.reading() as rows:
            assert memory.index.is_current(rows)
            assert memory.index.find(rows, WordQuery(((phrase("mèo"),),)), None)[0] == 0
            assert memory.index.size(rows) == 1
