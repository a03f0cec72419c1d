"""Folders of Parquet files that are one bitext."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.corpus.formats.dataset import files_of_dataset


@pytest.mark.parametrize("name", ["plain", "corpus.parquet"])
def test_an_output_in_partitions_is_read_whole(bitext: pl.DataFrame, tmp_path: Path, name: str) -> None:
    other = bitext.with_columns(pl.lit("a=b/c").alias("document"), pl.lit("en-GB").alias("target_lang"))
    write_bitext(pl.concat([bitext, other]), tmp_path / "a.parquet")
    job = Job((str(tmp_path / "a.parquet"),), (str(tmp_path / name),), "parquet")
    export(replace(job, partition_by=("document", "target_lang")), Recipe().with_filters({"empty": False}))
    parts = [read_bitext(file) for file in files_of_dataset(tmp_path / name) or ()]
    found = read_bitext(tmp_path / name)
    assert_frame_equal(found, pl.concat(parts, how="diagonal"))
    assert set(found["document"]) == {*bitext["document"], "a=b/c"}


def test_what_is_no_dataset(tmp_path: Path, bitext: pl.DataFrame) -> None:
    for folder in ("x.parquet", "mixed/split=train", "hidden/_temporary"):
        (tmp_path / folder).mkdir(parents=True)
    write_bitext(bitext, tmp_path / "mixed" / "a.parquet")
    write_bitext(bitext, tmp_path / "mixed" / "split=train" / "0.parquet")
    write_bitext(bitext, tmp_path / "hidden" / "_temporary" / "0.parquet")
    assert not any(files_of_dataset(tmp_path / name) for name in ("x.parquet", "mixed", "hidden", "mixed/a.parquet"))
