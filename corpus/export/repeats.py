"""Repeats: rows that repeat both sides of an earlier row that stays, so that none is left that another repeats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates import words_of
from songngu.corpus.duplicates.row_numbers import packed
from songngu.corpus.duplicates.sentences import KINDS, SCHEMA
from songngu.corpus.export.forest import Rows
from songngu.corpus.export.likeness import SIDES, LikenessSide, Links

_STRETCH = 1 << 17


def exact_repeats(texts: Path) -> pl.DataFrame:
    """Return the rows of a Parquet file whose words on both sides stand in an earlier row: row and repeats.

    Of a side without words it is the characters that must be the same.
    """
    keys = pl.scan_parquet(texts).select(_key(side) for side in SIDES).collect(engine="streaming")
    first = pl.col("row").first().over(SIDES)
    return keys.with_row_index("row").select("row", repeats=first).filter(pl.col("repeats") < pl.col("row"))


def _key(side: str) -> pl.Expr:
    return pl.coalesce(words_of(side), pl.col(side).fill_null("").hash(0)).alias(side)


def find_repeats(sides: tuple[LikenessSide, LikenessSide], similarity: float) -> pl.DataFrame:
    """Return the rows that repeat both sides of an earlier one that stays: row, repeats, kind and similarity.

    A row goes where an earlier one that stays is at least so alike on both sides (sides without words are alike): of
    those that stay, no two are alike as far as the links tell. The similarity is that of the less similar side.
    """
    rows = np.intersect1d(sides[0].rows, sides[1].rows, assume_unique=True)
    labels = [side.labels(rows) for side in sides]
    repeats = _first_of_both(*labels)
    distinct = np.flatnonzero(repeats == np.arange(len(repeats)))
    table = pl.DataFrame({"row": distinct, "source": labels[0][distinct], "target": labels[1][distinct]})
    links = [side.links.least(similarity) for side in sides]
    for row, earlier in _gone(_alike_pairs(table, *links)):
        repeats[row] = earlier
    # What is equal to a row that goes repeats the one for which that row goes.
    repeats = repeats[repeats]
    gone = np.flatnonzero(repeats != np.arange(len(repeats)))
    return _told(sides, rows[gone].astype(np.int64), rows[repeats[gone]].astype(np.int64))


def _first_of_both(source: Rows, target: Rows) -> NDArray[np.int64]:
    """Return for each row the first one with the same two labels."""
    labels = packed(source + 1, target + 1)  # a side without words has none
    _, heads, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(heads[inverse], np.int64)


def _alike_pairs(table: pl.DataFrame, sources: Links, targets: Links) -> pl.DataFrame:
    """Return the pairs of different rows whose sides are each equal or linked, the later row first, in order."""
    frames = {side: _frame(links) for side, links in zip(SIDES, (sources, targets), strict=True)}
    parts = [pl.DataFrame(schema={"later": pl.Int64, "earlier": pl.Int64})]
    table = table.filter(pl.any_horizontal(pl.col(side).is_in(frames[side]["from"].implode()) for side in SIDES))
    for start in range(0, table.height, _STRETCH):
        parts += _joined(table[start : start + _STRETCH], table, frames)
    return pl.concat(parts).unique().sort("later", "earlier")


def _frame(links: Links) -> pl.DataFrame:
    """Return links in both directions."""
    return pl.DataFrame(
        {"from": np.concatenate([links.one, links.other]), "to": np.concatenate([links.other, links.one])},
        schema={"from": pl.Int64, "to": pl.Int64},
    )


def _joined(rows: pl.DataFrame, table: pl.DataFrame, links: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the pairs of some rows with all others: alike in the target, in the source, in both."""
    source, target = (_over(rows, side, links[side]) for side in SIDES)
    for linked in (target, source, _over(source, "target", links["target"])):
        found = linked.join(table, on=SIDES, suffix="_other")
        # Links go both ways, so that each pair is found twice.
        yield found.filter(pl.col("row_other") < pl.col("row")).select(later="row", earlier="row_other")


def _over(rows: pl.DataFrame, side: str, links: pl.DataFrame) -> pl.DataFrame:
    """Return rows with one side exchanged for what it is linked with."""
    return rows.join(links, left_on=side, right_on="from").with_columns(pl.col("to").alias(side)).drop("to")


def _gone(pairs: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """Yield the rows that go, each with the earliest row that stays for which it does."""
    gone: set[int] = set()
    for later, earlier in pairs.iter_rows():
        if later not in gone and earlier not in gone:
            gone.add(later)
            yield later, earlier


def _told(sides: tuple[LikenessSide, LikenessSide], rows: NDArray[np.int64], others: NDArray[np.int64]) -> pl.DataFrame:
    alike = np.ones(len(rows))
    equal, same = np.ones(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    for side in sides:
        words = side.labels(rows) == side.labels(others)
        different = np.flatnonzero(~words)
        values = side.search.alike(rows[different], others[different])
        alike[different] = np.minimum(alike[different], values)
        equal &= words
        same &= side.search.same(rows, others)
    kinds = np.array(KINDS.categories.to_list())[np.where(same, 0, np.where(equal, 1, 2))]
    told = {"row": rows, "repeats": others, "kind": pl.Series(kinds, dtype=pl.Utf8), "similarity": alike.round(6)}
    return pl.DataFrame(told, schema_overrides={"kind": KINDS}).cast(SCHEMA)
