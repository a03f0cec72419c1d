"""What a card tells of leaks."""

from dataclasses import replace

from songngu.corpus.export.card.contamination import COLUMNS, leak_rows, searched_rows
from songngu.corpus.export.card.facts import Facts, LeakCount


def test_a_line_for_each_set_and_kind(counted: Facts) -> None:
    leaks = (LeakCount("test", "exact", False, 3, 1, 1), LeakCount("test", "cased", True, 2, 0))
    rows = leak_rows(replace(counted, leaks=leaks))
    assert rows == [("test", "exact", "", 3, 1, 1), ("test", "cased", "too short to count", 2, 0, 0)]
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_where_nothing_was_looked_for_nothing_is_said(counted: Facts) -> None:
    assert searched_rows(replace(counted, searched=0)) == ""
    assert "1,200" in searched_rows(replace(counted, searched=1200))
