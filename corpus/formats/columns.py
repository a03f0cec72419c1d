"""A table of others made a bitext: what is missing filled, what is of another type made the right one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA, STATUSES, row_id
from songngu.corpus.document import Span
from songngu.corpus.formats.reading import Reading

_SIDES = ("source", "target")
_NULLABLE = {"row", "probability", "duplicate_of", "note"}


@dataclass(slots=True)
class Filling:
    """How many rows of each document there were so far."""

    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def filled(table: pl.DataFrame, filling: Filling, reading: Reading) -> pl.DataFrame:
    """Return the bitext of ``table``, whose columns are all a bitext's; `row_batches` fills rows by the same rules.

    Raises InputError where a column holds what a bitext's cannot.
    """
    kinds = SCHEMA | EXTRAS
    given = table.with_columns(_cast(table, name, kinds.get(name, pl.Float64()), reading) for name in table.columns)
    whole = given.select(
        *(_filled(name) if name in table.columns else _missing(name) for name in SCHEMA),
        *(name for name in table.columns if name not in SCHEMA),
    )
    return _identified(_numbered(whole, filling))


@cache
def _filled(name: str) -> pl.Expr:
    return pl.col(name) if name in _NULLABLE else pl.col(name).fill_null(_missing(name))


@cache
def _missing(name: str) -> pl.Expr:
    """Return what stands in a column where there is nothing."""
    kind = SCHEMA[name]
    if name in _NULLABLE:
        return pl.lit(None, kind).alias(name)
    if isinstance(kind, pl.List):
        return pl.lit([], kind).alias(name)
    return pl.lit(STATUSES[0] if isinstance(kind, pl.Enum) else "", kind).alias(name)


def _cast(table: pl.DataFrame, name: str, kind: pl.DataType, reading: Reading) -> pl.Series:
    try:
        column = table[name].cast(kind)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise reading.error(f"column {name}: {table.schema[name]} is not {_kind(kind)}") from error
    return column.set(~column.is_finite(), None) if isinstance(kind, pl.Float64) else column


def _kind(kind: pl.DataType) -> str:
    if isinstance(kind, pl.Enum):
        return f"one of {', '.join(STATUSES)}"
    kinds = {pl.Utf8: "a text", pl.Float64: "a number", pl.UInt32: "a row number"}
    return kinds.get(kind.base_type(), "a list of numbers")


def _numbered(bitext: pl.DataFrame, filling: Filling) -> pl.DataFrame:
    """Return the bitext with each row numbered among those of its document, where it has no number."""
    counts = filling.counts
    place = pl.int_range(pl.len(), dtype=pl.UInt32).over("document")
    before = {name: counts[name] for name in bitext["document"].unique()}
    if bitext["row"].null_count():
        first = pl.col("document").replace_strict(before, return_dtype=pl.UInt32)
        bitext = bitext.with_columns(pl.coalesce("row", place + first).cast(pl.UInt32))
    for name, number in bitext["document"].value_counts().iter_rows():
        counts[name] += number
    return bitext


def _identified(bitext: pl.DataFrame) -> pl.DataFrame:
    nameless = bitext["id"] == ""
    if not nameless.any():
        return bitext
    identities = [_identity(row) for row in bitext.filter(nameless).iter_rows(named=True)]
    return bitext.with_columns(bitext["id"].scatter(nameless.arg_true(), identities))


def _identity(row: dict[str, object]) -> str:
    spans = [tuple(Span(**span) for span in row[f"{side}_spans"]) for side in _SIDES]  # type: ignore[attr-defined]
    texts = [str(row[f"{side}{part}"]) for part in ("_file", "") for side in _SIDES]
    return row_id(texts[0], texts[1], spans[0], spans[1], texts[2], texts[3])
