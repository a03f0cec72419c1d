"""Columns of texts in Parquet tables."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates.parquet import row_count, text_columns
from songngu.corpus.duplicates.tables import find_repeated_texts
from songngu.corpus.errors import InputError


def test_tables_that_cannot_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"n": [1]}).write_parquet(path)
    with pytest.raises(InputError, match=r"a\.parquet: no column of texts named source, target, text"):
        text_columns(path)
    with pytest.raises(InputError, match=r"a\.parquet: no column of texts named n"):
        list(find_repeated_texts([path], "n"))
    path.write_bytes(b"PAR0")
    with pytest.raises(InputError, match=r"a\.parquet: not a Parquet file that can be read"):
        row_count(path)
