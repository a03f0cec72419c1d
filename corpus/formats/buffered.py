"""A bitext that comes in parts, held so that it can be gone over more than once without filling the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import polars as pl
from polars.io.plugins import register_io_source

from songngu.corpus.bitext import SCHEMA, Bitext, joined
from songngu.corpus.errors import FullDiskError
from songngu.corpus.files.refusal import is_full
from songngu.corpus.files.scratch import scratch_folder

_HINT = "free some space, or name another folder in TMPDIR"

STRETCH = 131_072
"""Rows of a file that are read at a time."""

MORSEL = 2_048
"""Rows of a frame that is handed to Polars' streaming engine: it takes some thirty ahead, however large they are."""

HELD = 4
"""Parts that are held in memory; a bitext of more goes to disk."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a temporary folder that is gone afterwards; raise FullDiskError where Polars finds the disk full."""
    with scratch_folder() as folder:
        try:
            yield folder
        except (pl.exceptions.PolarsError, OSError) as error:
            if not is_full(error):
                raise
            raise FullDiskError(f"cannot keep the rows in {folder}: the disk is full", hint=_HINT) from error


@contextmanager
def buffered_bitext(parts: Iterable[pl.DataFrame]) -> Iterator[Bitext]:
    """Give the bitext of ``parts``, all of which are taken before; a column that a part lacks is null there."""
    rest = iter(parts)
    held = list(islice(rest, HELD + 1))
    if len(held) <= HELD:
        yield joined(held)
        return
    with scratch_folder() as folder:
        yield _on_disk(chain(held, rest), folder)


class Choice(NamedTuple):
    """Which rows are taken of those that are read: ``tell`` does, by what stands in a ``column``."""

    column: str
    tell: Callable[[pl.Series], pl.Series]


def in_turn(
    paths: Sequence[Path],
    scan: Callable[[Path], pl.LazyFrame],
    rows: int = STRETCH,
    reading: Callable[[Path], AbstractContextManager[None]] = lambda path: nullcontext(),
    choice: Choice | None = None,
) -> pl.LazyFrame:
    """Return the rows of files one after the other, ``rows`` of which are in memory at a time.

    Polars' own scans read ahead, the more the more files and processors there are. ``scan`` opens a file; all have the
    columns of the first. A file is read within what ``reading`` gives, which may turn errors into others. With a
    ``choice``, few rows of many are no more in memory than they are: what Polars filters keeps all texts around it.
    """
    with reading(paths[0]):
        schema = scan(paths[0]).collect_schema()

    def read(
        columns: list[str] | None, predicate: pl.Expr | None, limit: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        needed = columns if columns is None or choice is None else list(dict.fromkeys([*columns, choice.column]))
        for path in paths:
            with reading(path):
                table, start, height = scan(path), 0, rows
                while height == rows and limit != 0:
                    stretch = table.slice(start, rows if limit is None or choice else min(rows, limit))
                    frame = (stretch if needed is None else stretch.select(needed)).collect()
                    height = frame.height
                    start += height
                    if choice is not None:
                        frame = _filtered(frame, choice.tell(frame[choice.column])).head(limit or height)
                        frame = frame if columns is None else frame.select(columns)
                    limit = None if limit is None else limit - frame.height
                    yield from (frame if predicate is None else _filtered(frame, predicate)).iter_slices(MORSEL)

    return register_io_source(read, schema=schema, is_pure=True)


def _filtered(frame: pl.DataFrame, wanted: pl.Series | pl.Expr) -> pl.DataFrame:
    """Return the rows that are wanted; where they are few, with copies of their texts."""
    found = frame.filter(wanted)
    return found if 2 * found.height > frame.height else found.with_columns(pl.col(pl.Utf8) + "")


def _write(part: pl.DataFrame, path: Path) -> None:
    try:
        part.write_ipc(path, compression="uncompressed")
    except OSError as error:
        raise FullDiskError(f"cannot keep the rows in {path.parent}: {error}", hint=_HINT) from error


def _on_disk(parts: Iterable[pl.DataFrame], folder: Path) -> pl.LazyFrame:
    groups: list[tuple[pl.Schema, list[Path]]] = []
    for number, part in enumerate(parts):
        if not groups or groups[-1][0] != part.schema:
            groups.append((part.schema, []))
        path = folder / f"{number:06}.arrow"
        _write(part, path)
        groups[-1][1].append(path)
    scans = [in_turn(paths, pl.scan_ipc) for _, paths in groups]
    return pl.concat([pl.LazyFrame(schema=SCHEMA), *scans], how="diagonal")
