"""The split: rows dealt to train, dev and test so that nothing of a document or a cluster is in two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.row_numbers import Codes, codes, narrowed
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
# As many times the groups as the small parts take are looked at first, and where they do not fill them, as many again.
_LOOKED_AT, _MOST_LOOKED_AT = 4, 0.2
_KEYS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Split:
    """A split of the rows of a table.

    ``parts`` names the part of each row; ``sizes`` counts the rows of each part, ``groups`` what could be dealt only as
    a whole; ``reserve`` are the numbers of the rows that would be in another part if the small ones were a little
    larger; ``notes`` say, a sentence each, where sizes are not as asked for.
    """

    parts: pl.Series
    sizes: dict[str, int]
    groups: int
    reserve: NDArray[np.int64]
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
        del clusters  # which nobody else may hold
    for column in filter(None, (document, unit)):
        labels = _firsts(table, column)
        forest.join(np.arange(count, dtype=labels.dtype), labels)
    roots = forest.firsts()
    counts = _counts(roots)
    groups = _Groups(table, counts, _firsts(table, strata) if strata else None, seed)
    wanted = shares.sizes(count)
    larger = {name: rows + rows // _RESERVE + _RESERVE for name, rows in wanted.items()}
    dealt, next_dealt = _dealt(groups, (wanted, larger), shares, count)
    of_firsts = _part_of_firsts(dealt, shares, count)
    reserve = of_firsts != _part_of_firsts(next_dealt, shares, count)
    sizes = {name: int(counts[dealt.firsts[dealt.parts == number]].sum()) for number, name in enumerate(shares.names)}
    sizes[shares.largest] += count - sum(sizes.values())
    parts = _named(of_firsts, roots, shares)
    number = int(np.count_nonzero(counts))
    notes = tuple(_notes(wanted, sizes, number, int(counts.max(initial=0)), shares.largest))
    return Split(parts, sizes, number, np.flatnonzero(reserve[roots]), notes)


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
    # Rows of one document mostly follow each other: the first of each run stands for all.
    runs = [(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.bool_))]
    end = 0
    for keys in _stretches(table.select(pl.when(named).then(value.hash(0)))):
        filled, values = keys.is_not_null().to_numpy(), keys.fill_null(0).to_numpy()
        heads = np.flatnonzero(np.append(True, (values[1:] != values[:-1]) | (filled[1:] != filled[:-1])))
        runs.append((heads + end, values[heads], filled[heads]))
        end += len(keys)
    heads, values, filled = (np.concatenate(column) for column in zip(*runs, strict=True))
    _, places, inverse = np.unique(values[filled], return_index=True, return_inverse=True)
    firsts = narrowed(heads, end)
    firsts[filled] = firsts[filled][places[inverse]]
    lengths = np.diff(heads, append=end)
    rows: Rows = np.repeat(firsts, lengths)
    alone = np.flatnonzero(np.repeat(~filled, lengths))
    rows[alone] = alone
    return rows


def _stretches(column: pl.LazyFrame) -> Iterator[pl.Series]:
    """Yield a column some rows at a time."""
    start, height = 0, _STRETCH
    while height == _STRETCH:
        stretch = column.slice(start, _STRETCH).collect().to_series()
        start, height = start + _STRETCH, len(stretch)
        if height:
            yield stretch


def _counts(roots: Rows) -> Rows:
    """Return for each row that is the first of its group how many rows that has, 0 for the others."""
    counts = np.zeros_like(roots)
    for start in range(0, len(roots), _STRETCH):
        firsts, rows = np.unique(roots[start : start + _STRETCH], return_counts=True)
        counts[firsts] += rows.astype(counts.dtype)
    return counts


@dataclass(frozen=True, slots=True)
class _Dealt:
    """Groups by their first rows, and the part of each."""

    firsts: NDArray[np.int64]
    parts: Parts


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of rows of a table: ``counts`` as `_counts` has them, ``layers`` the layer of each row, if any."""

    table: pl.LazyFrame
    counts: Rows
    layers: Rows | None
    seed: int

    def totals(self) -> dict[int, int]:
        """Return how many rows each layer has, in the order of the layers."""
        if self.layers is None:
            return {0: len(self.counts)} if len(self.counts) else {}
        firsts = np.flatnonzero(self.counts)
        known, which = np.unique(self.layers[firsts], return_inverse=True)
        rows = np.bincount(which, self.counts[firsts]).astype(np.int64)
        return dict(zip(known.tolist(), rows.tolist(), strict=True))

    def first(self, share: float) -> tuple[NDArray[np.int64], Rows]:
        """Return the first rows of about a ``share`` of the groups, those that are dealt first, and their layers.

        They come layer after layer, in the order of the keys of their first rows.
        """
        bound = min(round(share * _KEYS), _KEYS)
        parts = [(np.empty(0, np.int64), np.empty(0, np.uint64))]
        for number, ids in enumerate(_stretches(self.table.select("id"))):
            start = number * _STRETCH
            firsts = np.flatnonzero(self.counts[start : start + _STRETCH])
            keys = order_keys(ids.gather(firsts), self.seed)
            kept = keys <= np.uint64(bound)
            parts.append((firsts[kept] + start, keys[kept]))
        firsts, keys = (np.concatenate(column) for column in zip(*parts, strict=True))
        layers = np.zeros(len(firsts), np.int32) if self.layers is None else self.layers[firsts]
        order = np.lexsort((keys, layers))
        return firsts[order], layers[order]


