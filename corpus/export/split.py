"""The split: rows dealt to train, dev and test so that nothing of a document or a cluster is in two of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.row_numbers import narrowed
from songngu.corpus.errors import UsageError
from songngu.corpus.export.forest import Forest, Rows
from songngu.corpus.export.order import order_keys
from songngu.corpus.export.part_sizes import PartSizes
from songngu.corpus.files.display import quantity

Parts = NDArray[np.uint16]

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
    if clusters is not None:
        forest.join(np.arange(len(clusters), dtype=clusters.dtype), clusters)
    for column in filter(None, (document, unit)):
        labels = _firsts(table, column)
        forest.join(np.arange(count, dtype=labels.dtype), labels)
    firsts, groups = _groups(forest.firsts())
    counts = narrowed(np.bincount(groups, minlength=len(firsts)), count)
    layers = narrowed(_firsts(table, strata)[firsts] if strata else np.zeros(len(firsts), np.int32), count)
    order = _order(_order_keys(table, firsts, seed), layers, count)
    wanted = shares.sizes(count)
    part_of = _part_of(counts, layers, order, wanted, shares)
    parts = pl.Series("split", part_of[groups]).cast(pl.UInt32)
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


def _firsts(table: pl.LazyFrame, column: str) -> Rows:
    """Return for each row the first one with the same value; itself where it has none."""
    check_column(table, column)
    value = pl.col(column)
    named = value.is_not_null() & (value.cast(pl.Utf8) != "")
    keys = table.select(pl.when(named).then(value.hash(0))).collect().to_series()
    filled = np.flatnonzero(keys.is_not_null().to_numpy())
    values = keys.fill_null(0).to_numpy()[filled]
    # Rows of one document mostly follow each other: the first of each run stands for all.
    heads = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    _, places, inverse = np.unique(values[heads], return_index=True, return_inverse=True)
    firsts = narrowed(filled[heads[places]], len(keys))
    rows = narrowed(np.arange(len(keys)), len(keys))
    rows[filled] = np.repeat(firsts[inverse], np.diff(heads, append=len(values)))
    return rows


def _groups(roots: Rows) -> tuple[Rows, Rows]:
    """Return the first row of each group, ascending, and the number of the group of each row."""
    firsts = np.flatnonzero(roots == np.arange(len(roots), dtype=roots.dtype))
    numbers = np.empty(len(roots), roots.dtype)
    numbers[firsts] = np.arange(len(firsts), dtype=roots.dtype)
    return narrowed(firsts, len(roots)), numbers[roots]


def _order(keys: NDArray[np.uint64], layers: Rows, rows: int) -> Rows:
    """Return the groups in the order they are dealt: layer after layer, by their keys."""
    return narrowed(np.lexsort((keys, layers)) if layers.any() else np.argsort(keys, kind="stable"), rows)


def _order_keys(table: pl.LazyFrame, firsts: Rows, seed: int) -> NDArray[np.uint64]:
    """Return the keys of order of the rows, which ascend."""
    parts = [np.empty(0, np.uint64)]
    for start in range(0, int(firsts[-1]) + 1 if len(firsts) else 0, _STRETCH):
        low, high = np.searchsorted(firsts, [start, start + _STRETCH])
        ids = table.select("id").slice(start, _STRETCH).collect()["id"]
        parts.append(order_keys(ids.gather(firsts[low:high] - start), seed))
    return np.concatenate(parts)


def _part_of(counts: Rows, layers: Rows, order: Rows, wanted: dict[str, int], shares: PartSizes) -> Parts:
    """Return the part of each group."""
    part_of = np.empty(len(counts), np.uint16)
    part_of[order] = _dealt(counts[order], layers[order], wanted, shares)
    return part_of


def _dealt(counts: Rows, layers: Rows, wanted: dict[str, int], shares: PartSizes) -> Parts:
    """Return the part of each group, of groups in the order they are dealt, layer after layer."""
    last = shares.names.index(shares.largest)
    dealt = np.full(len(counts), last, np.uint16)
    given = dict.fromkeys(wanted, 0)
    total, passed = int(counts.sum()), 0
    edges = np.flatnonzero(np.diff(layers, prepend=-1, append=-1))
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        passed += int(counts[low:high].sum())
        for number, name in enumerate(wanted):
            if number == last:
                continue
            room = round(wanted[name] * passed / total) - given[name]
            free = narrowed(low + np.flatnonzero(dealt[low:high] == last), len(counts))
            taken = free[_filling(counts[free], room)]
            dealt[taken] = number
            given[name] += int(counts[taken].sum())
    return dealt


def _filling(counts: Rows, room: int) -> Rows:
    """Return the places of the groups that fill so many rows: those that fit, in order, and one that fits nearly."""
    taken = [np.empty(0, counts.dtype)]
    left = np.arange(len(counts), dtype=counts.dtype)
    while room > 0:
        left = left[counts[left] <= room]
        # No group is empty, so that no more of them fit than there is room for rows.
        fitting = int(np.searchsorted(np.cumsum(counts[left[:room]]), room, side="right"))
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


def _notes(wanted: dict[str, int], sizes: dict[str, int], counts: Rows, largest: str) -> list[str]:
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
