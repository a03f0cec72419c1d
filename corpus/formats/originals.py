"""Rows put together again that were one unit of a file: the column ``original`` holds the unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from songngu.corpus.formats.fields import Row

Unit = TypeVar("Unit")


def regrouped(
    rows: Iterable[Row], parse: Callable[[str], Unit | None], size: Callable[[Unit], int]
) -> Iterator[tuple[Unit | None, list[Row]]]:
    """Yield rows that follow each other and are all ``size`` rows of one unit with it, any other row alone.

    ``parse`` returns None for an original that is not of the writer's format.
    """
    held: list[Row] = []
    unit: Unit | None = None
    for row in rows:
        if held and unit is not None and len(held) < size(unit) and row["original"] == held[0]["original"]:
            held.append(row)
            continue
        yield from _whole(unit, held, size)
        unit = parse(row["original"]) if row.get("original") else None
        held = [row]
    yield from _whole(unit, held, size)


def _whole(unit: Unit | None, rows: list[Row], size: Callable[[Unit], int]) -> Iterator[tuple[Unit | None, list[Row]]]:
    if unit is not None and len(rows) == size(unit):
        yield unit, rows
    else:
        yield from ((None, [row]) for row in rows)
