"""Repeated rows of a bitext: those whose source, target or both stand in an earlier row, exactly or nearly."""

from __future__ import annotations

import numpy as np
import polars as pl

from songngu.corpus.duplicates.passage import SIMILARITY
from songngu.corpus.duplicates.sentences import KINDS, repeats_frame
from songngu.corpus.duplicates.shingles import jaccard, text_keys

SIDES = pl.Enum(["both", "source", "target"])

SCHEMA = pl.Schema(
    {
        "row": pl.Int64(),
        "repeats": pl.Int64(),
        "side": SIDES,
        "kind": KINDS,
        "similarity": pl.Float64(),
        "source": pl.Utf8(),
        "target": pl.Utf8(),
        "repeats_source": pl.Utf8(),
        "repeats_target": pl.Utf8(),
    }
)
"""The table of repeated rows: two rows by number (from 0), the side they share, and their texts side by side."""


def words_of(column: str) -> pl.Expr:
    """Return an expression for the folded words of a text column as a hash: null without words, equal where they are.

    Case, diacritics, punctuation and spacing do not count.
    """
    key = pl.col(column).fill_null("").map_batches(_keys, return_dtype=pl.UInt64, is_elementwise=True)
    return pl.when(key > 0).then(key).alias(column)


def is_repeated(*columns: str) -> pl.Expr:
    """Return an expression that is true for the rows whose words in all ``columns`` stand in an earlier row too."""
    keys = [words_of(column) for column in columns]
    return ~pl.struct(keys).is_first_distinct() & pl.all_horizontal(key.is_not_null() for key in keys)


def find_repeated_rows(bitext: pl.DataFrame, *, similarity: float = SIMILARITY, references: int = 0) -> pl.DataFrame:
    """Return the rows of a bitext that repeat an earlier one, in a table of ``SCHEMA``, in order.

    A row that repeats both sides of one earlier row is told with the first such row, and no more. Else, a row whose
    source stands again has another target, and the other way round: a conflict, told with the earliest row of that
    side. Sides are alike as `repeated_texts` has it; the similarity of both sides is the lesser one. With
    ``references``, only rows after that many first ones are told, and only what they repeat of those.

    Raises UsageError where ``similarity`` is out of range.
    """
    texts = {side: bitext[side].fill_null("").to_list() for side in ("source", "target")}
    told = {side: repeats_frame(texts[side], similarity=similarity) for side in texts}
    both = _both(texts, told, similarity, references)
    if references:
        told = {side: repeats_frame(texts[side], similarity=similarity, references=references) for side in texts}
    parts = [both]
    for side, table in told.items():
        rest = table.join(both.select("row"), on="row", how="anti", maintain_order="left")
        parts.append(rest.with_columns(side=pl.lit(side, SIDES)))
    found = pl.concat([part.select("row", "repeats", "side", "kind", "similarity") for part in parts])
    columns = [found.sort("row", "side")]
    for prefix, place in (("", "row"), ("repeats_", "repeats")):
        chosen = bitext.select("source", "target")[columns[0][place].to_list()]
        columns.append(chosen.rename({name: prefix + name for name in chosen.columns}))
    return pl.concat(columns, how="horizontal").cast(SCHEMA)


def _both(
    texts: dict[str, list[str]], told: dict[str, pl.DataFrame], similarity: float, references: int
) -> pl.DataFrame:
    """Return the rows that repeat both sides of the first row of their like, verified against that row."""
    count = len(texts["source"])
    groups = pl.DataFrame({side: _roots(told[side], count) for side in texts}).with_row_index("row")
    place = pl.col("row").cast(pl.Int64)
    grouped = groups.select(place, repeats=pl.col("row").first().over("source", "target").cast(pl.Int64))
    direct = told["source"].join(told["target"], on=("row", "repeats")).select("row", "repeats")
    pairs = pl.concat([grouped, direct]).filter(pl.col("repeats") < pl.col("row")).unique().sort("row", "repeats")
    if references:
        pairs = pairs.filter((pl.col("repeats") < references) & (pl.col("row") >= references))
    rows, firsts = pairs["row"].to_list(), pairs["repeats"].to_list()
    alike, equal, same = np.ones(len(rows)), np.ones(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    for side in texts.values():
        one, other = [side[i] for i in rows], [side[i] for i in firsts]
        keys = text_keys(one), text_keys(other)
        # Two empty sides are alike: what stands once on one side only may still stand twice.
        alike = np.minimum(alike, np.where(keys[0] == keys[1], 1, jaccard(one, other)))
        equal &= keys[0] == keys[1]
        same &= np.array([a == b for a, b in zip(one, other, strict=True)], np.bool_)
    kinds = np.array(KINDS.categories.to_list())[np.where(same, 0, np.where(equal, 1, 2))]
    verified = pairs.with_columns(
        side=pl.lit("both", SIDES), kind=pl.Series(kinds, dtype=pl.Utf8).cast(KINDS), similarity=alike.round(6)
    ).filter(pl.lit(alike >= similarity))
    return verified.unique("row", keep="first", maintain_order=True)


def _roots(told: pl.DataFrame, count: int) -> list[int]:
    """Return for each row the first of those it leads to, itself where it repeats none."""
    roots = list(range(count))
    for row, repeats in told.select("row", "repeats").iter_rows():
        roots[row] = roots[repeats]
    return roots


def _keys(series: pl.Series) -> pl.Series:
    return pl.Series(series.name, text_keys(series.to_list()), dtype=pl.UInt64)
