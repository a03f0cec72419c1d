import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.export.identities import own_ids


def named(ids: list[str | None], size: int = 3) -> list[str | None]:
    rows = pl.DataFrame({"id": ids}, schema={"id": pl.Utf8})
    own = own_ids(rows.lazy())
    parts = [own.given(rows[start : start + size], start) for start in range(0, len(ids), size)]
    return [name for part in parts for name in part["id"]]


@given(st.lists(st.sampled_from(["a", "b", "c", "", None]), max_size=12))
def test_no_two_rows_have_the_same_id(ids: list[str | None]) -> None:
    found = named(ids)
    assert None not in found and "" not in found
    assert len(set(found)) == len(found)
    kept = {ids.index(name) for name in ids if name}
    assert all(found[place] == ids[place] for place in kept)
    assert found == named(ids, 5)
    assert named(found) == found


def test_an_id_that_was_given_before_is_not_given_again() -> None:
    first = named(["x", "x"])
    again = named([*first, "x", "x"])
    assert again[:2] == first
    assert len(set(again)) == 4
