"""Links of two directions made into one set: their intersection, their union, or grown from the one into the other."""

from __future__ import annotations

from collections import deque
from enum import StrEnum

Points = frozenset[tuple[int, int]]

_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


class Symmetry(StrEnum):
    """How the links that two directions find are made into one set."""

    GROWN = "grow-diag-final-and"
    INTERSECTION = "intersection"
    UNION = "union"


def symmetrised(forward: Points, backward: Points, symmetry: Symmetry) -> Points:
    """Return the links of both directions as one set, each a source and a target word."""
    if symmetry is Symmetry.INTERSECTION:
        return forward & backward
    if symmetry is Symmetry.UNION:
        return forward | backward
    return _grown(forward, backward)


def _grown(forward: Points, backward: Points) -> Points:
    """Grow the intersection by neighbours that are in the union (Och and Ney 2003, Koehn, Och and Marcu 2003).

    A neighbour counts, diagonal ones too, where one of its words has no link yet; at last links both of whose words
    have none.
    """
    found, union = set(forward & backward), forward | backward
    waiting = deque(sorted(found))
    sources, targets = {i for i, _ in found}, {j for _, j in found}
    while waiting:
        i, j = waiting.popleft()
        for down, right in _NEIGHBOURS:
            row, column = point = (i + down, j + right)
            if point in union and point not in found and not (row in sources and column in targets):
                found.add(point)
                sources.add(row)
                targets.add(column)
                waiting.append(point)
    for row, column in (*sorted(forward), *sorted(backward)):
        if row not in sources and column not in targets:
            found.add((row, column))
            sources.add(row)
            targets.add(column)
    return frozenset(found)
