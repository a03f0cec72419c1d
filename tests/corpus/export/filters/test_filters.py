"""All that filters are made of, by name."""

import polars as pl

from songngu.corpus.export.filters import COUNTED_OTHERWISE, FILTERS, MAKERS, Filter, all_filters


def test_what_a_caller_lends_comes_first() -> None:
    mine = Filter("length", "mine", lambda: pl.lit(1.0))
    assert all_filters({"length": mine})["length"] is mine
    assert all_filters({})["length"] is FILTERS["length"]
    assert {*FILTERS, *MAKERS} <= set(all_filters({}))


def test_what_is_counted_otherwise_is_a_filter() -> None:
    assert set(FILTERS) > COUNTED_OTHERWISE
