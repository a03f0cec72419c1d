"""What a writer leaves out of a bitext, gathered batch by batch and told in its notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA, STATUSES, Bitext, columns_of


@dataclass(slots=True)
class Losses:
    """The columns of a bitext that a format has no place for, as far as they hold anything."""

    names: list[str]
    held: set[str] = field(default_factory=set)

    def see(self, batch: pl.DataFrame) -> None:
        """Look what a batch holds in them."""
        open_names = [name for name in self.names if name not in self.held]
        flags = batch.select(_holds(name, batch.schema[name]).any() for name in open_names)
        self.held |= {name for name in open_names if flags[name].any()}

    def notes(self) -> list[str]:
        """Return the note on them, if there is anything to tell."""
        lost = [name for name in self.names if name in self.held]
        return [f"no place for {', '.join(lost)}: left out"] if lost else []


def losses(bitext: Bitext, kept: Iterable[str]) -> Losses:
    """Return the losses of a format that keeps the columns ``kept``; the number of a row is none."""
    kept = {*kept, "row"}
    own = [name for name in columns_of(bitext) if name in SCHEMA or name in EXTRAS or name.startswith("score.")]
    return Losses([name for name in own if name not in kept])


def _holds(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.List):
        return column.list.len() > 0
    if isinstance(kind, pl.Enum):
        return column != STATUSES[0]
    return column != "" if kind == pl.Utf8 else column.is_not_null()
