"""The search for leaks: which texts of a corpus are the same as, or an edited copy of, some texts that are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import row_count, text_batches
from songngu.corpus.duplicates.shingles import BATCH
from songngu.corpus.duplicates.stages import Stages, temporary_of
from songngu.corpus.duplicates.words import Folder
from songngu.corpus.export.text_index import Grams, Numbers, TextIndex, read_grams

SIMILARITY = 0.85
MIN_WORDS = 5
"""A line of fewer words is told apart: “Chapter 3” stands in every book and every test set."""

SIDES = pl.Enum(["source", "target"])

HITS = pl.Schema(
    {
        "row": pl.Int64(),
        "side": SIDES,
        "number": pl.Int64(),
        "similarity": pl.Float64(),
        "short": pl.Boolean(),
        "text": pl.Utf8(),
    }
)
"""A side of a row of the corpus, and the number of a text that is held and like it; ``short`` has too few words."""

_SAMPLED = 16

HELD_AT_ONCE = 1 << 16
"""Texts of an index that a process holds which does a task: what it needs does not grow with the test sets."""

Finish = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class HeldTexts:
    """Some of the texts that are held: their index, their folded letters, and the number of the first."""

    index: TextIndex
    folded: pl.Series
    first: int = 0

    def edited(self, texts: list[str], grams: Grams, equal: Numbers, bounds: Bounds) -> Iterator[pl.DataFrame]:
        """Yield the texts that are verified to be alike, though not ``equal`` in their words."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        for rows, numbers in self.index.candidates(grams):
            kept = (grams.counts[rows] >= bounds.min_words) & (equal[rows] != numbers)
            rows, numbers = rows[kept], numbers[kept]  # noqa: PLW2901
            different, place = np.unique(rows, return_inverse=True)
            folded = pl.DataFrame({"text": [texts[row] for row in different.tolist()]}, schema={"text": pl.Utf8})
            ours = folded.select(_folded("text")).to_series().gather(place).to_list()
            theirs = self.folded.gather(numbers - self.first).to_list()
            alike = cpdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64)
            kept = alike >= bounds.similarity
            yield _hits(rows[kept], numbers[kept], alike[kept])


@dataclass(frozen=True, slots=True)
class Bounds:
    """How alike texts are at least, and of how many words, so that one is an edited copy of another."""

    similarity: float
    min_words: int


