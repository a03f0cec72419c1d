"""Leaks: rows of a corpus whose source or target stands in a test set, as it is or edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from songngu.corpus.duplicates.parquet import check_texts
from songngu.corpus.duplicates.passage import check_similarity
from songngu.corpus.duplicates.shingles import BATCH, text_keys
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.contained import sentences_of
from songngu.corpus.export.leak_search import MIN_WORDS, SIDES, SIMILARITY, Bounds, LeakSearch
from songngu.corpus.files.scratch import scratch_folder

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
        "contained": pl.Boolean(),
        "text": pl.Utf8(),
        "set_text": pl.Utf8(),
    }
)
"""The leak report: a row and a side of the corpus, the row of the named test set it repeats (both from 0), how."""

PLACES = pl.Schema({"set": pl.Utf8(), "set_row": pl.Int64(), "set_text": pl.Utf8(), "contained": pl.Boolean()})
"""Where the texts of test sets stand; ``contained`` are sentences of longer ones."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A named test set: the columns of ``texts`` are its texts, one for each of its sides.

    ``notes`` are what its reader has to say.
    """

    name: str
    texts: pl.LazyFrame
    notes: tuple[str, ...] = ()

    def named_notes(self) -> list[str]:
        """Return the notes with the name of the set before each."""
        return [f"{self.name}: {note}" for note in self.notes]


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
    set, with what it is most like. Texts of both are compared whole and, where they hold several, by their sentences;
    ``contained`` is what stands in a longer text on either side, also where no sentence begins or ends there. A text is
    ``exact`` where it is equal, ``cased`` where only upper and lower case differ, ``punctuated`` where only case,
    diacritics, punctuation and spacing do, ``edited`` where its folded letters are alike: twice the longest common
    subsequence by the letters of both is at least ``similarity``. ``short`` are texts of fewer than ``min_words``
    words; they are told with their words unchanged, and not where they are contained. The test sets are held in memory,
    the corpus is read in batches, or by the tasks of ``stages``.

    Raises UsageError where ``similarity`` is out of range, InputError where the file has no such columns.
    """
    check_similarity(similarity)
    for side in SIDES.categories:
        check_texts(parquet, side)
    places = numbered(_places(held, min_words))
    with scratch_folder(stages.folder if stages else None) as folder:
        search = LeakSearch.of(parquet, distinct(places), Bounds(similarity, min_words), folder, stages)
        found = [SCHEMA.to_frame(), *search.found(partial(told, places=places), stages)]
    return reported(pl.concat(found))


def leaking_rows(leaks: pl.DataFrame) -> pl.Series:
    """Return the rows of a leak report that must go: all but those told only for short texts, ascending."""
    return leaks.filter(~pl.col("short"))["row"].unique().sort()


def told(hits: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return what there is to tell of hits: of each side of a row the best one in each set.

    ``places`` tells where the numbered texts stand: number, set, set_row, set_text and whether it is contained there.
    """
    described = hits.join(places, on="number", suffix="_held")
    described = described.with_columns(_kind(), contained=pl.col("contained") | pl.col("contained_held"))
    long = described.filter(~(pl.col("short") & pl.col("contained")))
    return _best(long.sort("number", "text")).select(SCHEMA.names()).cast(SCHEMA)


def reported(found: pl.DataFrame) -> pl.DataFrame:
    """Return the report of what was told of some hits after the other, in order."""
    return _best(found).with_columns(pl.col("similarity").round(6))


def _best(found: pl.DataFrame) -> pl.DataFrame:
    """Return of each side of a row the best hit in each set; of several in one row, of texts equally long."""
    best = ("short", "kind", "contained", -pl.col("similarity"), "set_row")
    own, other = (pl.col(name).str.len_bytes().cast(pl.Int64) for name in ("text", "set_text"))
    ordered = found.sort("row", "side", "set", *best, (own - other).abs(), -other, maintain_order=True)
    return ordered.unique(("row", "side", "set"), keep="first", maintain_order=True)


def numbered(places: pl.DataFrame) -> pl.DataFrame:
    """Return the texts ``set_text`` that have words, those with the same words with the same ``number``."""
    texts = places["set_text"]
    parts = [text_keys(texts[start : start + BATCH].to_list()) for start in range(0, len(texts), BATCH)]
    keys = pl.Series("key", np.concatenate([np.empty(0, np.uint64), *parts]), dtype=pl.UInt64)
    worded = places.with_columns(keys).filter(pl.col("key") != 0)
    return worded.with_columns(number=pl.col("key").rank("dense").cast(pl.Int64) - 1).drop("key")


def distinct(places: pl.DataFrame) -> pl.Series:
    """Return the first text of each number, in the order of the numbers."""
    return places.unique("number", keep="first", maintain_order=True).sort("number")["set_text"]


def _places(held: Sequence[HeldOut], min_words: int) -> pl.DataFrame:
    """Return the texts of all test sets and the sentences in them, each once a set."""
    frames = [PLACES.to_frame()]
    for one in held:
        for side in one.texts.collect_schema().names():
            texts = one.texts.select(pl.col(side)).collect(engine="streaming")[side]
            found = places_of(texts, min_words).with_columns(set=pl.lit(one.name))
            frames.append(found.select(PLACES.names()))
    places = pl.concat(frames).sort("contained", maintain_order=True)
    return places.unique(("set", "set_text"), keep="first", maintain_order=True)


def places_of(texts: pl.Series, min_words: int) -> pl.DataFrame:
    """Return texts, null for none, and the sentences in them: set_row, from 0, set_text and whether it is contained."""
    frames = [PLACES.to_frame().drop("set")]
    for start in range(0, len(texts), BATCH):
        whole = texts[start : start + BATCH].fill_null("").to_list()
        parts, numbers = sentences_of(whole, min_words)
        rows = np.concatenate([np.arange(len(whole)), numbers]) + start
        contained = np.arange(len(rows)) >= len(whole)
        columns = {"set_row": rows, "set_text": [*whole, *parts], "contained": contained}
        frames.append(pl.DataFrame(columns, schema=frames[0].schema))
    return pl.concat(frames).filter(pl.col("set_text") != "")


def _kind() -> pl.Expr:
    names = ("text", "set_text")
    texts = [pl.col(name).str.normalize("NFC").str.to_lowercase() for name in names]
    kind = (
        pl.when(pl.col("similarity") < 1)
        .then(pl.lit("edited"))
        .when(_is_same(*map(pl.col, names)))
        .then(pl.lit("exact"))
        .when(_is_same(*texts))
        .then(pl.lit("cased"))
        .otherwise(pl.lit("punctuated"))
    )
    return kind.cast(KINDS).alias("kind")


def _is_same(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Tell whether two texts are equal or, where one is contained in the other, stand there as they are."""
    inside = one.str.contains(other, literal=True) | other.str.contains(one, literal=True)
    return (one == other) | (pl.col("contained") & inside)
