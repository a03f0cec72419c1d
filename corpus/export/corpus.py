"""The rows of an export on disk, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.bitext import batches
from songngu.corpus.duplicates.parquet import ROW_GROUP
from songngu.corpus.duplicates.row_numbers import Codes, tallied
from songngu.corpus.export.arrangement import Bound, joined_to_passages, shuffled, written
from songngu.corpus.export.leaks import SCHEMA as LEAKS
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.export.steps import Steps
from songngu.corpus.formats.buffered import Choice, in_turn

PLACE = "place"
REJECTED, SET_ASIDE, DUPLICATE, LEAK, NOT_DRAWN = "rejected", "set-aside", "duplicate", "leak", "not-drawn"
"""Why a row is removed that fails no filter: a reader rejected it, its passage stands twice in its document, it repeats
an earlier row, it stands in a test set, it is none of those that are drawn."""

COMPRESSION: Final = "lz4"
STRETCH = 32_768
"""Rows that are worked on, and lie in a file, at a time."""
COPIES = pl.Schema({PLACE: pl.UInt32(), "repeated": pl.Utf8()})


@dataclass(slots=True)
class Corpus:
    """The rows of an export on disk, and what becomes of each.

    ``paths`` are Parquet files of all rows, scored, numbered by the column ``PLACE``. ``reasons`` says why a row is
    removed (a place in ``names``, 0 where it stays), ``parts`` which part of the split it is in (a place in
    ``part_names``), ``copies`` which row, by id, a removed repeat repeats. ``finished`` are files of the rows that stay
    as they are to be written, where that is not as they were scored, and ``arranged`` are files of them in another
    order or joined to passages. ``searched`` names the test sets,
    which were looked for in ``searched_rows``.
    """

    paths: tuple[Path, ...]
    names: list[str]
    reasons: Codes
    part_names: tuple[str, ...] = ()
    parts: Codes | None = None
    copies: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COPIES))
    leaks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=LEAKS))
    notes: list[str] = field(default_factory=list)
    finished: tuple[Path, ...] = ()
    arranged: tuple[Path, ...] = ()
    searched: tuple[str, ...] = ()
    searched_rows: int = 0

    @property
    def leaking(self) -> bool:
        """Whether a row stands in a test set."""
        return self.counts()[LEAK] > 0

    def kept(self, part: str | None = None) -> pl.LazyFrame:
        """Return the rows that stay, of one part of the split or of all with the column ``split``."""
        return self._of_part(self.finished or self.paths, part)

    def delivered(self, part: str | None = None, pair: tuple[str, str] | None = None) -> pl.LazyFrame:
        """Return what is written of a part, a pair of languages or all: in the order, and joined, as asked for."""
        rows = self._of_part(self.arranged or self.finished or self.paths, part)
        if pair is not None:
            rows = rows.filter((pl.col("source_lang") == pair[0]) & (pl.col("target_lang") == pair[1]))
        return rows

    def delivered_count(self, part: str | None = None, pair: tuple[str, str] | None = None) -> int:
        """Return how many rows are written of a part, a pair or all."""
        if not self.arranged and pair is None:
            return self.sizes()[part] if part else int(np.count_nonzero(self.reasons == 0))
        return int(self.delivered(part, pair).select(pl.len()).collect(engine="streaming").item())

    def _finished_rows(self) -> pl.LazyFrame:
        return in_turn(self.finished or self.paths, pl.scan_parquet, choice=self._choice())

    def _of_part(self, paths: tuple[Path, ...], part: str | None) -> pl.LazyFrame:
        rows = in_turn(paths, pl.scan_parquet, choice=self._choice(part))
        if self.parts is not None and part is None:
            rows = rows.with_columns(split=_looked_up(self.parts, self.part_names))
        return rows.drop(PLACE)

    def _choice(self, part: str | None = None) -> Choice:
        """Return what chooses the rows that stay, or those of a part."""
        if part is None or self.parts is None:
            return _at(self.reasons == 0)
        return _at(self.parts == self.part_names.index(part))

    def removed(self, places: NDArray[np.int64] | None = None) -> pl.LazyFrame:
        """Return the rows that were removed, or those at ``places``, each with the column ``removed_by``.

        A repeat names the row it repeats in ``duplicate_of``.
        """
        wanted = self.reasons != 0
        if places is not None:
            wanted = np.zeros(len(self.reasons), np.bool_)
            wanted[places] = True
        rows = in_turn(self.paths, pl.scan_parquet, choice=_at(wanted))
        found = rows.with_columns(removed_by=_looked_up(self.reasons, self.names))
        found = found.join(self.copies.lazy(), on=PLACE, how="left", maintain_order="left")
        return found.with_columns(pl.coalesce("duplicate_of", "repeated")).drop(PLACE, "repeated")

    @property
    def unit(self) -> str | None:
        """The column that tells which rows are one text in several languages, if there is one."""
        return "unit" if "unit" in self.scored_rows().collect_schema() else None

    def scored_rows(self) -> pl.LazyFrame:
        """Return all rows that were read, those that were removed too."""
        return in_turn(self.paths, pl.scan_parquet)

    def finish(self, steps: Steps, folder: Path) -> None:
        """Take steps over the rows that stay, once for all that is done with them; no row can be removed after."""
        if steps.chosen:
            self.finished = _on_disk(steps.apply(self._finished_rows()), folder)

    def arrange(self, recipe: Recipe, folder: Path) -> None:
        """Join the rows to passages of their documents and shuffle them, where the recipe says so."""
        rows = self._finished_rows()
        if recipe.passages is not None:
            bound = Bound(recipe.passages.rows, recipe.passages.tokens, recipe.passages.bridge)
            named = rows if self.parts is None else rows.with_columns(part=_looked_up(self.parts, self.part_names))
            frames = joined_to_passages(named, bound, place=PLACE, part=None if self.parts is None else "part")
            self.arranged = written((frame.drop("part", strict=False) for frame in frames), "passages", folder)
            rows = in_turn(self.arranged, pl.scan_parquet) if self.arranged else rows
        if recipe.sampling.shuffle:
            self.arranged = shuffled(rows, recipe.sampling.seed, folder)

    def counts(self) -> dict[str, int]:
        """Return how many rows each reason removed, in the order of the stages."""
        found = tallied(self.reasons, len(self.names))
        return dict(zip(self.names[1:], map(int, found[1:]), strict=True))

    def sizes(self) -> dict[str, int]:
        """Return how many rows each part of the split has; of no split, none."""
        if self.parts is None:
            return {}
        found = tallied(self.parts, len(self.part_names))
        return dict(zip(self.part_names[1:], map(int, found[1:]), strict=True))

    def places(self) -> NDArray[np.int64]:
        """Return the places of the rows that stay."""
        return np.flatnonzero(self.reasons == 0)

    def remove(self, places: NDArray[np.int64], reason: str) -> None:
        """Remove the rows at ``places``."""
        self.reasons[places] = self.names.index(reason)
        if self.parts is not None:
            self.parts[places] = 0

    def take_parts(self, parts: pl.Series) -> bool:
        """Deal the rows that stay to parts of the split; tell whether they were dealt so before."""
        if self.parts is None:
            return False
        stays, dealt = self.reasons == 0, parts.to_physical().to_numpy() + 1
        settled = np.array_equal(self.parts[stays], dealt)
        self.parts[stays] = dealt
        return settled

    def dealt(self, rows: NDArray[np.bool_]) -> pl.Series:
        """Return the part of the split of those ``rows`` that are true, null for none."""
        names = self.part_names[1:]
        codes = np.zeros(np.count_nonzero(rows), np.uint8) if self.parts is None else self.parts[rows]
        return pl.Series("split", [None, *names], dtype=pl.Enum(names)).gather(pl.Series(codes, dtype=pl.UInt32))

    def texts(self, path: Path) -> Path:
        """Write the texts of the rows that stay, and their ids, to ``path`` and return it."""
        return self.columns(path, ("id", "source", "target"))

    def columns(self, path: Path, names: Sequence[str]) -> Path:
        """Write some columns of the rows that stay to ``path`` and return it."""
        chosen = self.kept().select(*dict.fromkeys(names))
        # Row groups of Polars' own size wait in memory, several at a time.
        chosen.sink_parquet(path, compression=COMPRESSION, row_group_size=ROW_GROUP, maintain_order=True)
        return path


def _on_disk(rows: pl.LazyFrame, folder: Path) -> tuple[Path, ...]:
    """Write rows to files in ``folder`` and return them."""
    paths = []
    for number, batch in enumerate(stretches(rows)):
        paths.append(folder / f"finished-{number:06}.parquet")
        batch.write_parquet(paths[-1], compression=COMPRESSION)
    return tuple(paths)


def stretches(rows: pl.LazyFrame, size: int = STRETCH) -> Iterator[pl.DataFrame]:
    """Yield rows a file's worth at a time, and none at the end, so that there is a file of no rows too."""
    yield from batches(rows, size)
    yield rows.collect_schema().to_frame()


def _at(wanted: NDArray[np.bool_]) -> Choice:
    """Return the choice of the rows at places that are ``wanted``."""
    return Choice(PLACE, lambda places: pl.Series(wanted[places.to_numpy()]))


def _looked_up(codes: Codes, names: Sequence[str]) -> pl.Expr:
    """Return the text that the code of a row's place stands for, null for the first."""
    texts = pl.Series([None, *names[1:]], dtype=pl.Utf8)

    def look_up(places: pl.Series) -> pl.Series:
        return texts.gather(pl.Series(codes[places.to_numpy()], dtype=pl.UInt32))

    return pl.col(PLACE).map_batches(look_up, return_dtype=pl.Utf8, is_elementwise=True)
