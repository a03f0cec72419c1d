"""Tables of others made bitexts."""

import polars as pl
import pytest

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.errors import InputError
from songngu.corpus.formats.columns import Filling, filled
from songngu.corpus.formats.reading import Reading


def test_what_is_missing_is_filled() -> None:
    table = pl.DataFrame({"source": ["Đò", "Bến"], "target": ["ferry", None]})
    made = filled(table, Filling(), Reading("a.parquet"))
    assert made.columns[: len(SCHEMA)] == list(SCHEMA)
    assert made.schema["status"] == SCHEMA["status"]
    assert made["row"].to_list() == [0, 1]
    assert made["target"].to_list() == ["ferry", ""]
    assert made["id"].n_unique() == 2


def test_rows_are_counted_on_in_each_document() -> None:
    filling = Filling()
    tables = (pl.DataFrame({"source": ["a", "b"], "target": ["x", "y"], "document": ["d", "e"]}) for _ in range(2))
    assert [filled(table, filling, Reading("a.parquet"))["row"].to_list() for table in tables] == [[0, 0], [1, 1]]


def test_other_types_become_the_right_ones_or_are_refused() -> None:
    table = pl.DataFrame({"source": ["a"], "target": ["x"], "probability": ["0.5"], "row": [3]})
    made = filled(table, Filling(), Reading("a.parquet"))
    assert (made["probability"].to_list(), made["row"].to_list()) == ([0.5], [3])
    with pytest.raises(InputError, match=r"a\.parquet.*probability"):
        filled(table.with_columns(probability=pl.lit("high")), Filling(), Reading("a.parquet"))
