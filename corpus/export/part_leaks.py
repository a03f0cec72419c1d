"""Leaks between the parts of a split: rows with a text that stands in another part too, however rows are dealt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import chosen_rows, row_count
from songngu.corpus.duplicates.row_numbers import Codes, Numbers, tallied
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.leak_search import HITS, MIN_WORDS, SIDES, SIMILARITY, Bounds, LeakSearch
from songngu.corpus.export.leaks import distinct, numbered, places_of, reported, told
from songngu.corpus.files.scratch import scratch_folder

_PLACES = pl.Schema(
    {"side": SIDES, "set_row": pl.Int64(), "part": pl.UInt32(), "contained": pl.Boolean(), "number": pl.Int64()}
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
        self._bounds = Bounds(similarity, min_words)
        self._stages = stages
        self._rows = row_count(parquet)
        self._held = np.empty(0, np.int64)
        self._hits = HITS.to_frame()
        self._places = _PLACES.to_frame()
        self._searches = self._count = 0

    def between(self, parts: pl.Series, reserve: Numbers | None = None) -> pl.DataFrame:
        """Return what leaks from one part into another, as `find_leaks` has it.

        ``parts`` names the part of each row, null for none. The largest part is compared with all others, each other
        with those after it; ``set`` is the part in which the text stands too, ``set_row`` the row of the corpus there.
        ``reserve`` are rows that may come into a small part next: they are searched for at the same time.
        """
        ranks = _Ranks.of(parts)
        del parts
        self._look(ranks, reserve)
        found = reported(told(self._hits, self._standing(ranks)))
        own = ranks.among(found["row"])
        return found.filter((own >= 0) & (own < found["set"].cast(pl.Enum(ranks.names)).to_physical()))

    def look(self, parts: pl.Series, reserve: Numbers | None = None) -> None:
        """Search for what `between` would search for, and tell nothing of it yet."""
        self._look(_Ranks.of(parts), reserve)

    def _look(self, ranks: _Ranks, reserve: Numbers | None) -> None:
        new = np.setdiff1d(ranks.in_small(), self._held, assume_unique=True)
        if len(new):
            self._search(new if reserve is None else np.union1d(new, np.setdiff1d(reserve, self._held)))

    def _search(self, new: Numbers) -> None:
        """Search for the texts of rows that were not searched for yet."""
        with scratch_folder(self._stages.folder if self._stages else None) as folder:
            search, places, owners = self._prepared(new, folder)
            hits = search.found(partial(_of_others, owners=owners), self._stages, f"leaks-{self._searches}")
            offset = pl.col("number") + self._count
            self._hits = pl.concat([self._hits, *(frame.with_columns(offset) for frame in hits)])
        own = pl.concat([self._places, places.with_columns(offset)])
        self._places = own.sort("contained", "side", "set_row", maintain_order=True)
        self._count += len(owners)
        self._searches += 1
        self._held = np.union1d(self._held, new)

    def _prepared(self, new: Numbers, folder: Path) -> tuple[LeakSearch, pl.DataFrame, Numbers]:
        """Return the search for the texts of some rows, where these stand, and which of the rows has each alone."""
        places = numbered(self._texts(new))
        search = LeakSearch.of(self._parquet, distinct(places), self._bounds, folder, self._stages)
        return search, places.select(_PLACES.names()).cast(_PLACES), _owners(places)

    def _texts(self, rows: Numbers) -> pl.DataFrame:
        """Return the texts of some rows, which ascend, and the sentences in them, with their ``part`` of a side."""
        chosen = np.zeros(self._rows, np.bool_)
        chosen[rows] = True
        sides = SIDES.categories.to_list()
        texts = chosen_rows(self._parquet, sides, pl.Series(chosen))
        found = [
            places_of(texts[side], self._bounds.min_words).with_columns(side=pl.lit(side, SIDES)) for side in sides
        ]
        places = pl.concat(found).with_columns(part=pl.int_range(pl.len(), dtype=pl.UInt32).over("side", "set_row"))
        return places.with_columns(pl.Series("set_row", rows, dtype=pl.Int64).gather(places["set_row"]))

    def _standing(self, ranks: _Ranks) -> pl.DataFrame:
        """Return where what was hit stands in small parts: number, set, set_row, set_text and contained, each once."""
        hit = self._places.filter(pl.col("number").is_in(self._hits["number"].unique().implode()))
        rank = ranks.among(hit["set_row"])
        hit = hit.with_columns(set=pl.Series(ranks.names, dtype=pl.Utf8).gather(rank.clip(0))).filter(rank > 0)
        texts = self._texts(np.unique(hit["set_row"].to_numpy())).drop("contained")
        named = hit.join(texts, on=("side", "set_row", "part"), maintain_order="left").drop("side", "part")
        return named.unique(("set", "set_text"), keep="first", maintain_order=True)


def _owners(places: pl.DataFrame) -> NDArray[np.int64]:
    """Return for each number the only row that has its words, -1 where there are several."""
    rows = places.group_by("number").agg(row=pl.col("set_row").first(), many=pl.col("set_row").n_unique() > 1)
    return rows.sort("number").select(pl.when("many").then(-1).otherwise("row")).to_series().to_numpy()


def _of_others(hits: pl.DataFrame, owners: NDArray[np.int64]) -> pl.DataFrame:
    """Return the hits but those of the rows whose own texts were searched for."""
    return hits.filter(pl.Series(owners[hits["number"].to_numpy()] != hits["row"].to_numpy()))


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The parts of a split: their ``names``, the largest first, the others in their order; what ``codes`` tells of each
    row is at the place in ``ranks`` that is its part's there, -1 for none.
    """

    names: list[str]
    codes: Codes
    ranks: NDArray[np.int16]

    @classmethod
    def of(cls, parts: pl.Series) -> _Ranks:
        """Return the ranks of the parts of some rows, null for none."""
        kind = (
            parts.dtype if isinstance(parts.dtype, pl.Enum) else pl.Enum(parts.drop_nulls().unique(maintain_order=True))
        )
        known, categories = parts.cast(kind).to_physical(), kind.categories.to_list()
        codes = known.fill_null(len(categories)).to_numpy()  # which no part has
        counts = tallied(codes, len(categories) + 1)[:-1]
        order = [code for code in np.argsort(-counts, kind="stable")[:1].tolist() if counts[code]]
        order += [code for code in np.flatnonzero(counts).tolist() if code not in order]
        ranks = np.full(len(counts) + 1, -1, np.int16)
        ranks[order] = np.arange(len(order))
        return cls([str(categories[code]) for code in order], codes, ranks)

    def among(self, rows: pl.Series) -> pl.Series:
        """Return the rank of the part of each of some rows."""
        return pl.Series(self.ranks[self.codes[rows.to_numpy()]])

    def in_small(self) -> Numbers:
        """Return the rows of all parts but the largest."""
        return np.flatnonzero((self.ranks > 0)[self.codes])
