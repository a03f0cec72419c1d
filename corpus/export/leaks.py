"""Leaks: rows of a corpus whose source or target stands in a test set, as it is or edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.parquet import check_texts, chosen_rows, row_count, text_batches
from songngu.corpus.duplicates.passage import check_similarity
from songngu.corpus.duplicates.shingles import BATCH, text_keys
from songngu.corpus.duplicates.stages import Stages, temporary_of
from songngu.corpus.duplicates.words import Folder
from songngu.corpus.export.text_index import Grams, Numbers, TextIndex, read_grams

SIMILARITY = 0.85
MIN_WORDS = 5
"""A line of fewer words is told apart: “Chapter 3” stands in every book and every test set."""

SIDES = pl.Enum(["source", "target"])
KINDS = pl.Enum(["exact", "cased", "punctuated", "edited"])

SCHEMA = pl.Schema(
    {
        "row": pl.Int64(),
        "side": SIDES,
        "set": pl.Utf8(),
        "set_row": pl.Int64(),
        "kind": KINDS,
        "similarity": pl.Float64(),
        "short": pl.Boolean(),
        "text": pl.Utf8(),
        "set_text": pl.Utf8(),
    }
)
"""The leak report: a row and a side of the corpus, the row of the named test set it repeats (both from 0), how."""

_SAMPLED = 16


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A named test set: ``texts`` has a column ``source``, ``target`` or both; other columns are not read."""

    name: str
    texts: pl.LazyFrame


def find_leaks(
    parquet: str | Path,
    held: Sequence[HeldOut],
    *,
    similarity: float = SIMILARITY,
    min_words: int = MIN_WORDS,
    stages: Stages | None = None,
) -> pl.DataFrame:
    """Return the leak report of a Parquet file with the columns ``source`` and ``target``, in a frame of ``SCHEMA``.

    Each side of a row is compared with all texts of the test sets, whichever side they stand on, and told once for each
    set, with what it is most like. A text is ``exact`` where it is equal, ``cased`` where only upper and lower case
    differ, ``punctuated`` where only case, diacritics, punctuation and spacing do, ``edited`` where its folded letters
    are alike: twice the longest common subsequence by the letters of both is at least ``similarity``. ``short`` are
    texts of fewer than ``min_words`` words; they are told with their words unchanged only. The test sets are held in
    memory, the corpus is read in batches, or by the tasks of ``stages``.

    Raises UsageError where ``similarity`` is out of range, InputError where the file has no such columns.
    """
    check_similarity(similarity)
    for side in SIDES.categories:
        check_texts(parquet, side)
    places = _places(held)
    distinct = places.unique("number", keep="first", maintain_order=True).sort("number")
    index = TextIndex(distinct["set_text"].to_list(), _sample(parquet))
    folded = distinct.select(_folded("set_text")).to_series()
    search = _Search(index, places, folded, similarity, min_words)
    if stages:
        count = row_count(parquet)
        tasks = [(side, rows) for side in SIDES.categories for rows in stages.ranges(count)]
        told = stages.run(f"{Path(parquet).stem}-leaks", partial(_searched, search, str(parquet)), tasks, 2 * count)
        found = pl.concat([SCHEMA.to_frame(), *(pl.read_ipc(path) for path, _ in told)])
    else:
        with ThreadPoolExecutor(2) as pool:
            sides = pool.map(partial(search.side, parquet), SIDES.categories)
            found = pl.concat([SCHEMA.to_frame(), *(frame for side in sides for frame in side)])
    return found.sort("row", "side", "set", maintain_order=True)


def leaking_rows(leaks: pl.DataFrame) -> pl.Series:
    """Return the rows of a leak report that must go: all but those told only for short texts, ascending."""
    return leaks.filter(~pl.col("short"))["row"].unique().sort()


def part_leaks(
    parquet: str | Path,
    parts: pl.Series,
    *,
    similarity: float = SIMILARITY,
    min_words: int = MIN_WORDS,
    stages: Stages | None = None,
) -> pl.DataFrame:
    """Return what leaks from one part of a corpus into another, as `find_leaks` has it.

    ``parts`` names the part of each row, null for none. The largest part is compared with all others, each other with
    those after it; ``set`` is the part in which the text stands too, ``set_row`` the row of the corpus there. The
    search shares nothing with that for clusters by which the parts were made, and finds edits that leave them apart.
    """
    named = parts.cast(pl.Utf8)
    ranks = {name: rank for rank, name in enumerate(_ranked(parts))}
    rows = {name: (named == name).arg_true().cast(pl.Int64) for name, rank in ranks.items() if rank}
    held = [HeldOut(name, chosen_rows(parquet, SIDES.categories.to_list(), named == name).lazy()) for name in rows]
    found = find_leaks(parquet, held, similarity=similarity, min_words=min_words, stages=stages)
    own = [ranks.get(part, len(ranks)) for part in named.gather(found["row"])]
    later = [ranks[name] for name in found["set"]]
    kept = found.filter(pl.Series(own, dtype=pl.Int64) < pl.Series(later, dtype=pl.Int64))
    places = [rows[name][row] for name, row in kept.select("set", "set_row").rows()]
    return kept.with_columns(set_row=pl.Series(places, dtype=pl.Int64))