@dataclass(frozen=True, slots=True)
class LeakSearch:
    """The search of a Parquet file for texts that are held, of which no two have the same words.

    The texts are held in memory, or one of several ``files`` of them at a time; the corpus is read in batches. Texts of
    fewer than ``min_words`` words are found with their words unchanged only, others where their folded letters are
    alike: twice the longest common subsequence by the letters of both is at least ``similarity``.
    """

    parquet: str
    bounds: Bounds
    held: HeldTexts | None
    files: tuple[Path, ...] = ()

    @classmethod
    def of(cls, parquet: str | Path, texts: pl.Series, similarity: float, min_words: int) -> LeakSearch:
        """Return the search for texts."""
        folded = texts.to_frame("text").select(_folded("text")).to_series()
        index = TextIndex(texts, _sample(parquet))
        return cls(str(parquet), Bounds(similarity, min_words), HeldTexts(index, folded))

    def found(self, finish: Finish, stages: Stages | None = None, name: str = "leaks") -> Iterator[pl.DataFrame]:
        """Yield what ``finish`` makes of the hits of each batch of each side, in two threads or in tasks of ``stages``.

        ``name`` is that of the stage.
        """
        if stages:
            count = row_count(self.parquet)
            tasks = [(side, rows) for side in SIDES.categories for rows in stages.ranges(count)]
            name = f"{Path(self.parquet).stem}-{name}"
            work = partial(_searched, self._on_disk(stages.folder / f"{name}-held"), finish)
            yield from (pl.read_ipc(path) for path, _ in stages.run(name, work, tasks, len(SIDES.categories) * count))
            return
        with ThreadPoolExecutor(2) as pool:
            for frames in pool.map(partial(self.side, finish), SIDES.categories):
                yield from frames

    def _on_disk(self, folder: Path) -> LeakSearch:
        """Return the same search, whose texts lie in files of so many that a process holds them."""
        folder.mkdir(exist_ok=True)
        files = []
        for first in range(0, len(self.held.folded) if self.held else 0, HELD_AT_ONCE):
            files.append(folder / f"{first:012}")
            _write_held(cast("HeldTexts", self.held), first, files[-1])
        return replace(self, held=None, files=tuple(files))

    def _held(self) -> Iterator[HeldTexts]:
        if self.held:
            yield self.held
        for file in self.files:
            if len(self.files) > 1:
                _read_held.cache_clear()  # what was read before goes first
            yield _read_held(file, file.stat().st_mtime_ns)

    def side(self, finish: Finish, side: str, first: int = 0, end: int | None = None) -> list[pl.DataFrame]:
        """Return what ``finish`` makes of the hits of one side, or of its rows from ``first`` to ``end``."""
        folder, start, frames = Folder(), first, []
        batches = ((texts, read_grams(texts, folder)) for texts in text_batches(self.parquet, side, first, end))
        # Texts that are on disk are read once for all rows of a task.
        groups = ([batch] for batch in batches) if self.held else iter([list(batches)])
        for group in groups:
            for (texts, grams), hits in zip(group, self._hits_of(group), strict=True):
                if len(hits):
                    frames.append(finish(self._described(hits, texts, grams.counts, start, side)))
                start += len(texts)
        return frames

    def _hits_of(self, batches: Sequence[tuple[list[str], Grams]]) -> Iterator[pl.DataFrame]:
        """Yield the hits of each batch: what is equal, then what is edited, by rows and numbers."""
        equals = [np.full(len(texts), -1, np.int64) for texts, _ in batches]
        edited = [[_equal(equal)] for equal in equals]
        for held in self._held():
            for (texts, grams), equal, found in zip(batches, equals, edited, strict=True):
                here = held.index.equals(grams.keys)
                np.maximum(equal, here, out=equal)
                found.extend(held.edited(texts, grams, here, self.bounds))
            del held
        for equal, found in zip(equals, edited, strict=True):
            yield pl.concat([_equal(equal), pl.concat(found).sort("row", "number")])

    def _described(self, hits: pl.DataFrame, texts: list[str], counts: Numbers, start: int, side: str) -> pl.DataFrame:
        """Return the hits of a batch of texts, the first of which is in the row ``start``, with what they are of."""
        rows, place = np.unique(hits["row"].to_numpy(), return_inverse=True)
        # Copied from a list: texts gathered by Polars would keep all others of their batch in memory.
        copied = pl.Series("text", [texts[row] for row in rows.tolist()], dtype=pl.Utf8)
        short = pl.Series("short", counts < self.bounds.min_words)
        return hits.with_columns(
            pl.col("row") + start, short.gather(hits["row"]), copied.gather(place), side=pl.lit(side, SIDES)
        ).select(HITS.names())


def _searched(search: LeakSearch, finish: Finish, path: Path, task: tuple[str, tuple[int, int]]) -> Sequence[int]:
    side, rows = task
    told = pl.concat([finish(HITS.to_frame()), *search.side(finish, side, *rows)])
    temporary = temporary_of(path)
    told.write_ipc(temporary)
    temporary.replace(path)
    return ()


def _write_held(held: HeldTexts, first: int, path: Path) -> None:
    end = min(first + HELD_AT_ONCE, len(held.folded))
    arrays: dict[str, Any] = held.index.arrays(first, end)
    held.folded.slice(first, HELD_AT_ONCE).to_frame("text").write_ipc(path.with_suffix(".texts"))
    with path.open("wb") as stream:
        np.savez(stream, **arrays)


@lru_cache(maxsize=1)
def _read_held(path: Path, stamp: int) -> HeldTexts:
    """Return texts that were written to a file, once for all tasks of a process where there is but one."""
    with np.load(path, allow_pickle=False) as arrays:
        index = TextIndex.of_arrays(arrays)
    return HeldTexts(index, pl.read_ipc(path.with_suffix(".texts").read_bytes())["text"], int(path.name))


def _sample(parquet: str | Path) -> Iterator[list[str]]:
    """Yield texts from places spread evenly over a corpus, by which rare words are told from frequent ones."""
    count = row_count(parquet)
    table = pl.scan_parquet(parquet)
    for start in range(0, count, max(BATCH, count // _SAMPLED)):
        stretch = table.slice(start, BATCH).select(pl.col(side).fill_null("") for side in SIDES.categories).collect()
        yield from (column.to_list() for column in stretch)


def _equal(numbers: Numbers) -> pl.DataFrame:
    rows = np.flatnonzero(numbers >= 0)
    return _hits(rows, numbers[rows], np.ones(len(rows)))


def _hits(rows: Numbers, numbers: Numbers, similarity: NDArray[np.float64]) -> pl.DataFrame:
    return pl.DataFrame({"row": rows, "number": numbers, "similarity": similarity})


def _folded(column: str) -> pl.Expr:
    """Return an expression for the letters of a text: no case, diacritics, punctuation or spacing, as words have it."""
    loose = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return loose.str.replace_all("đ", "d").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
