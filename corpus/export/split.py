"""The split: rows dealt to train, dev and test so that nothing of a document or a cluster is in two of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError
from songngu.corpus.export.forest import Forest, Rows
from songngu.corpus.export.order import order_keys
from songngu.corpus.export.part_sizes import PartSizes
from songngu.corpus.files.display import quantity

Numbers = NDArray[np.int64]

_STRETCH = 1 << 18
# A part is said to be smaller or larger than asked for where it is by more than this share.
_NOTED = 0.05
# A part is imagined larger by one row in so many, and by so many, to see what comes to it next.
_RESERVE = 16


@dataclass(frozen=True, slots=True)
class Split:
    """A split of the rows of a table.

    ``parts`` names the part of each row; ``sizes`` counts the rows of each part, ``groups`` what could be dealt only as
    a whole; ``reserve`` are the rows that would be in another part if the small ones were a little larger; ``notes``
    say, a sentence each, where sizes are not as asked for.
    """

    parts: pl.Series
    sizes: dict[str, int]
    groups: int
    reserve: NDArray[np.bool_]
    notes: tuple[str, ...]


def split_rows(
    parquet: str | Path,
    shares: PartSizes,
    *,
    clusters: Rows | None = None,
    document: str | None = "document",
    unit: str | None = None,
    strata: str | None = None,
    seed: int = 0,
) -> Split:
    """Deal the rows of a Parquet file to the parts of ``shares``.

    Rows stay together that are of one cluster (``clusters`` holds the first row of the cluster of each, as
    `find_clusters` has it) or have the same value in the columns ``document`` (with None, documents may be cut) or
    ``unit``, and so does what is joined through others. Each value of the column ``strata`` is dealt by itself, each to
    the same shares; what whole groups leave over is carried on to the next. Groups are dealt in the order of a BLAKE2b
    hash of ``seed`` and the id of their first row. The small parts are filled first, as near as whole groups allow; the
    largest takes what is left.

    Raises UsageError where the table has no such column or too few rows.
    """
    table = pl.scan_parquet(parquet)
    count: int = table.select(pl.len()).collect().item()
    forest = Forest(count)
    for labels in (clusters, document and _firsts(table, document), unit and _firsts(table, unit)):
        if labels is not None and len(labels):
            forest.join(np.arange(count), labels)
    firsts, groups, counts = np.unique(forest.firsts(), return_inverse=True, return_counts=True)
    layers = _firsts(table, strata)[firsts] if strata else np.zeros(len(firsts), np.int64)
    order = np.lexsort((_order_keys(table, firsts, seed), layers))
    wanted = shares.sizes(count)
    part_of = _part_of(counts, layers, order, wanted, shares)
    parts = pl.Series("split", part_of[groups], dtype=pl.UInt32)
    rows = np.bincount(part_of, counts, len(shares.names)).astype(int).tolist()
    sizes = dict(zip(shares.names, rows, strict=True))
    named = pl.Series("split", shares.names, dtype=pl.Enum(shares.names)).gather(parts)
    larger = {name: rows + rows // _RESERVE + _RESERVE for name, rows in wanted.items()}
    reserve = (part_of != _part_of(counts, layers, order, larger, shares))[groups]
    return Split(named, sizes, len(firsts), reserve, tuple(_notes(wanted, sizes, counts, shares.largest)))


def check_column(table: pl.LazyFrame, column: str) -> None:
    """Raise UsageError where a table has no column of that name to split by."""
    known = table.collect_schema().names()
    if column not in known:
        raise UsageError(f"no column named {column} to split by", hint=f"known are {', '.join(known)}")


def _firsts(table: pl.LazyFrame, column: str) -> Numbers:
    """Return for each row the first one with the same value; itself where it has none."""
    check_column(table, column)
    value = pl.col(column)
    named = value.is_not_null() & (value.cast(pl.Utf8) != "")
    keys = table.select(pl.when(named).then(value.hash(0))).collect().to_series()
    rows = np.arange(len(keys))
    filled = np.flatnonzero(keys.is_not_null().to_numpy())
    _, heads, inverse = np.unique(keys.fill_null(0).to_numpy()[filled], return_index=True, return_inverse=True)
    rows[filled] = filled[heads[inverse]]
    return rows


def _order_keys(table: pl.LazyFrame, firsts: Rows, seed: int) -> NDArray[np.uint64]:
    """Return the keys of order of the rows, which ascend."""
    parts = [np.empty(0, np.uint64)]
    for start in range(0, int(firsts[-1]) + 1 if len(firsts) else 0, _STRETCH):
        low, high = np.searchsorted(firsts, [start, start + _STRETCH])
        ids = table.select("id").slice(start, _STRETCH).collect()["id"]
        parts.append(order_keys(ids.gather(firsts[low:high] - start), seed))
    return np.concatenate(parts)


def _part_of(
    counts: Numbers, layers: Numbers, order: Numbers, wanted: dict[str, int], shares: PartSizes
) -> NDArray[np.uint32]:
    """Return the part of each group."""
    part_of = np.empty(len(counts), np.uint32)
    part_of[order] = _dealt(counts[order], layers[order], wanted, shares)
    return part_of


def _dealt(counts: Numbers, layers: Numbers, wanted: dict[str, int], shares: PartSizes) -> Numbers:
    """Return the part of each group, of groups in the order they are dealt, layer after layer."""
    last = shares.names.index(shares.largest)
    dealt = np.full(len(counts), last)
    given = dict.fromkeys(wanted, 0)
    total, passed = int(counts.sum()), 0
    edges = np.flatnonzero(np.diff(layers, prepend=-1, append=-1))
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        passed += int(counts[low:high].sum())
        for number, name in enumerate(wanted):
            if number == last:
                continue
            room = round(wanted[name] * passed / total) - given[name]
            free = low + np.flatnonzero(dealt[low:high] == last)
            taken = free[_filling(counts[free], room)]
            dealt[taken] = number
            given[name] += int(counts[taken].sum())
    return dealt


def _filling(counts: Numbers, room: int) -> Numbers:
    """Return the places of the groups that fill so many rows: those that fit, in order, and one that fits nearly."""
    taken = [np.empty(0, np.int64)]
    left = np.arange(len(counts))
    while room > 0:
        left = left[counts[left] <= room]
        fitting = int(np.searchsorted(np.cumsum(counts[left]), room, side="right"))
        if not fitting:
            break
        taken.append(left[:fitting])
        room -= int(counts[taken[-1]].sum())
        left = left[fitting:]
    if room > 0:
        over = counts.astype(np.int64)
        over[np.concatenate(taken)] = 2 * room
        nearest = int(np.argmin(over)) if len(over) else 0
        if len(over) and over[nearest] < 2 * room:
            taken.append(np.array([nearest]))
    return np.concatenate(taken)


def _notes(wanted: dict[str, int], sizes: dict[str, int], counts: Numbers, largest: str) -> list[str]:
    """Say which small parts have other sizes than asked for, and how large what stays together is."""
    missed = [
        f"{name} has {quantity(sizes[name], 'row')} instead of {rows:,}"
        for name, rows in wanted.items()
        if name != largest and abs(sizes[name] - rows) > _NOTED * rows
    ]
    if not missed:
        return []
    groups = f"{len(counts):,} groups, the largest of" if len(counts) > 1 else "one group of"
    return [f"{', '.join(missed)}: rows that stay together make {groups} {counts.max(initial=0):,} rows"]
