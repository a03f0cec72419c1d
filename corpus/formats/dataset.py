"""Datasets: Parquet files in one folder that are one bitext, as an export in partitions, Hive and Spark write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from songngu.corpus.formats.parts import files_of_parts

_SUFFIX = ".parquet"


def files_of_dataset(path: str | Path) -> list[Path] | None:
    """Return the files of a bitext that is a folder of Parquet files, in order; None for a path that is none.

    Such are a bitext in parts, a folder called ``NAME.parquet``, and one whose files lie in folders that name values of
    columns, ``split=train/0.parquet``. Hidden files and those whose names begin with ``_`` are none of its. Raises
    InputError where a part is missing that a manifest names.
    """
    folder = Path(path)
    if not folder.is_dir():
        return None
    if (parts := files_of_parts(folder)) is not None:
        return parts
    files = sorted(_files(folder))
    named = folder.suffix.lower() == _SUFFIX
    return files if files and (named or all(_is_partition(file, folder) for file in files)) else None


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob(f"*{_SUFFIX}"):
        inside = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith((".", "_")) for part in inside):
            yield file


def _is_partition(file: Path, folder: Path) -> bool:
    names = file.relative_to(folder).parts[:-1]
    return bool(names) and all("=" in name for name in names)
