"""Partitions: an output in folders that name the values of columns, ``split=train/0.parquet``, as Hive has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.corpus import COMPRESSION, stretches
from songngu.corpus.export.shards import Shard
from songngu.corpus.files.output import STDOUT
from songngu.corpus.files.registry import suggestion
from songngu.corpus.files.staging import staging
from songngu.corpus.formats.buffered import in_turn
from songngu.corpus.formats.parquet import NO_VALUE

COLUMNS = ("split", "document", "source_lang", "target_lang", "source_file", "target_file")
"""The columns that an output can be laid out by; those of texts and ids have another value in each row."""

_FILE = "0.parquet"
_MOST = 4096
_LONGEST = 200


def parse_columns(text: str) -> tuple[str, ...]:
    """Return the columns of ``split,document``; raise UsageError for one that there is not, or that is named twice."""
    columns = tuple(name.strip() for name in text.split(","))
    for name in columns:
        if name not in COLUMNS:
            raise UsageError(f"{name!r} is no column to partition by", hint=suggestion(name, COLUMNS))
        if columns.count(name) > 1:
            raise UsageError(f"the column {name} is named twice", hint="name each once")
    return columns


def check_partitionable(path: str, format: str) -> None:
    """Raise UsageError for an output that cannot be a folder of Parquet files."""
    if format != "parquet":
        raise UsageError(f"{path}: partitions are of Parquet, not of {format}", hint="name corpus.parquet")
    if path == STDOUT:
        raise UsageError(
            "partitions are several files, which standard output cannot hold", hint="name a folder with -o"
        )
    if Path(path).is_file():
        raise UsageError(f"{path}: is a file, and partitions are a folder", hint="remove it, or name another")


def partitions_there(path: str) -> list[Path]:
    """Return the files of the partitions of an output that stand on disk, by whatever columns."""
    whole = Path(path)
    found = sorted(whole.rglob(_FILE)) if whole.is_dir() else []
    return [file for file in found if all("=" in name for name in file.relative_to(whole).parts[:-1])]


def remove_other_partitions(path: str, files: Sequence[str]) -> None:
    """Remove the partitions of an output that are none of these, in the step that writes them."""
    kept = {Path(file).resolve() for file in files}
    staging().obsolete += [file.resolve() for file in partitions_there(path) if file.resolve() not in kept]


def partitions_of(rows: pl.LazyFrame, path: str, columns: Sequence[str], folder: Path) -> dict[tuple[Any, ...], Shard]:
    """Deal rows to the files of a folder, one for each combination of values, by these; they wait in ``folder``.

    A file lacks the columns that its folders tell. Of no rows there is one file with all columns. Raises UsageError
    where the rows have no such column, or too many values of it, or such as cannot name a folder everywhere.
    """
    known = rows.collect_schema()
    for name in columns:
        if name not in known:
            raise UsageError(f"the rows have no column {name} to partition by", hint="ask for parts with --split")
    waiting = folder / f"partitions-{len(list(folder.iterdir())):06}"
    waiting.mkdir()
    pieces: dict[tuple[Any, ...], list[Path]] = {}
    numbers = count()
    counts = Counter[tuple[Any, ...]]()
    for batch in stretches(rows):
        for key, part in batch.partition_by(columns, maintain_order=True, include_key=False, as_dict=True).items():
            counts[key] += part.height
            piece = waiting / f"{next(numbers):09}.parquet"
            part.write_parquet(piece, compression=COMPRESSION)
            pieces.setdefault(key, []).append(piece)
        if len(pieces) > _MOST:
            raise UsageError(
                f"{path}: more than {_MOST:,} partitions by {', '.join(columns)}", hint="name fewer columns"
            )
    if not pieces:
        return {(None,) * len(columns): Shard((Path(path) / _FILE).as_posix(), rows, 0)}
    names = {key: [_named(*item) for item in zip(columns, key, strict=True)] for key in sorted(pieces, key=_order)}
    _check_apart(names.values(), path)
    return {
        key: Shard(Path(path, *folders, _FILE).as_posix(), in_turn(pieces[key], pl.scan_parquet), counts[key])
        for key, folders in names.items()
    }


def _order(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in key)


def _named(column: str, value: str | None) -> str:
    """Return the folder of a value; what a name of a file cannot hold everywhere is percent-encoded."""
    if value is None:
        return f"{column}={NO_VALUE}"
    name = quote(value, safe="")
    # Windows cuts a full stop off the end of a name.
    return f"{column}={f'{name[:-1]}%2E' if name.endswith('.') else name}"


def _check_apart(folders: Iterable[Sequence[str]], path: str) -> None:
    """Raise UsageError for names that a file system does not hold, or takes for one another."""
    seen: dict[tuple[str, ...], Sequence[str]] = {}
    for names in folders:
        if long := next((name for name in names if len(name) > _LONGEST), None):
            raise UsageError(f"{path}: {long[:40]}… is too long for the name of a folder", hint="name other columns")
        key = tuple(name.casefold() for name in names)
        if key in seen:
            both = f"{'/'.join(seen[key])} and {'/'.join(names)}"
            raise UsageError(f"{path}: {both} are one folder where case does not count", hint="name other columns")
        seen[key] = names
