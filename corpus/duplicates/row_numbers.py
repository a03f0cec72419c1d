"""Numbers of rows: how they are held in little memory, and pairs of them in one number each, up to 2^32 rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError

MOST_ROWS = 1 << 32
"""Rows of one table: no more have a number in Polars either, as it comes."""

RowNumbers = NDArray[np.signedinteger[Any]]
Codes = NDArray[np.unsignedinteger[Any]]
"""What is said of each row of a table, by a small number."""
Numbers = NDArray[np.int64]

_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_STRETCH = 1 << 18


def check_rows(count: int) -> None:
    """Raise UsageError where a table has more rows than can be numbered."""
    if count > MOST_ROWS:
        raise UsageError(f"{count:,} rows are more than {MOST_ROWS:,}", hint="cut the table into several")


def narrowed(numbers: NDArray[np.integer], rows: int) -> RowNumbers:
    """Return numbers of rows of a table of so many in 32 bits where they fit, else in 64; -1 fits in either."""
    return numbers.astype(np.int32) if rows <= 1 << 31 else numbers.astype(np.int64)


def numbered(kept: NDArray[np.bool_]) -> RowNumbers:
    """Return for each row of a table its number among those that are ``kept``, if it is."""
    return np.asarray(np.cumsum(kept, dtype=np.int32 if len(kept) < 1 << 31 else np.int64) - 1)


def codes(rows: int, kinds: int) -> Codes:
    """Return the code 0 for each of so many rows, of as many bits as codes of so many ``kinds`` need."""
    return np.zeros(rows, np.min_scalar_type(max(kinds - 1, 0)))


def tallied(codes: Codes, kinds: int) -> Numbers:
    """Return how many rows have each of so many codes; NumPy would take eight bytes a row to count them at once."""
    counts = np.zeros(kinds, np.int64)
    for start in range(0, len(codes), _STRETCH):
        counts += np.bincount(codes[start : start + _STRETCH], minlength=kinds)
    return counts


def packed(later: NDArray[np.integer], earlier: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return pairs of rows as one number each, in the order of the later row and then of the earlier one."""
    return (later.astype(np.uint64) << _BITS) | earlier.astype(np.uint64)


def unpacked(pairs: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """Return the earlier and the later row of each pair."""
    return (pairs & _LOW).astype(np.int64), (pairs >> _BITS).astype(np.int64)
