"""How much a row tells of persons."""

from __future__ import annotations

import polars as pl

from songngu.corpus.filters.filter import Filter
from songngu.corpus.filters.words import SIDES, text
from songngu.corpus.personal_data import personal_data_count

PERSONAL = Filter(
    "personal",
    "e-mail addresses, telephone and identity numbers of both sides",
    lambda: pl.sum_horizontal(personal_data_count(text(side)) for side in SIDES),
    most=0,
)
