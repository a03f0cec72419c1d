"""The confidence of the alignment."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter

PROBABILITY = Filter(
    "probability", "probability of the bead, where songngu aligned it", lambda: pl.col("probability"), least=0.5
)
