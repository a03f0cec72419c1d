"""How much a row tells of persons."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import SIDES, text
from songngu.corpus.language.personal_data import personal_data_count

PERSONAL = Filter(
    "personal",
    "e-mail addresses, telephone and identity numbers of both sides",
    lambda: pl.sum_horizontal(personal_data_count(text(side)) for side in SIDES),
    most=0,
)
