"""Scores as columns, and the one step that tells which filter a row fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from songngu.corpus.export.filters.threshold import Threshold
from songngu.corpus.export.filters.words import with_words, without_words

_DIGITS = 6


def scored(bitext: pl.LazyFrame, thresholds: Sequence[Threshold]) -> pl.LazyFrame:
    """Add the score columns of the filters of ``thresholds``, Float64, rounded to six places; nothing is removed.

    Null where a filter does not apply to a row. Elementwise: streams, and does not depend on how rows are batched.
    """
    asked = {name: score for threshold in thresholds for name, score in threshold.scores().items()}
    of_others = {name: score for each in thresholds if each.reads for name, score in each.scores().items()}
    read = {name: score for each in thresholds for other in each.reads for name, score in other.scores().items()}
    own = {name: score for name, score in (read | asked).items() if name not in of_others}
    done = _added(_added(with_words(bitext), own), of_others)
    return without_words(done).drop(name for name in own if name not in asked)


def _added(rows: pl.LazyFrame, scores: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    raw = rows.with_columns(score.cast(pl.Float64).alias(name) for name, score in scores.items())
    # A step of its own: inside an expression every mention of a score would work it out again.
    return raw.with_columns(
        pl.when(pl.col(name).is_finite()).then(pl.col(name).round(_DIGITS)).alias(name) for name in scores
    )


def removed_by(thresholds: Sequence[Threshold]) -> pl.Expr:
    """Return the name of the first filter in the order given that a scored row fails (Utf8), null where it stays."""
    names = [pl.when(threshold.fails()).then(pl.lit(threshold.name)) for threshold in thresholds]
    return pl.coalesce(*names, pl.lit(None, pl.Utf8)).alias("removed_by")
