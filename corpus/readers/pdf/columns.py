"""The order in which the lines of a page are read: columns one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from songngu.corpus.readers.pdf.lines import Line, joined_line

_NARROWEST_GUTTER = 0.8
_WIDEST_GAP = 3.0
_WIDEST_SPACE = 4.0
_LEAST_ROWS = 3
_LEAST_WORDS = 3
_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines that are read from top to bottom: a page, a column of it, or the rows of a table (``is_table``)."""

    lines: tuple[Line, ...]
    left: float
    right: float
    is_table: bool = False


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines in rows from top to bottom: those on one base line together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.4 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def in_reading_order(lines: Sequence[Line]) -> list[Zone]:
    """Return the zones of a page in the order in which they are read."""
    zones: list[Zone] = []
    single: list[list[Line]] = []
    rows = _justified(rows_of(lines))
    number = 0
    while number < len(rows):
        end, gutter = _columns_from(rows, number)
        if gutter is None:
            single.append(rows[number])
            number += 1
            continue
        zones.extend(_single(single))
        single = []
        sides = _sides(rows[number:end], gutter)
        for side in sides:
            zones.extend(in_reading_order(side))
        number = end
    zones.extend(_single(single))
    return zones


def _justified(rows: list[list[Line]]) -> list[list[Line]]:
    """Return the rows with those joined whose words were driven apart to fill the line, as their neighbours do."""
    done: list[list[Line]] = []
    for number, row in enumerate(rows):
        beside = [other[0] for other in rows[max(0, number - 1) : number + 2] if len(other) == 1]
        gaps = [right.left - left.right for left, right in pairwise(row)]
        is_one = gaps and max(gaps) < _WIDEST_SPACE * row[0].size and any(_is_framed(row, line) for line in beside)
        done.append([joined_line(row)] if is_one else row)
    return done


def _is_framed(row: Sequence[Line], line: Line) -> bool:
    """Tell whether a line next to a row begins where it does and ends there, too."""
    size = line.size
    return (
        abs(row[0].left - line.left) < 2.5 * size
        and abs(row[-1].right - line.right) < 2.5 * size
        and abs(row[0].base - line.base) < 2.5 * size
        and len(line.text.split()) >= _LEAST_WORDS
    )


def _single(rows: Sequence[Sequence[Line]]) -> Iterator[Zone]:
    """Yield rows as zones, those of several cells apart from lines."""
    group: list[Line] = []
    is_table = False
    for row in rows:
        if group and is_table != (len(row) > 1):
            yield _zone(group, is_table=is_table)
            group = []
        is_table = len(row) > 1
        group.extend(row)
    if group:
        yield _zone(group, is_table=is_table)


def _zone(lines: Sequence[Line], *, is_table: bool) -> Zone:
    return Zone(tuple(lines), min(line.left for line in lines), max(line.right for line in lines), is_table)


def _columns_from(rows: Sequence[Sequence[Line]], first: int) -> tuple[int, tuple[float, float] | None]:
    """Return where the rows end that leave one gutter free from ``first`` on, and the gutter, or None.

    Columns of text are parted so: lines of several words on both sides; the cells of tables are shorter.
    """
    best: tuple[int, tuple[float, float] | None] = (first, None)
    for found in _gutters(rows[first : first + _AHEAD]):
        gutter, end = found, first
        while end < len(rows):
            narrowed = _narrowed(rows[end], gutter)
            is_far = end > first and rows[end - 1][0].base - rows[end][0].base > _WIDEST_GAP * rows[end][0].size
            if narrowed is None or is_far:
                break
            gutter, end = narrowed, end + 1
        if end > best[0] and _are_columns(rows[first:end], gutter):
            best = end, gutter
    return best


def _gutters(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Return what the first of the rows leaves free between its lines, or as many rows as it takes for such a gap.

    The lines of two columns need not stand side by side on their base lines.
    """
    covered: list[tuple[float, float]] = []
    for row in rows:
        covered = _union([*covered, *((line.left, line.right) for line in row)])
        if len(covered) > 1:
            return [(one[1], other[0]) for one, other in pairwise(covered)]
    return []


def _union(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return stretches from left to right, those made one that touch."""
    done: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if done and left <= done[-1][1]:
            done[-1] = done[-1][0], max(done[-1][1], right)
        else:
            done.append((left, right))
    return done


def _narrowed(row: Sequence[Line], gutter: tuple[float, float]) -> tuple[float, float] | None:
    """Return what a row leaves free of a gutter, or None where it leaves too little."""
    low, high = gutter
    for line in row:
        if line.right <= high and line.left < low:
            low = max(low, line.right)
        elif line.left >= low:
            high = min(high, line.left)
        else:
            return None
    size = median(line.size for line in row)
    return (low, high) if high - low >= _NARROWEST_GUTTER * size else None


def _sides(rows: Sequence[Sequence[Line]], gutter: tuple[float, float]) -> tuple[list[Line], list[Line]]:
    middle = sum(gutter) / 2
    lines = [line for row in rows for line in row]
    return [line for line in lines if line.left < middle], [line for line in lines if line.left >= middle]


def _are_columns(rows: Sequence[Sequence[Line]], gutter: tuple[float, float]) -> bool:
    """Tell whether both sides of a gutter hold lines of several words, beside each other."""
    left, right = _sides(rows, gutter)
    beside = [line for line in right if left[-1].base <= line.base <= left[0].base] if left else []
    return bool(beside) and all(
        len(rows_of(side)) >= _LEAST_ROWS and median(len(line.text.split()) for line in side) >= _LEAST_WORDS
        for side in (left, right)
    )
