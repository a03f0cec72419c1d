"""The ids of rows whose texts a format cannot hold whole: those of the texts as they are written.

Who reads the file takes a row whose texts give another id for one that a person has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from songngu.corpus.bitext import row_id
from songngu.corpus.document import Span
from songngu.corpus.formats.fields import Row

_SIDES = ("source", "target")
_PARTS = tuple(f"{side}{part}" for side in _SIDES for part in ("", "_file", "_spans"))


@dataclass(slots=True)
class WrittenIds:
    """Gives rows that lose characters the id of what is left; rows that name them as repeated name that id."""

    _new: dict[str, str] = field(default_factory=dict)

    def of(self, rows: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
        """Return the rows as they are ``written``, under the ids that they have now; both are in the same order."""
        if written is rows and not self._new:
            return rows
        names = [name for name in _PARTS if not name.endswith("_spans")]
        changed = rows.select(
            pl.any_horizontal(pl.col(name).ne_missing(written[name]) for name in names).alias("changed")
        )["changed"].arg_true()
        if len(changed):
            pairs = zip(rows[changed].iter_rows(named=True), written[changed].iter_rows(named=True), strict=True)
            self._new |= {old["id"]: _identity_now(old, new) for old, new in pairs}
        if not self._new:
            return written
        return written.with_columns(pl.col("id", "duplicate_of").replace(self._new))


def _identity_now(old: Row, new: Row) -> str:
    """Return the id that a row has by its written texts; one that was not that of its texts before stays."""
    orders = (_SIDES, _SIDES[::-1])
    return next((_identity(new, order) for order in orders if old["id"] == _identity(old, order)), new["id"])


def _identity(row: Row, sides: tuple[str, ...]) -> str:
    files = [row[f"{side}_file"] or "" for side in sides]
    spans = [[Span(**span) for span in row[f"{side}_spans"] or ()] for side in sides]
    texts = [row[side] or "" for side in sides]
    return row_id(files[0], files[1], spans[0], spans[1], texts[0], texts[1])
