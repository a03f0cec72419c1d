"""The search for leaks: which texts of a corpus are the same as, or an edited copy of, some texts that are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

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

Finish = Callable[[pl.DataFrame], pl.DataFrame]


class LeakSearch:
    """The search of a Parquet file for texts that are held, of which no two have the same words.

    Texts are held in memory, the corpus is read in batches. Texts of fewer than ``min_words`` words are found with
    their words unchanged only, others where their folded letters are alike: twice the longest common subsequence by the
    letters of both is at least ``similarity``.
    """

    def __init__(self, parquet: str | Path, texts: pl.Series, similarity: float, min_words: int) -> None:
        self._parquet = str(parquet)
        self._index = TextIndex(texts.to_list(), _sample(parquet))
        self._folded = texts.to_frame("text").select(_folded("text")).to_series()
        self._similarity = similarity
        self._min_words = min_words

    def found(self, finish: Finish, stages: Stages | None = None, name: str = "leaks") -> Iterator[pl.DataFrame]:
        """Yield what ``finish`` makes of the hits of each batch of each side, in two threads or in tasks of ``stages``.

        ``name`` is that of the stage.
        """
        if stages:
            count = row_count(self._parquet)
            tasks = [(side, rows) for side in SIDES.categories for rows in stages.ranges(count)]
            work = partial(_searched, self, finish)
            told = stages.run(f"{Path(self._parquet).stem}-{name}", work, tasks, len(SIDES.categories) * count)
            yield from (pl.read_ipc(path) for path, _ in told)
            return
        with ThreadPoolExecutor(2) as pool:
            for frames in pool.map(partial(self.side, finish), SIDES.categories):
                yield from frames

    def side(self, finish: Finish, side: str, first: int = 0, end: int | None = None) -> list[pl.DataFrame]:
        """Return what ``finish`` makes of the hits of one side, or of its rows from ``first`` to ``end``."""
        folder, start, frames = Folder(), first, []
        for texts in text_batches(self._parquet, side, first, end):
            grams = read_grams(texts, folder)
            equal = self._index.equals(grams.keys)
            hits = pl.concat([_equal(equal), *self._edited(texts, grams, equal)])
            if len(hits):
                frames.append(finish(self._described(hits, texts, grams.counts, start, side)))
            start += len(texts)
        return frames

    def _edited(self, texts: list[str], grams: Grams, equal: Numbers) -> Iterator[pl.DataFrame]:
        """Yield the texts that are verified to be alike, though not equal in their words."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        for rows, numbers in self._index.candidates(grams):
            kept = (grams.counts[rows] >= self._min_words) & (equal[rows] != numbers)
            rows, numbers = rows[kept], numbers[kept]  # noqa: PLW2901
            different, place = np.unique(rows, return_inverse=True)
            folded = pl.DataFrame({"text": [texts[row] for row in different.tolist()]}, schema={"text": pl.Utf8})
            ours = folded.select(_folded("text")).to_series().gather(place).to_list()
            theirs = self._folded.gather(numbers).to_list()
            alike = cpdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64)
            kept = alike >= self._similarity
            yield _hits(rows[kept], numbers[kept], alike[kept])

    def _described(self, hits: pl.DataFrame, texts: list[str], counts: Numbers, start: int, side: str) -> pl.DataFrame:
        """Return the hits of a batch of texts, the first of which is in the row ``start``, with what they are of."""
        rows, place = np.unique(hits["row"].to_numpy(), return_inverse=True)
        # Copied from a list: texts gathered by Polars would keep all others of their batch in memory.
        copied = pl.Series("text", [texts[row] for row in rows.tolist()], dtype=pl.Utf8)
        short = pl.Series("short", counts < self._min_words)
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
