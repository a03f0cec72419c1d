"""The search for leaks: which texts of a corpus are the same as, or an edited copy of, some texts that are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import ROW_GROUP, row_count, text_batches
from songngu.corpus.duplicates.shingles import BATCH
from songngu.corpus.duplicates.stages import Stages, temporary_of
from songngu.corpus.duplicates.words import Folder
from songngu.corpus.export.contained import sentences_of
from songngu.corpus.export.held_texts import (
    IN_A_TASK,
    INDEXED,
    HeldTexts,
    forget_held,
    letters_of,
    read_held,
    read_held_once,
    write_held,
)
from songngu.corpus.export.text_index import Grams, Numbers, read_grams

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
# A text that is read and compared takes several kilobytes; of more texts at once none is found sooner.
_AT_ONCE = 4_096

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


def _sentences(batch: SearchedTexts, rows: Numbers, folder: Folder, bounds: Bounds) -> SearchedTexts:
    """Return the sentences that stand among others in some rows of a batch."""
    texts, numbers = sentences_of([batch.texts[row] for row in rows.tolist()], bounds.min_words)
    return SearchedTexts(texts, read_grams(texts, folder), rows[numbers], contained=True)


@dataclass(frozen=True, slots=True)
class LeakSearch:
    """The search of a Parquet file for texts that are held, of which no two have the same words.

    The texts lie in ``files``, those of an index together; the corpus is read in batches, each text of which is
    searched whole, and sentence by sentence where it may hold another. Where one of two has fewer than ``min_words``
    words, they are found with their words unchanged only, others where their folded letters are alike: twice the
    longest common subsequence by the letters of both is at least ``similarity``.
    """

    parquet: str
    bounds: Bounds
    files: tuple[tuple[Path, ...], ...]

    @classmethod
    def of(
        cls, parquet: str | Path, texts: pl.Series, bounds: Bounds, folder: Path, stages: Stages | None = None
    ) -> LeakSearch:
        """Return the search for texts, here or in tasks of ``stages``, which lie in ``folder`` as long as it lasts."""
        files = write_held(texts, partial(_sample, parquet), folder, IN_A_TASK if stages else INDEXED)
        return cls(str(parquet), bounds, files)

    def found(self, finish: Finish, stages: Stages | None = None, name: str = "leaks") -> Iterator[pl.DataFrame]:
        """Yield what ``finish`` makes of the hits of each batch of each side, in two threads or in tasks of ``stages``.

        ``name`` is that of the stage. What several indices hold is told in as many frames of a batch, unless tasks find
        it.
        """
        if stages:
            count = row_count(self.parquet)
            tasks = [(side, rows) for side in SIDES.categories for rows in stages.ranges(count)]
            work = partial(_searched, self, finish)
            name = f"{Path(self.parquet).stem}-{name}"
            yield from (pl.read_ipc(path) for path, _ in stages.run(name, work, tasks, len(SIDES.categories) * count))
            return
        for files in self.files:
            with ThreadPoolExecutor(2) as pool:
                held = [read_held(file) for file in files]
                for frames in pool.map(partial(self._side, finish, held), SIDES.categories):
                    yield from frames
                del held

    def _side(self, finish: Finish, held: Sequence[HeldTexts], side: str) -> list[pl.DataFrame]:
        """Return what ``finish`` makes of the hits of one side among the texts of an index."""
        folder, start, frames = Folder(), 0, list[pl.DataFrame]()
        for batch in self._batches(folder, side):
            (hits,) = self._hits([batch], lambda: held, folder)
            frames += _finished(finish, hits, side, start)
            start += len(batch.texts)
        return frames

    def part(self, finish: Finish, side: str, first: int, end: int) -> list[pl.DataFrame]:
        """Return what ``finish`` makes of the hits of one side of the rows from ``first`` to ``end``.

        Each file is read once for all of them, and again for the sentences in them.
        """
        folder, frames = Folder(), list[pl.DataFrame]()
        batches = list(self._batches(folder, side, first, end))
        found = [self._hits(batches, partial(self._each, files), folder) for files in self.files]
        for batch, *hits in zip(batches, *found, strict=True):
            frames += _finished(finish, chain(*hits), side, first)
            first += len(batch.texts)
        return frames

    def _each(self, files: Sequence[Path]) -> Iterator[HeldTexts]:
        """Yield the texts of files, which are read one after the other."""
        for file in files:
            if len(files) > 1 or len(self.files) > 1:
                forget_held()  # what was read before goes first
            yield read_held_once(file)

    def _batches(self, folder: Folder, side: str, first: int = 0, end: int | None = None) -> Iterator[SearchedTexts]:
        for batch in text_batches(self.parquet, side, first, end, ROW_GROUP):
            for start in range(0, len(batch), _AT_ONCE):
                texts = batch[start : start + _AT_ONCE]
                yield SearchedTexts(texts, read_grams(texts, folder), np.arange(len(texts)))

    def _hits(
        self, batches: Sequence[SearchedTexts], texts: Callable[[], Iterable[HeldTexts]], folder: Folder
    ) -> list[list[pl.DataFrame]]:
        """Return the hits of batches among the texts of an index, and those of the sentences of what may hold any.

        Which texts may is told by the index as a whole, so that it does not matter how many of it are held at a time.
        """
        found: list[list[pl.DataFrame]] = [[] for _ in batches]
        longer: list[list[Numbers]] = [[np.empty(0, np.int64)] for _ in batches]
        for held in texts():
            for batch, hits, rows in zip(batches, found, longer, strict=True):
                hits.extend(self._compared(held, batch, rows))
            del held
        places = (np.unique(np.concatenate(rows)) for rows in longer)
        inside = [_sentences(*each, folder, self.bounds) for each in zip(batches, places, strict=True)]
        for held in texts() if any(batch.texts for batch in inside) else ():
            for batch, hits in zip(inside, found, strict=True):
                hits.extend(self._compared(held, batch, []))
            del held
        return found

    def _compared(self, held: HeldTexts, batch: SearchedTexts, longer: list[Numbers]) -> Iterator[pl.DataFrame]:
        """Yield the hits of texts; add to ``longer`` those that have much in common with what is shorter."""
        least = self.bounds.min_words
        equal = held.index.equals(batch.grams.keys)
        rows = np.flatnonzero(equal >= 0)
        yield batch.hits(rows, equal[rows], np.ones(len(rows)), least)
        for rows, numbers, within in held.index.candidates(batch.grams):
            words, others = batch.grams.counts[rows], held.index.word_counts(numbers)
            near = (np.minimum(words, others) >= least) & (equal[rows] != numbers)
            near &= np.abs(words - others) <= _LENGTHS * (words + others)
            yield self._edited(held, batch, rows[near], numbers[near])
            told = within & (np.minimum(words, others) >= least)
            yield self._contained(held, batch, rows[told], numbers[told])
            longer.append(np.unique(rows[told & (words > others)]))

    def _contained(self, held: HeldTexts, batch: SearchedTexts, rows: Numbers, numbers: Numbers) -> pl.DataFrame:
        """Return those of the pairs of which the words of one stand in the other, wherever its sentences end."""
        letters, place = _letters(batch, rows)
        pairs = zip(letters.gather(place).to_list(), held.folded(numbers), strict=True)
        kept = np.fromiter((f" {one} " in f" {other} " or f" {other} " in f" {one} " for one, other in pairs), np.bool_)
        hits = batch.hits(rows[kept], numbers[kept], np.ones(int(kept.sum())), self.bounds.min_words)
        return hits.with_columns(contained=pl.lit(value=True))

    def _edited(self, held: HeldTexts, batch: SearchedTexts, rows: Numbers, numbers: Numbers) -> pl.DataFrame:
        """Return those of the pairs that are verified to be alike."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        letters, place = _letters(batch, rows)
        ours, theirs = letters.str.len_chars().to_numpy()[place].astype(np.int64), held.lengths_of(numbers)
        # What one has more of is no letter of both.
        near = np.abs(ours - theirs) <= (1 - self.bounds.similarity) * (ours + theirs) + 1e-6
        rows, numbers = rows[near], numbers[near]
        pairs = letters.gather(place[near]).to_list(), held.folded(numbers)
        alike = cpdist(*pairs, scorer=Indel.normalized_similarity, dtype=np.float64)
        kept = alike >= self.bounds.similarity
        return batch.hits(rows[kept], numbers[kept], alike[kept], self.bounds.min_words)


def _letters(batch: SearchedTexts, rows: Numbers) -> tuple[pl.Series, Numbers]:
    """Return the folded letters of some texts of a batch, each once, and the place of each row among them."""
    different, place = np.unique(rows, return_inverse=True)
    return letters_of(pl.Series([batch.texts[row] for row in different.tolist()], dtype=pl.Utf8)), place


def _finished(finish: Finish, found: Iterable[pl.DataFrame], side: str, start: int) -> Iterator[pl.DataFrame]:
    """Yield what ``finish`` makes of the hits of a batch, the first text of which is in the row ``start``, if any."""
    hits = pl.concat(found).sort("row", "number", "text", "contained", "similarity")
    if len(hits):
        yield finish(hits.with_columns(pl.col("row") + start, side=pl.lit(side, SIDES)).select(HITS.names()))


def _searched(search: LeakSearch, finish: Finish, path: Path, task: tuple[str, tuple[int, int]]) -> Sequence[int]:
    side, rows = task
    told = pl.concat([finish(HITS.to_frame()), *search.part(finish, side, *rows)])
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
