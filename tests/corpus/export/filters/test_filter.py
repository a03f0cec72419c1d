"""What a filter is."""

import polars as pl

from songngu.corpus.export.filters import FILTERS, Filter
from songngu.corpus.export.filters.filter import is_scorer


def test_every_filter_is_a_scorer_and_other_things_are_none() -> None:
    assert all(is_scorer(each) for name in FILTERS if isinstance(each := FILTERS[name], Filter))
    assert not any(map(is_scorer, (None, "length", len, pl.col("x"))))


def test_what_has_the_attributes_is_a_scorer_too() -> None:
    class Mine:
        name, summary, least, most = "mine", "mine", None, 1.0

        def score(self) -> pl.Expr:
            return pl.lit(1.0)

    assert is_scorer(Mine())
