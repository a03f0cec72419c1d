"""Columns as `datasets` is told them."""

import polars as pl
import yaml

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.export.card.columns import columns_info

KINDS = {**SCHEMA, "score.ratio": pl.Float64(), "original": pl.Utf8()}


def features(suffix: str) -> dict[str, object]:
    told = yaml.safe_load(columns_info(KINDS, suffix))["dataset_info"]["features"]
    return {each.pop("name"): each for each in told}


def test_every_column_of_a_file_has_a_type_whatever_is_in_it() -> None:
    lines, table = features(".jsonl"), features(".csv")
    assert list(table) == list(KINDS) and list(lines) == [name for name in KINDS if name != "row"]
    assert lines["source_spans"] == {"list": {"list": "uint64"}} and lines["target_ids"] == {"list": "uint32"}
    assert table["source_spans"] == table["target_ids"] == lines["note"] == lines["status"] == {"dtype": "string"}
    assert table["score.ratio"] == lines["probability"] == {"dtype": "float64"} and table["row"] == {"dtype": "uint32"}


def test_parquet_tells_its_own() -> None:
    assert columns_info(KINDS, ".parquet") == ""