def _dealt(groups: _Groups, wanted: Sequence[dict[str, int]], shares: PartSizes, rows: int) -> list[_Dealt]:
    """Deal groups to the parts, layer after layer, once for each of the sizes ``wanted``.

    The small parts are filled by the first groups that fit: the others are not looked at, unless these do not suffice.
    """
    small = max(sum(sizes[name] for name in shares.names if name != shares.largest) for sizes in wanted)
    share = min(1, _LOOKED_AT * (small + 1) / max(rows, 1))
    totals = groups.totals()
    while True:
        firsts, layers = groups.first(share)
        counts = groups.counts[firsts]
        parts = [_filled(counts, layers, totals, sizes, shares, whole=share >= 1) for sizes in wanted]
        dealt = [_Dealt(firsts, each) for each in parts if each is not None]
        if len(dealt) == len(wanted):
            return dealt
        share = 1 if share > _MOST_LOOKED_AT else share * _LOOKED_AT


def _part_of_firsts(dealt: _Dealt, shares: PartSizes, rows: int) -> Codes:
    """Return the part of each row that is the first of a group; what was not looked at is in the largest."""
    parts = codes(rows, len(shares.names))
    parts[:] = shares.names.index(shares.largest)
    parts[dealt.firsts] = dealt.parts
    return parts


def _named(of_firsts: Codes, roots: Rows, shares: PartSizes) -> pl.Series:
    """Return the name of the part of each row; Polars would take four bytes a row to name them at once."""
    named = pl.Series("split", shares.names, dtype=pl.Enum(shares.names))
    stretches = (of_firsts[roots[start : start + _STRETCH]] for start in range(0, len(roots), _STRETCH))
    found = [named.gather(pl.Series(each, dtype=pl.UInt32)) for each in stretches]
    return pl.concat([named.clear(), *found], rechunk=True)


def _filled(
    counts: Rows, layers: Rows, totals: dict[int, int], wanted: dict[str, int], shares: PartSizes, *, whole: bool
) -> Parts | None:
    """Return the part of each group, of groups in the order they are dealt; None where more than these are needed."""
    last = shares.names.index(shares.largest)
    dealt = np.full(len(counts), last, np.uint16)
    given = dict.fromkeys(wanted, 0)
    total, passed = sum(totals.values()), 0
    for layer, rows in totals.items():
        low, high = np.searchsorted(layers, [layer, layer + 1]).tolist()
        passed += rows
        for number, name in enumerate(wanted):
            if number == last:
                continue
            room = round(wanted[name] * passed / total) - given[name]
            free = low + np.flatnonzero(dealt[low:high] == last)
            taken = _filling(counts[free], room, whole=whole)
            if taken is None:
                return None
            dealt[free[taken]] = number
            given[name] += int(counts[free[taken]].sum())
    return dealt


def _filling(counts: Rows, room: int, *, whole: bool) -> NDArray[np.int64] | None:
    """Return the places of the groups that fill so many rows: those that fit, in order, and one that fits nearly.

    Of some groups only, that are not the ``whole``, None where they do not fill them.
    """
    taken = [np.empty(0, np.int64)]
    left = np.arange(len(counts))
    while room > 0:
        left = left[counts[left] <= room]
        # No group is empty, so that no more of them fit than there is room for rows.
        fitting = int(np.searchsorted(np.cumsum(counts[left[:room]]), room, side="right"))
        if not fitting:
            break
        taken.append(left[:fitting])
        room -= int(counts[taken[-1]].sum())
        left = left[fitting:]
    if room > 0 and not whole:
        return None
    if room > 0:
        over = counts.astype(np.int64)
        over[np.concatenate(taken)] = 2 * room
        nearest = int(np.argmin(over)) if len(over) else 0
        if len(over) and over[nearest] < 2 * room:
            taken.append(np.array([nearest]))
    return np.concatenate(taken)


def _notes(wanted: dict[str, int], sizes: dict[str, int], groups: int, most: int, largest: str) -> list[str]:
    """Say which small parts have other sizes than asked for, and how large what stays together is."""
    missed = [
        f"{name} has {quantity(sizes[name], 'row')} instead of {rows:,}"
        for name, rows in wanted.items()
        if name != largest and abs(sizes[name] - rows) > _NOTED * rows
    ]
    if not missed:
        return []
    told = f"{groups:,} groups, the largest of" if groups > 1 else "one group of"
    return [f"{', '.join(missed)}: rows that stay together make {told} {most:,} rows"]