def _ranked(parts: pl.Series) -> list[str]:
    """Return the names of the parts, the largest first, the others in their order."""
    names = [str(name) for name in parts.cast(pl.Utf8).drop_nulls().unique(maintain_order=True)]
    if isinstance(parts.dtype, pl.Enum):
        names = [str(name) for name in parts.dtype.categories if name in names]
    largest = max(names, key=lambda name: int((parts == name).sum()), default=None)
    return sorted(names, key=lambda name: name != largest)


class _Search:
    """The search of a corpus for the texts of test sets."""

    def __init__(
        self, index: TextIndex, places: pl.DataFrame, folded: pl.Series, similarity: float, min_words: int
    ) -> None:
        self._index = index
        self._places = places
        self._folded = folded
        self._similarity = similarity
        self._min_words = min_words

    def side(self, parquet: str | Path, side: str, first: int = 0, end: int | None = None) -> list[pl.DataFrame]:
        """Return the leaks of one side of the corpus, or of its rows from ``first`` to ``end``."""
        folder, start, frames = Folder(), first, []
        for texts in text_batches(parquet, side, first, end):
            grams = read_grams(texts, folder)
            hits = pl.concat([self._equal(grams), *self._edited(texts, grams)])
            if len(hits):
                short = pl.Series("short", grams.counts < self._min_words)
                frames.append(self._told(hits, texts, short, start, side))
            start += len(texts)
        return frames

    def _equal(self, grams: Grams) -> pl.DataFrame:
        numbers = self._index.equals(grams.keys)
        rows = np.flatnonzero(numbers >= 0)
        return _hits(rows, numbers[rows], np.ones(len(rows)))

    def _edited(self, texts: list[str], grams: Grams) -> Iterator[pl.DataFrame]:
        """Yield the texts that are verified to be alike, though not equal in their words."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cpdist

        equal = self._index.equals(grams.keys)
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

    def _told(self, hits: pl.DataFrame, texts: list[str], short: pl.Series, start: int, side: str) -> pl.DataFrame:
        """Return the best hit of each row in each set."""
        rows = hits["row"]
        # Copied from a list: texts gathered by Polars would keep all others of their batch in memory.
        copied = pl.Series("text", [texts[row] for row in rows], dtype=pl.Utf8)
        told = hits.with_columns(copied, short=short.gather(rows)).join(self._places, on="number")
        best = told.with_columns(_kind()).sort("row", "set", "kind", -pl.col("similarity"), "set_row")
        return (
            best.unique(("row", "set"), keep="first", maintain_order=True)
            .with_columns(pl.col("row") + start, pl.col("similarity").round(6), side=pl.lit(side, SIDES))
            .select(SCHEMA.names())
            .cast(SCHEMA)
        )


def _searched(search: _Search, parquet: str, path: Path, task: tuple[str, tuple[int, int]]) -> Sequence[int]:
    side, rows = task
    told = pl.concat([SCHEMA.to_frame(), *search.side(parquet, side, *rows)])
    temporary = temporary_of(path)
    told.write_ipc(temporary)
    temporary.replace(path)
    return ()


def _places(held: Sequence[HeldOut]) -> pl.DataFrame:
    """Return the texts of all test sets, each once a set, with the number of those that have the same words."""
    frames = [pl.DataFrame(schema={"set": pl.Utf8, "set_row": pl.UInt32, "set_text": pl.Utf8})]
    for one in held:
        for side in one.texts.collect_schema().names():
            if side in SIDES.categories:
                texts = one.texts.select(set=pl.lit(one.name), set_text=pl.col(side)).with_row_index("set_row")
                frames.append(texts.select("set", "set_row", "set_text").collect(engine="streaming"))
    places = pl.concat(frames).drop_nulls().unique(("set", "set_text"), keep="first", maintain_order=True)
    keys = pl.Series("key", text_keys(places["set_text"].to_list()), dtype=pl.UInt64)
    worded = places.with_columns(keys).filter(pl.col("key") != 0)
    return worded.with_columns(number=pl.col("key").rank("dense").cast(pl.Int64) - 1).drop("key")


def _sample(parquet: str | Path) -> Iterator[list[str]]:
    """Yield texts from places spread evenly over a corpus, by which rare words are told from frequent ones."""
    count = row_count(parquet)
    table = pl.scan_parquet(parquet)
    for start in range(0, count, max(BATCH, count // _SAMPLED)):
        stretch = table.slice(start, BATCH).select(pl.col(side).fill_null("") for side in SIDES.categories).collect()
        yield from (column.to_list() for column in stretch)


def _hits(rows: Numbers, numbers: Numbers, similarity: NDArray[np.float64]) -> pl.DataFrame:
    return pl.DataFrame({"row": rows, "number": numbers, "similarity": similarity})


def _folded(column: str) -> pl.Expr:
    """Return an expression for the letters of a text: no case, diacritics, punctuation or spacing, as words have it."""
    loose = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return loose.str.replace_all("đ", "d").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")


def _kind() -> pl.Expr:
    texts = [pl.col(name).str.normalize("NFC").str.to_lowercase() for name in ("text", "set_text")]
    kind = (
        pl.when(pl.col("similarity") < 1)
        .then(pl.lit("edited"))
        .when(pl.col("text") == pl.col("set_text"))
        .then(pl.lit("exact"))
        .when(texts[0] == texts[1])
        .then(pl.lit("cased"))
        .otherwise(pl.lit("punctuated"))
    )
    return kind.cast(KINDS).alias("kind")
