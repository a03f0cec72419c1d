"""Leaks between the parts of a split: rows with a text that stands in another part too, however rows are dealt."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import chosen_rows, row_count
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.leak_search import HITS, MIN_WORDS, SIDES, SIMILARITY, LeakSearch
from songngu.corpus.export.leaks import distinct, numbered, places_of, told

_PLACES = pl.Schema(
    {
        "side": SIDES,
        "set_row": pl.Int64(),
        "set_text": pl.Utf8(),
        "contained": pl.Boolean(),
        "number": pl.Int64(),
    }
)


class PartLeaks:
    """What of the rows of a Parquet file is alike, as far as it tells what leaks between parts.

    The texts of the small parts are searched for in all rows, once: asked about another split of the same rows, only
    what came into a small part since is. The search shares nothing with that for clusters by which parts are made, and
    finds edits that leave them apart.
    """

    def __init__(
        self,
        parquet: str | Path,
        *,
        similarity: float = SIMILARITY,
        min_words: int = MIN_WORDS,
        stages: Stages | None = None,
    ) -> None:
        self._parquet = parquet
        self._bounds = (similarity, min_words)
        self._stages = stages
        self._held = np.zeros(row_count(parquet), np.bool_)
        self._hits = HITS.to_frame()
        self._places = _PLACES.to_frame()
        self._searches = self._count = 0

    def between(self, parts: pl.Series, reserve: NDArray[np.bool_] | None = None) -> pl.DataFrame:
        """Return what leaks from one part into another, as `find_leaks` has it.

        ``parts`` names the part of each row, null for none. The largest part is compared with all others, each other
        with those after it; ``set`` is the part in which the text stands too, ``set_row`` the row of the corpus there.
        ``reserve`` are rows that may come into a small part next: they are searched for at the same time.
        """
        names, rank = _ranked(parts)
        new = (rank > 0) & ~self._held
        if new.any():
            self._search(new if reserve is None else new | (reserve & ~self._held))
        ranks = pl.Series(rank[self._places["set_row"].to_numpy()])
        held = self._places.with_columns(set=pl.Series(names, dtype=pl.Utf8).gather(ranks.clip(0))).filter(ranks > 0)
        held = held.unique(("set", "set_text"), keep="first", maintain_order=True).drop("side")
        found = told(self._hits, held)
        own = pl.Series(rank[found["row"].to_numpy()])
        return found.filter((own >= 0) & (own < found["set"].cast(pl.Enum(names)).to_physical()))

    def _search(self, new: NDArray[np.bool_]) -> None:
        """Search for the texts of rows that were not searched for yet."""
        sides = SIDES.categories.to_list()
        texts = chosen_rows(self._parquet, sides, pl.Series(new))
        rows = pl.Series(np.flatnonzero(new))
        found = [places_of(texts[side], self._bounds[1]).with_columns(side=pl.lit(side, SIDES)) for side in sides]
        places = numbered(pl.concat(found).with_columns(rows.gather(pl.concat(found)["set_row"]).alias("set_row")))
        search = LeakSearch.of(self._parquet, distinct(places), *self._bounds)
        hits = search.found(partial(_of_others, owners=_owners(places)), self._stages, f"leaks-{self._searches}")
        offset = pl.col("number") + self._count
        self._hits = pl.concat([self._hits, *(frame.with_columns(offset) for frame in hits)])
        own = places.with_columns(offset).select(_PLACES.names()).cast(_PLACES)
        self._places = pl.concat([self._places, own]).sort("contained", "side", "set_row", maintain_order=True)
        self._count += places["number"].n_unique()
        self._searches += 1
        self._held |= new


def _owners(places: pl.DataFrame) -> NDArray[np.int64]:
    """Return for each number the only row that has its words, -1 where there are several."""
    rows = places.group_by("number").agg(row=pl.col("set_row").first(), many=pl.col("set_row").n_unique() > 1)
    return rows.sort("number").select(pl.when("many").then(-1).otherwise("row")).to_series().to_numpy()


def _of_others(hits: pl.DataFrame, owners: NDArray[np.int64]) -> pl.DataFrame:
    """Return the hits but those of the rows whose own texts were searched for."""
    return hits.filter(pl.Series(owners[hits["number"].to_numpy()] != hits["row"].to_numpy()))


def _ranked(parts: pl.Series) -> tuple[list[str], NDArray[np.int16]]:
    """Return the names of the parts, the largest first, the others in their order, and the place of each row's there.

    That of a row in no part is -1.
    """
    kind = parts.dtype if isinstance(parts.dtype, pl.Enum) else pl.Enum(parts.drop_nulls().unique(maintain_order=True))
    known, categories = parts.cast(kind), kind.categories.to_list()
    codes = known.to_physical().cast(pl.Int16).fill_null(-1).to_numpy()
    counts = np.bincount(codes + 1, minlength=len(categories) + 1)[1:]
    order = [code for code in np.argsort(-counts, kind="stable")[:1].tolist() if counts[code]]
    order += [code for code in np.flatnonzero(counts).tolist() if code not in order]
    places = np.full(len(counts) + 1, -1, np.int16)
    places[order] = np.arange(len(order))
    return [str(categories[code]) for code in order], places[codes]
