"""Shards: an output cut into files of about one size, each of which is read alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.arrangement import written
from songngu.corpus.export.corpus import stretches
from songngu.corpus.export.destinations import divided
from songngu.corpus.files.output import STDOUT
from songngu.corpus.files.staging import staging
from songngu.corpus.formats import is_of_files
from songngu.corpus.formats.buffered import in_turn

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)", re.IGNORECASE)
_UNITS = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12} | {
    f"{letter}ib": 1 << 10 * power for power, letter in enumerate("kmgt", start=1)
}
# A shard is made of pieces of at most such a part of its size, so that it is nearly full, but not of fewer rows than
# this: a piece alone has its own dictionaries and statistics.
_PIECES, _LEAST = 8, 256

Measure = Callable[[pl.DataFrame], int]
"""How many bytes rows take as they are written."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of an output: its path, its rows and how many they are."""

    path: str
    rows: pl.LazyFrame
    count: int


def parse_size(text: str) -> int:
    """Return the bytes of a size such as ``200MB`` or ``1.5GiB``; raise UsageError for what is none."""
    found = _SIZE.fullmatch(text.strip())
    size = round(float(found[1]) * _UNITS[found[2].lower()]) if found else 0
    if size < 1:
        raise UsageError(f"{text!r} is no size of a file", hint="write 200MB, 1.5GB or 64MiB")
    return size


def check_divisible(path: str, format: str) -> None:
    """Raise UsageError for an output that cannot be cut into files."""
    if is_of_files(format):
        raise UsageError(f"{path}: {format} is several files already", hint="cut into shards what is one file")
    if path == STDOUT:
        raise UsageError("shards are several files, which standard output cannot hold", hint="name a file with -o")


def shards_there(path: str) -> list[Path]:
    """Return the shards of an output that stand on disk, of whatever number."""
    whole = Path(path)
    stem, suffix = divided(path)
    pattern = re.compile(rf"{re.escape(stem)}-\d{{5,}}-of-\d{{5,}}{re.escape(suffix)}", re.ASCII)
    if not whole.parent.is_dir():
        return []
    return sorted(file for file in whole.parent.iterdir() if pattern.fullmatch(file.name) and file.is_file())


def remove_others(path: str, shards: Sequence[str]) -> None:
    """Remove the shards of an output that are none of these, in the step that writes them."""
    kept = {Path(shard).name for shard in shards}
    staging().obsolete += [file.resolve() for file in shards_there(path) if file.name not in kept]


def shards_of(rows: pl.LazyFrame, path: str, size: int, measure: Measure, folder: Path) -> list[Shard]:
    """Cut rows into shards of at most about ``size`` bytes, as ``measure`` tells them; they wait in ``folder``.

    ``corpus.parquet`` becomes ``corpus-00000-of-00002.parquet`` and so on. Rows that are larger alone are a shard
    alone; of no rows there is one. Raises UsageError where most of that is no row.
    """
    sizes: list[int] = []
    counts: list[int] = []
    empty = measure(rows.collect_schema().to_frame())
    if size < 2 * empty:
        raise UsageError(f"{path}: a file takes {empty:,} bytes without rows", hint="ask for larger shards")

    def pieces() -> Iterator[pl.DataFrame]:
        for batch in stretches(rows):
            if counts and not batch.height:
                continue
            for piece, taken in _pieces(batch, size - empty, lambda rows: measure(rows) - empty):
                sizes.append(taken)
                counts.append(piece.height)
                yield piece

    stem, suffix = divided(path)
    paths = written(pieces(), f"shards-{len(list(folder.iterdir())):06}", folder)
    groups = _groups(sizes, size - empty)
    return [
        Shard(
            Path(path).with_name(f"{stem}-{number:05}-of-{len(groups):05}{suffix}").as_posix(),
            in_turn(paths[group.start : group.stop], pl.scan_parquet),
            sum(counts[group.start : group.stop]),
        )
        for number, group in enumerate(groups)
    ]


def _pieces(rows: pl.DataFrame, room: int, measure: Measure) -> Iterator[tuple[pl.DataFrame, int]]:
    """Yield rows in pieces of which several fit into the room of a shard, and the size of each."""
    taken = measure(rows)
    least = _LEAST if taken <= room else 1
    if taken <= room // _PIECES or rows.height <= least:
        yield rows, taken
        return
    step = max(least, rows.height * room // (_PIECES * taken))
    for part in rows.iter_slices(step):
        yield from _pieces(part, room, measure)


def _groups(sizes: Sequence[int], most: int) -> list[range]:
    """Return the pieces of each shard, as many as fit into it."""
    groups, start, held = [], 0, 0
    for place, size in enumerate(sizes):
        if held and held + size > most:
            groups.append(range(start, place))
            start, held = place, 0
        held += size
    return [*groups, range(start, len(sizes))]
