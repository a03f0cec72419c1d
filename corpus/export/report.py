"""What an export did, as lines for a terminal: the rows each reason removed, with a few of them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from songngu.corpus.export.card.counting import leak_counts
from songngu.corpus.export.delivery import Exported
from songngu.corpus.files.display import fitted, quantity
from songngu.corpus.formats.fields import score_names

_WIDTH = 44


def summary(done: Exported) -> Iterator[str]:
    """Yield the lines that say how many rows came in, left and went where."""
    yield f"{quantity(done.rows, 'row')} read, {done.kept:,} kept"
    for reason, count in done.removed.items():
        if count:
            yield f"  {count:>9,}  {reason}"
    for part, count in done.parts.items():
        yield f"{part}: {quantity(count, 'row')}"


def examples(done: Exported) -> Iterator[str]:
    """Yield a few removed rows of each reason, with the score that it goes by."""
    order = pl.col("removed_by").cast(pl.Enum(list(done.removed)))
    for row in done.samples.sort(order, maintain_order=True).iter_rows(named=True):
        reason = row["removed_by"]
        scores = [row[name] for name in score_names(done.samples) if name.split(".")[1] == reason]
        score = " ".join(f"{value:g}" for value in scores if value is not None)
        texts = (fitted(row[side] or "—", _WIDTH).rstrip() for side in ("source", "target"))
        yield f"{reason} {score}".rstrip() + f"  {row['document']}:{row['row']}"
        yield from (f"    {text}" for text in texts)


def leaks_report(leaks: pl.DataFrame) -> Iterator[str]:
    """Yield how many rows stand in each test set, and in which way."""
    for leak in leak_counts(leaks):
        short = ", too short to count" if leak.short else ""
        yield f"stand in {leak.set}: {leak.rows:,} {leak.kind}{short}"
