"""The columns of files of rows as `datasets` is told them, which else guesses each file's by what is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import polars as pl

from songngu.corpus.bitext import SCHEMA

_JSON_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_LISTS = {SCHEMA["source_ids"]: "list: uint32", SCHEMA["source_spans"]: "list:\n      list: uint64"}


def columns_info(kinds: Mapping[str, pl.DataType], suffix: str) -> str:
    """Return the lines of a card's front matter that tell the columns of a bitext in files with a ``suffix``.

    A column that is empty in one file has no type there, so that the next could not follow it. Parquet tells its own.
    """
    if suffix not in (*_JSON_LINES, *_TABLES):
        return ""
    names = [name for name in kinds if name != "row" or suffix in _TABLES]
    features = "\n".join(f"  - name: {json.dumps(name)}\n    {_kind(kinds[name], suffix)}" for name in names)
    return f"dataset_info:\n  features:\n{features}"


def _kind(kind: pl.DataType, suffix: str) -> str:
    if kind in _LISTS:
        return _LISTS[kind] if suffix in _JSON_LINES else "dtype: string"
    return "dtype: float64" if kind == pl.Float64() else "dtype: uint32" if kind == pl.UInt32() else "dtype: string"
