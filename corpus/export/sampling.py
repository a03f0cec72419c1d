"""Sampling: so many rows of all, shared out among sources by their sizes, a temperature and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.bitext import batches
from songngu.corpus.errors import UsageError
from songngu.corpus.export.order import order_keys

OTHER = "other"
"""The name of the source of rows that no pattern fits."""

_NAMES = ("document", "source_file", "target_file")


@dataclass(frozen=True, slots=True)
class Sample:
    """Which of the rows that were drawn from stay, and what there is to say of sources that are too small."""

    kept: NDArray[np.bool_]
    notes: tuple[str, ...]


def sample(
    rows: pl.LazyFrame,
    count: int,
    *,
    patterns: Mapping[str, str],
    temperature: float = 1.0,
    weights: Mapping[str, float] | None = None,
    seed: int = 0,
) -> Sample:
    """Draw ``count`` of the rows of a bitext, each once at most.

    A source of n rows and weight w is given a share in proportion to w times n to the power of 1/``temperature``
    (Arivazhagan et al. 2019): 1 keeps the sources as they are, more makes small ones larger. A source that has fewer
    rows gives all it has, and the others the rest. ``patterns`` maps globs of documents and files to sources, the first
    that fits counts. Rows are drawn in the order of a hash of ``seed`` and their ids. Raises UsageError for a weight of
    no source.
    """
    sources, ids = _sources_and_keys(rows, patterns, seed)
    names = [*dict.fromkeys(patterns.values()), OTHER]
    if unknown := sorted(set(weights or {}) - set(names)):
        raise UsageError(f"no source is called {unknown[0]!r}", hint=f"known are {', '.join(names)}")
    sizes = np.bincount(sources, minlength=len(names))
    shares = np.array([(weights or {}).get(name, 1.0) for name in names]) * sizes ** (1 / temperature)
    wanted = shared_out(min(count, len(sources)), sizes, shares)
    order = np.lexsort((ids, sources))
    starts = np.cumsum([0, *sizes[:-1]])
    places = [order[start : start + number] for start, number in zip(starts, wanted, strict=True)]
    kept = np.zeros(len(sources), np.bool_)
    kept[np.concatenate(places)] = True
    few = [f"all {len(sources):,} rows are drawn, of {count:,} that were asked for"] if count > len(sources) else []
    return Sample(kept, (*few, *_notes(names, sizes, shares, wanted)))


def shared_out(count: int, sizes: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how many of ``count`` rows each source gives: by its share, all it has where that is less."""
    wanted = np.zeros(len(sizes), np.float64)
    open_ones = (sizes > 0) & (shares > 0)
    left = float(count)
    while open_ones.any() and left > 0:
        each = left * shares * open_ones / (shares * open_ones).sum()
        full = open_ones & (each >= sizes)
        if not full.any():
            wanted[open_ones] = each[open_ones]
            break
        wanted[full] = sizes[full]
        left -= float(sizes[full].sum())
        open_ones &= ~full
    whole = np.floor(wanted).astype(np.int64)
    short = min(count, round(float(wanted.sum()))) - int(whole.sum())
    whole[np.argsort(whole - wanted, kind="stable")[:short]] += 1
    return whole


def _sources_and_keys(
    rows: pl.LazyFrame, patterns: Mapping[str, str], seed: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the number of the source of each row, and what it is drawn by."""
    names = [*dict.fromkeys(patterns.values()), OTHER]
    known: dict[tuple[str, ...], int] = {}
    sources: list[int] = []
    keys = [np.empty(0, np.uint64)]
    for batch in batches(rows.select("id", *(pl.col(name).fill_null("") for name in _NAMES))):
        for row in batch.select(_NAMES).iter_rows():
            if row not in known:
                known[row] = names.index(_source(row, patterns))
            sources.append(known[row])
        keys.append(order_keys(batch["id"], seed))
    return np.array(sources, np.int64), np.concatenate(keys)


def _source(names: Sequence[str], patterns: Mapping[str, str]) -> str:
    fitting = (name for pattern, name in patterns.items() if any(fnmatchcase(each, pattern) for each in names))
    return next(fitting, OTHER)


def _notes(
    names: Sequence[str], sizes: NDArray[np.int64], shares: NDArray[np.float64], wanted: NDArray[np.int64]
) -> list[str]:
    given = shares / shares.sum() * wanted.sum() if shares.sum() else shares
    return [
        f"the source {name} gives all its {size:,} rows: by its share it would give {round(float(share)):,}"
        for name, size, share, number in zip(names, sizes, given, wanted, strict=True)
        if size and number == size and share > size + 1
    ]
