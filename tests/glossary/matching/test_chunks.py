import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.normalise import word_key
from songngu.glossary.matching.chunks import Chunks
from songngu.glossary.matching.tokens import Tokeniser


def numbered(texts: list[str]) -> tuple[dict[int, str], list[list[int]]]:
    learnt: dict[int, str] = {}
    chunks = Chunks(lambda first, new: learnt.update(enumerate(new, start=first)))
    return learnt, [chunks.number(text)[0].tolist() for text in texts]


@given(st.lists(st.text(max_size=200), min_size=1, max_size=5))
def test_chunks_are_what_stands_between_spaces(texts: list[str]) -> None:
    learnt, numbers = numbered(texts)
    assert [[learnt[number] for number in row] for row in numbers] == [text.split(" ") for text in texts]


def test_starts() -> None:
    numbers, starts = Chunks(lambda number, chunk: None).number("mưa  rơi")
    assert len(numbers) == 3
    assert starts.tolist() == [0, 4, 5]


def test_many_chunks_are_told_apart() -> None:
    words = [f"{i:x}" for i in range(20_000)]
    learnt, numbers = numbered([" ".join(words), " ".join(reversed(words))])
    assert numbers[1] == numbers[0][::-1]
    assert len(learnt) == len(words)


def test_a_chunk_longer_than_all_tables() -> None:
    long = "字" * 600_000
    learnt, numbers = numbered([long + " a", "a " + long])
    assert numbers[1] == numbers[0][::-1]
    assert set(map(len, learnt.values())) == {1, 600_000}


def test_the_memory_of_chunks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.glossary.matching.tokens._CACHE", 10)
    monkeypatch.setattr("songngu.glossary.matching.tokens._BLOCK", 20)
    tokeniser = Tokeniser({word_key("mưa"): 1, word_key("gió"): 2}, "vi")
    for _ in range(3):
        text = "mưa gió " + " ".join(map(str, range(40))) + " gió"
        assert tokeniser.labels(text).plain.tolist() == [1, 2, *[0] * 40, 2]
