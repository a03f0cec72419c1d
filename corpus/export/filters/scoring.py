"""Scores as columns, and the one step that tells which filter a row fails."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from songngu.corpus.export.filters.threshold import Threshold
from songngu.corpus.export.filters.words import with_words, without_words

_DIGITS = 6


def scored(bitext: pl.LazyFrame, thresholds: Sequence[Threshold]) -> pl.LazyFrame:
    """Add the score columns of the filters of ``thresholds``, Float64, rounded to six places; nothing is removed.

    Null where a filter does not apply to a row. Elementwise: streams, and does not depend on how rows are batched.
    """
    scores = {name: score for threshold in thresholds for name, score in threshold.scores().items()}
    raw = with_words(bitext).with_columns(score.cast(pl.Float64).alias(name) for name, score in scores.items())
    # A step of its own: inside an expression every mention of a score would work it out again.
    return without_words(raw).with_columns(
        pl.when(pl.col(name).is_finite()).then(pl.col(name).round(_DIGITS)).alias(name) for name in scores
    )


def removed_by(thresholds: Sequence[Threshold]) -> pl.Expr:
    """Return the name of the first filter in the order given that a scored row fails (Utf8), null where it stays."""
    names = [pl.when(threshold.fails()).then(pl.lit(threshold.name)) for threshold in thresholds]
    return pl.coalesce(*names, pl.lit(None, pl.Utf8)).alias("removed_by")
