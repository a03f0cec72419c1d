r"""Cells that a spreadsheet would run as formulas, guarded by an apostrophe in front, and back.

A cell is run that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return (OWASP, *CSV injection*). One that
begins so after any number of apostrophes gets one more, so that each guarded cell stands for one text; a column
``guarded`` marks the rows that have such cells. Dialogue in Vietnamese begins with a dash: nothing is guarded unasked.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from songngu.corpus.bitext import GUARDED, Bitext
from songngu.corpus.errors import UsageError

GUARDABLE = ("csv", "tsv")
"""The formats whose cells a spreadsheet runs; in a workbook they are texts."""

_RUN = r"^'*[=+\-@\t\r]"
_GUARDED = r"^'+[=+\-@\t\r]"
_MARK = "yes"


def check_guardable(formats: Sequence[str]) -> None:
    """Raise UsageError where cells are to be guarded and no format has any that need it."""
    if not set(formats) & set(GUARDABLE):
        raise UsageError("--guard-cells: no output is CSV or TSV", hint="leave it out: in other formats nothing is run")


def guarded(bitext: Bitext) -> pl.LazyFrame:
    """Return a bitext whose cells no spreadsheet runs, the rows that were changed marked."""
    table = bitext.lazy()
    names = _texts(table)
    runs = {name: pl.col(name).str.contains(_RUN) for name in names}
    return table.with_columns(
        *(
            pl.when(run).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)
            for name, run in runs.items()
        ),
        pl.when(pl.any_horizontal(run.fill_null(value=False) for run in runs.values()))
        .then(pl.lit(_MARK))
        .otherwise(pl.lit(""))
        .alias(GUARDED),
    )


def unguarded(batch: pl.DataFrame) -> pl.DataFrame:
    """Return rows as they were before they were guarded; others are left as they are."""
    if GUARDED not in batch.columns:
        return batch
    marked = pl.col(GUARDED) == _MARK
    return batch.with_columns(
        pl.when(marked & pl.col(name).str.contains(_GUARDED))
        .then(pl.col(name).str.slice(1))
        .otherwise(pl.col(name))
        .alias(name)
        for name in _texts(batch.lazy())
    ).drop(GUARDED)


def _texts(table: pl.LazyFrame) -> list[str]:
    return [name for name, kind in table.collect_schema().items() if kind == pl.Utf8 and name != GUARDED]
