"""Rows put together again that were one unit of a file."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.formats.originals import regrouped


def parse(original: str) -> str | None:
    return original if original.isdigit() else None


def grouped(*originals: str | None) -> list[tuple[str | None, int]]:
    rows = [{"original": original} for original in originals]
    return [(unit, len(found)) for unit, found in regrouped(rows, parse, int)]


def test_rows_of_a_unit_stand_together_only_where_all_are_there() -> None:
    assert grouped("2", "2", "1") == [("2", 2), ("1", 1)]
    assert grouped("3", "3", "1") == [(None, 1), (None, 1), ("1", 1)]
    assert grouped("2", "1", "2") == [(None, 1), ("1", 1), (None, 1)]
    assert grouped("2", "2", "2", "2") == [("2", 2), ("2", 2)]


def test_an_original_of_another_format_is_none() -> None:
    assert grouped("<tu/>", None, "") == [(None, 1)] * 3


@given(st.lists(st.sampled_from(["1", "2", "3", "x", None]), max_size=12))
def test_no_row_is_lost_or_moved(originals: list[str | None]) -> None:
    rows = [{"original": original, "n": n} for n, original in enumerate(originals)]
    found = list(regrouped(rows, parse, int))
    assert [row["n"] for _, group in found for row in group] == list(range(len(rows)))
    assert all(unit is None or len(group) == int(unit) for unit, group in found)
