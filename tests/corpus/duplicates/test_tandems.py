"""Stretches that repeat without a break."""

import pytest

from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.duplicates.tandems import Tandem, find_long_tandems
from songngu.corpus.duplicates.words import read_words
from tests.corpus.duplicates.passages import LINES, document, filler


def test_a_document_that_stands_whole_in_the_next_is_no_tandem() -> None:
    body = "\n".join(LINES)
    documents = [document(f"{body}\n{body}", name) for name in "ab"]
    passages = find_duplicates(documents)
    assert [(p.first.document.path, p.first.lines, p.second.lines) for p in passages] == [
        ("a", (1, 6), (7, 12)),
        ("a", (1, 12), (1, 12)),
    ]


@pytest.mark.parametrize("period", [1, 7, 1500])
def test_long_tandems_are_found_where_they_are(period: int) -> None:
    unit = [f"từ{i}" for i in range(period)]
    stretch = (unit * (30_000 // period + 1))[:30_000]
    for around in (0, 17, 5000):
        text = " ".join([*filler(40_000, around).split(), *stretch, *filler(50_000, around).split()])
        found = read_words([document(filler(20_000, 9)), document(text)])
        assert find_long_tandems(found) == [Tandem(9 + around, 9 + around + 30_000, period)]
        passages = find_duplicates([document(text)])
        assert {p.first.words.start for p in passages} == {around}
        assert max(p.second.words.end for p in passages) >= around + 30_000 - max(20, period)


def test_two_long_tandems_of_one_line_are_told_of_each_other() -> None:
    line = "bảy chữ này đứng trên mỗi dòng\n"
    documents = [document(line * 3000, "a"), document(filler(0, 30) + "\n" + line * 3000, "b")]
    passages = find_duplicates(documents)
    assert {(p.first.document.path, p.second.document.path) for p in passages} >= {("a", "a"), ("b", "b")}
    assert len(passages) < 40
