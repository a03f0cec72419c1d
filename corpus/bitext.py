"""The bitext: the table of aligned rows that checks, filters and writers share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from songngu.corpus.document import Span

STATUSES = ("auto", "accepted", "edited", "rejected")

_SPANS = pl.List(pl.Struct({"start": pl.UInt64, "end": pl.UInt64}))

SCHEMA: dict[str, pl.DataType] = {
    "id": pl.Utf8(),
    "document": pl.Utf8(),
    "row": pl.UInt32(),
    "source": pl.Utf8(),
    "target": pl.Utf8(),
    "source_lang": pl.Utf8(),
    "target_lang": pl.Utf8(),
    "source_file": pl.Utf8(),
    "target_file": pl.Utf8(),
    "source_spans": _SPANS,
    "target_spans": _SPANS,
    "source_ids": pl.List(pl.UInt32),
    "target_ids": pl.List(pl.UInt32),
    "probability": pl.Float64(),
    "status": pl.Enum(STATUSES),
    "duplicate_of": pl.Utf8(),
    "note": pl.Utf8(),
}
"""Column names and types of a bitext, in order; ``score.NAME`` (Float64) columns and ``EXTRAS`` may follow."""

GUARDED = "guarded"

EXTRAS: dict[str, pl.DataType] = {
    "original": pl.Utf8(), "split": pl.Utf8(), "removed_by": pl.Utf8(), "unit": pl.Utf8(), GUARDED: pl.Utf8(),
}  # fmt: skip
"""Columns a bitext may have: the unit as its file has it, where it holds what no other column does (other variants,
inline codes, properties); the part of a split; the filter that a removed row failed; the id of the text in several
languages that it is of; in files alone, the mark of cells that are guarded (`songngu.corpus.formats.formulas`)."""

Bitext = pl.DataFrame | pl.LazyFrame
"""A bitext in memory, or one on disk that is read piece by piece."""

BATCH = 16_384
"""Rows read or written at a time."""


def row_id(
    source_file: str,
    target_file: str,
    source_spans: Sequence[Span],
    target_spans: Sequence[Span],
    source: str,
    target: str,
) -> str:
    """Return the stable identity of a row: 16 hexadecimal digits of a BLAKE2b hash of both paths, spans and texts."""
    places = [",".join(f"{span.start}-{span.end}" for span in spans) for spans in (source_spans, target_spans)]
    parts = "\0".join((source_file, target_file, *places, source, target))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def moved_note(rows: Sequence[int]) -> str:
    """Return the note of a sentence whose rendering stands elsewhere, in ``rows``."""
    return f"moved: goes with {rows_named(rows[0], rows[-1])}"


MOVED = "moved: its two sides stand elsewhere in their texts"
"""The note of a row that joins what stands across the order of the texts."""


def moved_rows(note: str | None) -> tuple[int, int] | None:
    """Return the first and the last row that a note of ``moved_note`` names, None for any other note."""
    found = re.fullmatch(r"moved: goes with rows? (\d+)(?:-(\d+))?", note or "")
    return (int(found[1]), int(found[2] or found[1])) if found else None


def rows_named(first: int, last: int) -> str:
    """Return ``row 3``, ``rows 3-5``."""
    return f"row {first}" if first == last else f"rows {first}-{last}"


def from_rows(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the bitext of ``rows``, dictionaries keyed by the columns of ``SCHEMA``."""
    rows = list(rows)
    columns = {name: [row.get(name) for row in rows] for name in SCHEMA}
    return pl.DataFrame(
        {name: _lists(values, dtype) if isinstance(dtype := SCHEMA[name], pl.List) else values
         for name, values in columns.items()},
        schema=SCHEMA,
    )  # fmt: skip


def _lists(values: Sequence[Sequence[Any] | None], dtype: pl.List) -> pl.Series:
    """Return a column of lists from one column of all their items: a tenth of the time of a list at a time."""
    items = [item for held in values for item in held or ()]
    inner = dtype.inner
    if isinstance(inner, pl.Struct):
        fields = {
            field.name: pl.Series([item[field.name] for item in items], dtype=field.dtype) for field in inner.fields
        }
        flat = pl.DataFrame(fields).to_struct("item")
    else:
        flat = pl.Series("item", items, dtype=inner)
    owners = pl.Series("row", [row for row, held in enumerate(values) for _ in held or ()], dtype=pl.UInt32)
    grouped = pl.DataFrame([owners, flat]).group_by("row", maintain_order=True).agg("item")
    known = pl.Series("known", [held is not None for held in values], dtype=pl.Boolean)
    rows = pl.DataFrame([pl.Series("row", range(len(values)), dtype=pl.UInt32), known])
    found = rows.join(grouped, on="row", how="left", maintain_order="left")
    return found.select(pl.when("known").then(pl.col("item").fill_null(pl.lit([], dtype))).alias("item"))["item"]


def batches(bitext: Bitext, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """Yield the rows of a bitext in order, at most about ``size`` at a time."""
    if isinstance(bitext, pl.DataFrame):
        yield from bitext.iter_slices(size)
        return
    for batch in bitext.collect_batches(chunk_size=size, maintain_order=True, engine="streaming"):
        yield from batch.iter_slices(size)


def columns_of(bitext: Bitext) -> list[str]:
    """Return the names of the columns of a bitext, in order."""
    return bitext.collect_schema().names()


def joined(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the bitext that holds the rows of ``parts``; a score or extra column that a part lacks is null there."""
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts], how="diagonal")
