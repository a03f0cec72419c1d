import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.sampling import sample, shared_out


@given(
    st.lists(st.tuples(st.integers(0, 50), st.floats(0, 10)), min_size=1, max_size=6),
    st.integers(0, 200),
)
def test_no_source_gives_more_than_it_has(sources, count):
    sizes = np.array([size for size, _ in sources])
    shares = np.array([share if size else 0.0 for size, share in sources])
    given_rows = shared_out(count, sizes, shares)
    assert (given_rows >= 0).all() and (given_rows <= sizes).all()
    assert given_rows.sum() == min(count, sizes[shares > 0].sum())


def test_a_source_that_is_too_small_gives_all():
    assert shared_out(30, np.array([100, 10, 5]), np.array([1.0, 1, 1])).tolist() == [15, 10, 5]
    assert shared_out(10, np.array([100, 100]), np.array([3.0, 1])).tolist() == [8, 2]


def rows(*sizes):
    made = [
        {"id": f"{place}-{row}", "document": f"{name}/{row}", "source": "a", "target": "b"}
        for place, (name, size) in enumerate(sizes)
        for row in range(size)
    ]
    return from_rows(made).lazy()


def test_a_temperature_makes_small_sources_larger():
    table = rows(("news", 900), ("law", 100))
    patterns = {"news/*": "News", "law/*": "Law"}
    drawn = [sample(table, 200, patterns=patterns, temperature=t).kept for t in (1, 2, 1e9)]
    assert [int(kept[900:].sum()) for kept in drawn] == [20, 50, 100]
    assert all(kept.sum() == 200 for kept in drawn)
    weighted = sample(table, 200, patterns=patterns, weights={"Law": 9})
    assert weighted.kept[900:].sum() == 100
    other = sample(table, 200, patterns={"law/*": "Law"}, weights={"other": 0})
    assert (other.kept.sum(), other.kept[900:].sum()) == (100, 100)


def test_the_sample_is_that_of_the_seed_and_not_of_the_order():
    table = rows(("news", 50)).collect()
    first = set(table.filter(pl.Series(sample(table.lazy(), 10, patterns={}).kept))["id"])
    turned = table.reverse()
    assert set(turned.filter(pl.Series(sample(turned.lazy(), 10, patterns={}).kept))["id"]) == first
    other = set(table.filter(pl.Series(sample(table.lazy(), 10, patterns={}, seed=1).kept))["id"])
    assert len(other) == 10 and other != first


def test_what_is_too_small_is_told():
    found = sample(rows(("news", 900), ("law", 9)), 500, patterns={"law/*": "Law"}, temperature=1e9)
    assert found.notes == ("the source Law gives all its 9 rows: by its share it would give 250",)
    assert sample(rows(("news", 9)), 50, patterns={}).notes == ("all 9 rows are drawn, of 50 that were asked for",)
    with pytest.raises(UsageError, match="no source is called 'Lw'"):
        sample(rows(("news", 9)), 5, patterns={"law/*": "Law"}, weights={"Lw": 1})
