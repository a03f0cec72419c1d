"""Links of two directions made into one set: their intersection, their union, or grown from the one into the other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.bool_]
_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


class Symmetry(StrEnum):
    """How the links that two directions find are made into one set."""

    GROWN = "grow-diag-final-and"
    INTERSECTION = "intersection"
    UNION = "union"


def symmetrised(forward: Table, backward: Table, symmetry: Symmetry) -> Table:
    """Return the links of both directions as one set; both tables are source words by target words."""
    if symmetry is Symmetry.INTERSECTION:
        return forward & backward
    if symmetry is Symmetry.UNION:
        return forward | backward
    return _grown(forward, backward)


def _grown(forward: Table, backward: Table) -> Table:
    """Grow the intersection by neighbours that are in the union (Och and Ney 2003, Koehn, Och and Marcu 2003).

    A neighbour counts, diagonal ones too, where one of its words has no link yet; at last links both of whose words
    have none.
    """
    table, union = forward.copy(), forward.copy()
    table &= backward
    union |= backward
    rows, columns = table.any(axis=1), table.any(axis=0)
    waiting = list(zip(*np.nonzero(table), strict=True))
    while waiting:
        i, j = waiting.pop(0)
        for row, column in _around(int(i), int(j), table.shape):
            if union[row, column] and not table[row, column] and not (rows[row] and columns[column]):
                table[row, column] = rows[row] = columns[column] = True
                waiting.append((row, column))
    for each in (forward, backward):
        for row, column in zip(*np.nonzero(each), strict=True):
            if not rows[row] and not columns[column]:
                table[row, column] = rows[row] = columns[column] = True
    return table


def _around(i: int, j: int, shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for down, right in _NEIGHBOURS:
        if 0 <= i + down < shape[0] and 0 <= j + right < shape[1]:
            yield i + down, j + right
