"""A bitext as a side-by-side table for a terminal: the rows worth seeing, and what stands in the whole."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from songngu.corpus.bitext import moved_rows, rows_named
from songngu.corpus.files.display import display_width, fitted, floored, printable

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.bitext import Bitext

WIDTH = 100
_MOVED = ("go with", "goes with"), "moved"


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write every row side by side; spans, files and ids are not kept."""
    whole = bitext.lazy().collect()
    for line in lines(whole, most=None):
        stream.write((line + "\n").encode("utf-8"))
    return ["a table is for reading: spans, files and ids are left out"] if whole.height else []


def lines(bitext: pl.DataFrame, *, width: int = WIDTH, most: int | None = 16) -> Iterator[str]:
    """Yield the lines of a table of at most ``most`` rows, ``width`` columns wide.

    Rows that are not one to one come before those that are; the rows left out are counted where they stand, and a
    repeated passage is one line.
    """
    rows = list(_folded(bitext.to_dicts()))
    shown = _chosen(rows, most)
    column = (width - 21) // 2
    yield f"{'row':>4}  {'bead':4} {'prob':4}  {fitted('source', column)}   target"
    skipped = 0
    for number, row in enumerate(rows):
        if number not in shown:
            skipped += 1
            continue
        if skipped:
            yield f"   …  {skipped} more"
        skipped = 0
        yield from _row(row, column)
    if skipped:
        yield f"   …  {skipped} more"


def _folded(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows, those of a set-aside passage or of one side of a moved block that follow each other as one."""
    numbers = {row["id"]: row["row"] for row in rows}
    held: dict[str, Any] | None = None
    for row in rows:
        kind, there = _elsewhere(row, numbers)
        if held and (held["kind"], bool(held["source"])) == (kind, bool(row["source"])):
            first, last = held["there"]
            held |= {"last": row["row"], "there": (min(first, there[0]), max(last, there[1]))}
            continue
        if held:
            yield held
        held = {**row, "kind": kind, "there": there, "last": row["row"]} if kind else None
        if not held:
            yield row
    if held:
        yield held


def _elsewhere(row: dict[str, Any], numbers: dict[str, int]) -> tuple[str, tuple[int, int]]:
    """Return what ties a row to others, if anything, and the first and last of these."""
    if row["duplicate_of"] in numbers:
        return "repeat", (numbers[row["duplicate_of"]],) * 2
    moved = moved_rows(row["note"])
    return ("moved", moved) if moved else ("", (0, 0))


def _chosen(rows: list[dict[str, Any]], most: int | None) -> set[int]:
    if most is None or len(rows) <= most:
        return set(range(len(rows)))
    order = sorted(range(len(rows)), key=lambda k: (k >= 3 and _plain(rows[k]), k))
    return set(order[:most])


def _plain(row: dict[str, Any]) -> bool:
    return "last" not in row and len(row["source_ids"] or ()) == len(row["target_ids"] or ()) == 1


def _row(row: dict[str, Any], column: int) -> Iterator[str]:
    if "last" in row:
        here, there = rows_named(row["row"], row["last"]), rows_named(*row["there"])
        forms, why = (("repeat", "repeats"), "set aside") if row["kind"] == "repeat" else _MOVED
        yield f"{row['row']:>4}  {here} {forms[row['row'] == row['last']]} {there}: {why}"
        return
    bead = f"{len(row['source_ids'] or ())}-{len(row['target_ids'] or ())}"
    probability = "" if row["probability"] is None else floored(row["probability"])
    cells = [_wrapped(row[side] or "—", column) for side in ("source", "target")]
    height = max(map(len, cells))
    for k in range(height):
        lead = f"{row['row']:>4}  {bead:4} {probability:4}  " if k == 0 else " " * 17
        left, right = (cell[k] if k < len(cell) else "" for cell in cells)
        yield f"{lead}{fitted(left, column)}   {right}".rstrip()


def _wrapped(text: str, column: int) -> list[str]:
    """Return at most two lines of ``column`` columns, the second cut with an ellipsis."""
    words = textwrap.wrap(printable(text), column)
    if len(words) <= 2 and all(display_width(line) <= column for line in words):
        return words or [""]
    return [words[0], fitted(" ".join(words[1:]), column).rstrip()]
