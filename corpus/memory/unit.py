"""One row of a memory, and the way from the rows of a bitext to it and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA, STATUSES
from songngu.corpus.formats.fields import cell_text, parse_cell

_LISTS = ("source_spans", "target_spans", "source_ids", "target_ids")
_ORIGIN = ("source_lang", "target_lang", "source_file", "target_file")
_KEPT = ("id", "document", "row", "source", "target", *_ORIGIN, "probability", "status")


class UnitOrigin(NamedTuple):
    """Where rows come from: their languages and files, and the date of the bitext (ISO 8601, or nothing)."""

    source_lang: str
    target_lang: str
    source_file: str
    target_file: str
    dated: str = ""


class MemoryUnit(NamedTuple):
    """A pair of texts that render each other, with all that is known of it.

    ``key`` is its id in the bitext, ``before`` and ``after`` are those of its neighbours, ``more`` the other columns
    of the bitext as JSON. A ``detached`` entry was decided by a person, and stands in no document any more.
    """

    key: str
    document: str
    number: int
    source: str
    target: str
    origin: UnitOrigin
    probability: float | None = None
    status: str = STATUSES[0]
    detached: bool = False
    before: str | None = None
    after: str | None = None
    more: str | None = None

    @property
    def reviewed(self) -> bool:
        """Whether a person accepted or wrote it."""
        return self.status != STATUSES[0]

    @property
    def langs(self) -> tuple[str, str]:
        """The languages of source and target."""
        return self.origin.source_lang, self.origin.target_lang

    def text(self, side: int) -> str:
        """Return its source (0) or its target (1)."""
        return self.target if side else self.source

    def renamed(self) -> MemoryUnit:
        """Return the entry under a key that its texts are part of, for a file that gives one id to several rows."""
        texts = f"{self.source}\0{self.target}".encode("utf-8", "surrogatepass")
        return self._replace(key=f"{self.key}:{hashlib.blake2b(texts, digest_size=6).hexdigest()}")


def entries_of(batch: pl.DataFrame, document: str, dated: str) -> Iterator[MemoryUnit | None]:
    """Yield the entries of a bitext's rows, None for each that renders nothing or was rejected.

    ``document`` names that of rows that have none.
    """
    others = [name for name in batch.columns if name not in _KEPT and not batch[name].is_null().all()]
    details = batch.select(cell_text(name) for name in others).iter_rows() if others else iter(lambda: (), None)
    for row, cells in zip(batch.select(_KEPT).iter_rows(), details, strict=False):
        key, name, number, source, target, source_lang, target_lang, source_file, target_file, probability, status = row
        if status == "rejected" or not source.strip() or not target.strip():
            yield None
            continue
        more = {column: cell for column, cell in zip(others, cells, strict=True) if cell}
        told = json.dumps(more, ensure_ascii=False, separators=(",", ":")) if more else None
        origin = UnitOrigin(source_lang, target_lang, source_file, target_file, dated)
        yield MemoryUnit(key, name or document, number, source, target, origin, probability, status, more=told)


def with_neighbours(entries: Iterable[MemoryUnit | None]) -> Iterator[MemoryUnit | None]:
    """Yield entries with the keys of those that stand before and after each in its document."""
    before: MemoryUnit | None = None
    held: MemoryUnit | None = None
    for entry in entries:
        if entry is None:
            yield None
            continue
        if held:
            yield _between(before, held, entry)
            before = held
        held = entry
    if held:
        yield _between(before, held, None)


def _between(before: MemoryUnit | None, entry: MemoryUnit, after: MemoryUnit | None) -> MemoryUnit:
    first, last = (other.key if other and other.document == entry.document else None for other in (before, after))
    # `_replace` takes three times as long, for every row of a bitext.
    return MemoryUnit(
        entry.key, entry.document, entry.number, entry.source, entry.target, entry.origin, entry.probability,
        entry.status, entry.detached, first, last, entry.more,
    )  # fmt: skip


def bitext_of(entries: Sequence[MemoryUnit]) -> pl.DataFrame:
    """Return the bitext of entries; those that stand in no document any more say so in their note."""
    rows = [_row(entry) for entry in entries]
    more = list(dict.fromkeys(name for row in rows for name in row if name not in SCHEMA))
    schema = SCHEMA | {name: EXTRAS.get(name, pl.Float64()) for name in more}
    return pl.DataFrame(rows, schema=schema)


def _row(entry: MemoryUnit) -> dict[str, Any]:
    row: dict[str, Any] = {name: [] for name in _LISTS}
    row |= {name: parse_cell(name, cell) for name, cell in json.loads(entry.more or "{}").items()}
    row |= {name: getattr(entry.origin, name) for name in _ORIGIN}
    row |= {"id": entry.key, "document": entry.document, "row": entry.number, "status": entry.status}
    row |= {"source": entry.source, "target": entry.target, "probability": entry.probability}
    if entry.detached:
        row["note"] = row.get("note") or "no longer in its document"
    return row
