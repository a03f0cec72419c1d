"""Identities: rows of which no two have the same id, so that an id points at one row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.bitext import batches


@dataclass(frozen=True, slots=True)
class OwnIds:
    """New ids of the rows at ``places``, ascending: those whose id an earlier row has, or that have none."""

    places: NDArray[np.int64]
    ids: pl.Series

    def given(self, batch: pl.DataFrame, start: int) -> pl.DataFrame:
        """Return a batch of rows, the first at the place ``start``, with its new ids."""
        low, high = np.searchsorted(self.places, [start, start + batch.height])
        if low == high:
            return batch
        return batch.with_columns(batch["id"].scatter(self.places[low:high] - start, self.ids[low:high]))


def own_ids(rows: pl.LazyFrame) -> OwnIds:
    """Return new ids for the rows of a bitext that need one; the same rows get the same ids.

    The id of a row that repeats one is a hash of that and of how many rows before it have it.
    """
    hashes = rows.select(pl.col("id").fill_null("").hash(0)).collect(engine="streaming")["id"]
    nameless = pl.Series([""]).hash(0)[0]
    repeated = pl.Series((_is_repeated(hashes.to_numpy()) | (hashes == nameless).to_numpy()).nonzero()[0])
    counted = pl.DataFrame([repeated.alias("place"), hashes.gather(repeated).alias("hash")]).with_columns(
        before=pl.int_range(pl.len()).over("hash")
    )
    wanted = counted.filter((pl.col("before") > 0) | (pl.col("hash") == nameless))
    places = wanted["place"].to_numpy().astype(np.int64)
    known, numbers = _ids_at(rows, places), wanted["before"].to_list()
    ids = _hashed(known, numbers)
    while len(clashes := _taken(ids, hashes)):
        for place in clashes:
            numbers[place] += len(places)
        ids = _hashed(known, numbers)
    return OwnIds(places, ids)


def _is_repeated(hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which of some hashes stand more than once; sorting takes a third of the memory of a table of them."""
    ordered = np.sort(hashes)
    repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(repeated):
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(repeated, hashes), len(repeated) - 1)
    return np.asarray(repeated[places] == hashes)


def _hashed(known: list[str], numbers: list[int]) -> pl.Series:
    pairs = zip(known, numbers, strict=True)
    ids = [hashlib.blake2b(f"{text}\0{number}".encode(), digest_size=8).hexdigest() for text, number in pairs]
    return pl.Series("id", ids, dtype=pl.Utf8)


def _taken(ids: pl.Series, hashes: pl.Series) -> list[int]:
    """Return the places of new ids that a row has already: one that an export gave before."""
    return ids.hash(0).is_in(hashes.unique().implode()).arg_true().to_list() if len(ids) else []


def _ids_at(rows: pl.LazyFrame, places: NDArray[np.int64]) -> list[str]:
    """Return the ids of the rows at some places, ascending."""
    found: list[str] = []
    start = 0
    for batch in batches(rows.select(pl.col("id").fill_null(""))) if len(places) else ():
        low, high = np.searchsorted(places, [start, start + batch.height])
        found += batch["id"].gather(places[low:high] - start).to_list()
        start += batch.height
    return found
