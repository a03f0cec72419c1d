"""The search in words."""

import pytest

from songngu.corpus.duplicates import find_duplicates, search
from tests.corpus.duplicates.passages import LINES, check, document, filler


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
