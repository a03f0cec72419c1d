"""Statistics of a bitext: what stands in it, and which rows want a reader's eye."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

DOUBTFUL = 0.9
"""A row less probable than this is worth a look."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A bitext in numbers.

    ``bead_types`` pairs ``1-1``, ``2-1`` … with how often they occur, most frequent first; ``mean_probability`` is over
    the rows that have one. Both, and ``one_sided`` and ``doubtful``, leave out the ``repeated`` rows of set-aside
    passages. ``copies`` are rows whose two sides are the same words.
    """

    rows: int
    source_sentences: int
    target_sentences: int
    bead_types: tuple[tuple[str, int], ...]
    mean_probability: float | None
    one_sided: int
    doubtful: int
    repeated: int
    copies: int = 0

    @property
    def is_unaligned(self) -> bool:
        """Whether no sentence has a partner on the other side."""
        return self.one_sided == self.rows - self.repeated


def is_repeated() -> pl.Expr:
    """Whether a row belongs to a passage that repeats another and was set aside."""
    return pl.col("duplicate_of").is_not_null()


def is_one_sided() -> pl.Expr:
    """Whether a row has no counterpart (a deletion), those of repeated passages apart."""
    return ~is_repeated() & ((pl.col("source") == "") | (pl.col("target") == ""))


def is_doubtful() -> pl.Expr:
    """Whether nobody has looked at a row that is less probable than ``DOUBTFUL``, those of repeated passages apart."""
    unseen = pl.col("status").cast(pl.Utf8) == "auto"
    return ~is_repeated() & unseen & (pl.col("probability") < DOUBTFUL).fill_null(False)


def is_copy() -> pl.Expr:
    """Whether both sides of a row are the same words, so that one is a copy of the other, no rendering."""
    side = pl.col("source").str.strip_chars()
    return ~is_repeated() & (side == pl.col("target").str.strip_chars()) & side.str.contains(r"\p{L}")


@dataclass(frozen=True, slots=True)
class RowSelection:
    """Which rows of an alignment are written: those probable enough, and plain copies or not."""

    min_probability: float = 0.0
    copies: bool = True

    @property
    def is_all(self) -> bool:
        """Whether no row is left out."""
        return self.copies and not self.min_probability

    def of(self, bitext: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that are selected; what a person decided stays."""
        if self.copies:
            return at_least(bitext, self.min_probability)
        decided = pl.col("status").cast(pl.Utf8) != "auto"
        return at_least(bitext, self.min_probability).filter(decided | ~is_copy())


ALL_ROWS = RowSelection()
"""Every row, whatever its probability."""


def at_least(bitext: pl.DataFrame, probability: float) -> pl.DataFrame:
    """Return the rows that are at least as probable as ``probability``, or that have none."""
    return bitext.filter((pl.col("probability") >= probability).fill_null(True)) if probability else bitext


def bead_type() -> pl.Expr:
    """Return how many sentences a row joins, as ``2-1``; a text without sentence numbers counts as one sentence."""
    return pl.concat_str(_sentences("source"), pl.lit("-"), _sentences("target"))


def _sentences(side: str) -> pl.Expr:
    numbered = pl.col(f"{side}_ids").list.len().fill_null(0)
    return pl.max_horizontal(numbered, (pl.col(side) != "").cast(pl.UInt32).fill_null(0))


def summary(bitext: pl.DataFrame) -> Summary:
    """Count what stands in ``bitext``."""
    aligned = bitext.filter(~is_repeated())
    types = aligned.select(type=bead_type())["type"].value_counts().sort(["count", "type"], descending=[True, False])
    count = bitext.select(
        source=_sentences("source").sum(),
        target=_sentences("target").sum(),
        one_sided=is_one_sided().sum(),
        doubtful=is_doubtful().sum(),
        repeated=is_repeated().sum(),
        copies=is_copy().sum(),
    ).row(0, named=True)
    mean = aligned.select(pl.col("probability").fill_nan(None).mean()).item()
    return Summary(
        rows=bitext.height,
        source_sentences=count["source"],
        target_sentences=count["target"],
        bead_types=tuple((kind, number) for kind, number in types.iter_rows()),
        mean_probability=mean,
        one_sided=count["one_sided"],
        doubtful=count["doubtful"],
        repeated=count["repeated"],
        copies=count["copies"],
    )
