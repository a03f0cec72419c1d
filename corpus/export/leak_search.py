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
from songngu.corpus.export.contained import sentences_of
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
        "contained": pl.Boolean(),
        "text": pl.Utf8(),
    }
)
"""A side of a row of the corpus, and the number of a text that is held and like it; ``short`` has too few words.

``contained`` is a sentence of the side that stands there among others.
"""

# Words by which two texts that are alike may differ, as a share of the words of both.
_LENGTHS = 0.3

_SAMPLED = 16

HELD_AT_ONCE = 1 << 16
"""Texts of an index that a process holds which does a task: what it needs does not grow with the test sets."""

Finish = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How alike texts are at least, and of how many words, so that one is an edited copy of another."""

    similarity: float
    min_words: int


@dataclass(frozen=True, slots=True)
class SearchedTexts:
    """Some texts with their word pairs; ``rows`` are those of a batch that they are, or are ``contained`` in."""

    texts: list[str]
    grams: Grams
    rows: Numbers
    contained: bool = False

    def hits(self, places: Numbers, numbers: Numbers, similarity: NDArray[np.float64], min_words: int) -> pl.DataFrame:
        """Return some of the texts with the numbers of those that are held and like them."""
        columns = {
            "row": self.rows[places],
            "number": numbers,
            "similarity": similarity,
            "short": self.grams.counts[places] < min_words,
            # Copied from a list: texts gathered by Polars would keep all others of their batch in memory.
            "text": [self.texts[place] for place in places.tolist()],
        }
        return pl.DataFrame(columns, schema_overrides={"text": pl.Utf8}).with_columns(contained=self.contained)


@dataclass(frozen=True, slots=True)
class HeldTexts:
    """Some of the texts that are held: their index, their folded letters, and the number of the first."""

    index: TextIndex
    folded: pl.Series
    first: int = 0

    def found(self, batch: SearchedTexts, folder: Folder, bounds: Bounds) -> Iterator[pl.DataFrame]:
        """Yield the hits of texts, and of the sentences of those that have much in common with what is shorter."""
        longer = [np.empty(0, np.int64)]
        equal = self.index.equals(batch.grams.keys)
        rows = np.flatnonzero(equal >= 0)
        yield batch.hits(rows, equal[rows], np.ones(len(rows)), bounds.min_words)
        for rows, numbers, within in self.index.candidates(batch.grams):
            words, others = batch.grams.counts[rows], self.index.word_counts(numbers)
            near = (np.minimum(words, others) >= bounds.min_words) & (equal[rows] != numbers)
            near &= np.abs(words - others) <= _LENGTHS * (words + others)
            yield self._edited(batch, rows[near], numbers[near], bounds)
            longer.append(np.unique(rows[within & (others >= bounds.min_words)]))
        if not batch.contained:
            yield from self.found(_sentences(batch, np.unique(np.concatenate(longer)), folder, bounds), folder, bounds)

    def _edited(self, batch: SearchedTexts, rows: Numbers, numbers: Numbers, bounds: Bounds) -> pl.DataFrame:
        """Return those of the pairs that are verified to be alike."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        different, place = np.unique(rows, return_inverse=True)
        folded = pl.DataFrame({"text": [batch.texts[row] for row in different.tolist()]}, schema={"text": pl.Utf8})
        ours = folded.select(_folded("text")).to_series().gather(place).to_list()
        theirs = self.folded.gather(numbers - self.first).to_list()
        alike = cpdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64)
        kept = alike >= bounds.similarity
        return batch.hits(rows[kept], numbers[kept], alike[kept], bounds.min_words)


def _sentences(batch: SearchedTexts, rows: Numbers, folder: Folder, bounds: Bounds) -> SearchedTexts:
    """Return the sentences that stand among others in some rows of a batch."""
    texts, numbers = sentences_of([batch.texts[row] for row in rows.tolist()], bounds.min_words)
    return SearchedTexts(texts, read_grams(texts, folder), rows[numbers], contained=True)


@dataclass(frozen=True, slots=True)
class LeakSearch:
    """The search of a Parquet file for texts that are held, of which no two have the same words.

    The texts are held in memory, or one of several ``files`` of them at a time; the corpus is read in batches, of which
    each text is searched whole, and sentence by sentence where it may hold another. Where one of two texts has fewer
    than ``min_words`` words, they are found with their words unchanged only, others where their folded letters are
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
        batches = (_whole(texts, folder) for texts in text_batches(self.parquet, side, first, end))
        # Texts that are on disk are read once for all rows of a task.
        groups = ([batch] for batch in batches) if self.held else iter([list(batches)])
        for group in groups:
            for batch, hits in zip(group, self._hits_of(group, folder), strict=True):
                if len(hits):
                    placed = hits.with_columns(pl.col("row") + start, side=pl.lit(side, SIDES))
                    frames.append(finish(placed.select(HITS.names())))
                start += len(batch.texts)
        return frames

    def _hits_of(self, batches: Sequence[SearchedTexts], folder: Folder) -> Iterator[pl.DataFrame]:
        """Yield the hits of each batch."""
        found: list[list[pl.DataFrame]] = [[] for _ in batches]
        for held in self._held():
            for batch, frames in zip(batches, found, strict=True):
                frames.extend(held.found(batch, folder, self.bounds))
            del held
        yield from (pl.concat(frames).sort("row", "number", "text") for frames in found)


def _whole(texts: list[str], folder: Folder) -> SearchedTexts:
    return SearchedTexts(texts, read_grams(texts, folder), np.arange(len(texts)))


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


def _folded(column: str) -> pl.Expr:
    """Return an expression for the letters of a text: no case, diacritics, punctuation or spacing, as words have it."""
    loose = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return loose.str.replace_all("đ", "d").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
