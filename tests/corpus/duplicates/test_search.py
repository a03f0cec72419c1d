"""The search in words."""

import pytest

from songngu.corpus.document import Document
from songngu.corpus.duplicates import Passage, PassageKind, find_duplicates, search
from tests.corpus.duplicates.passages import LINES, document, filler


def check(passages: list[Passage], documents: list[Document]) -> None:
    """Hold every report to what is promised of all."""
    keys = []
    places = {id(d): i for i, d in enumerate(documents)}
    for p in passages:
        for copy in (p.first, p.second):
            assert 0 <= copy.span.start < copy.span.end <= len(copy.document.raw)
            assert copy.text == copy.text.strip()
        first, second = places[id(p.first.document)], places[id(p.second.document)]
        assert (first, p.first.span.end) <= (second, p.second.span.start)
        assert 0 < p.similarity <= 1
        assert (p.similarity == 1) == (p.kind is not PassageKind.NEAR)
        keys.append((first, p.first.words, second, p.second.words))
    assert keys == sorted(keys)
    assert [p.cluster for p in passages] == sorted(p.cluster for p in passages)


def test_most_of_a_later_copy_is_explained_already() -> None:
    """What a longer copy covers is told once; what is left over comes from elsewhere."""
    long, tail = "\n".join(LINES[:4]), "\n".join(LINES[4:])
    documents = [
        document(f"{LINES[3]}\n{tail}", "đuôi"),
        document(f"{filler(0, 30)}\n{long}", "thân"),
        document(f"{filler(40, 30)}\n{long}\n{tail}", "cả hai"),
    ]
    passages = find_duplicates(documents)
    check(passages, documents)
    last = [p for p in passages if p.second.document.path == "cả hai"]
    assert {p.first.document.path for p in last} == {"đuôi", "thân"}


def test_growth_over_an_edit_is_taken_back_where_similarity_forbids_it() -> None:
    one = f"{filler(0, 25)} này {filler(30, 5)}"
    documents = [document(one), document(one.replace("này", "kia"))]
    assert [p.word_count for p in find_duplicates(documents)] == [31]
    assert [p.word_count for p in find_duplicates(documents, similarity=1)] == [25]


def test_long_sides_are_not_aligned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    near = [line.replace("và", "cùng") for line in LINES]
    documents = [document("\n".join(lines)) for lines in (LINES, near, [*near, filler(0, 30)])]
    assert {id(p.first.document) for p in find_duplicates(documents)} == {id(documents[0])}
    monkeypatch.setattr(search, "_REALIGNED", 10)
    check(find_duplicates(documents), documents)
