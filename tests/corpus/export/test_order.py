"""The order of rows that a seed gives."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.export.order import order_keys


@given(st.lists(st.text(max_size=8), max_size=8), st.integers(0, 9))
def test_a_key_is_that_of_its_id_wherever_the_row_stands(ids: list[str], seed: int) -> None:
    keys = order_keys(pl.Series(ids, dtype=pl.Utf8), seed).tolist()
    assert order_keys(pl.Series(ids[::-1], dtype=pl.Utf8), seed).tolist() == keys[::-1]
    assert len(set(keys)) == len(set(ids))


def test_another_seed_is_another_order_and_null_is_an_empty_id() -> None:
    ids = pl.Series(["a", None, ""], dtype=pl.Utf8)
    keys = order_keys(ids, 1).tolist()
    assert keys[1] == keys[2] != keys[0]
    assert order_keys(ids, 2).tolist() != keys
