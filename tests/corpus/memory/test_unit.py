"""Rows of a memory, from a bitext and back."""

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.memory.unit import bitext_of, entries_of, with_neighbours

LANGS = {"source_lang": "vi", "target_lang": "en", "document": "d"}


def rows(*more: dict[str, object]) -> pl.DataFrame:
    base = ({"id": f"k{n}", "row": n, "source": f"câu {n}", "target": f"line {n}", **LANGS} for n in range(len(more)))
    return from_rows({"status": "auto", **row, **extra} for row, extra in zip(base, more, strict=True))


def test_what_renders_nothing_is_none() -> None:
    bitext = rows({}, {"target": ""}, {"status": "rejected"}, {"status": "accepted"})
    found = list(entries_of(bitext, "file", "2026-01-02"))
    assert [each and each.key for each in found] == ["k0", None, None, "k3"]
    assert [each.reviewed for each in found if each] == [False, True]
    assert all(each.origin.dated == "2026-01-02" and each.langs == ("vi", "en") for each in found if each)


def test_neighbours_are_those_of_the_same_document() -> None:
    found = list(with_neighbours(entries_of(rows({}, {}, {"document": "e"}), "file", "")))
    assert [(each.before, each.after) for each in found if each] == [(None, "k1"), ("k0", None), (None, None)]


def test_a_bitext_comes_back() -> None:
    bitext = rows({"probability": 0.5, "note": "seen"}, {"status": "edited"})
    entries = [each for each in entries_of(bitext, "file", "") if each]
    again = bitext_of(entries)
    columns = [
        "id",
        "document",
        "row",
        "source",
        "target",
        "source_lang",
        "target_lang",
        "probability",
        "status",
        "note",
    ]
    assert again.select(columns).equals(bitext.select(columns))
    assert (entries[0].text(0), entries[0].text(1)) == ("câu 0", "line 0")
    assert entries[0].renamed().key != entries[0].key
