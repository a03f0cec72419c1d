"""Bitexts found: the files that a folder, a glob or a name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from glob import has_magic
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.formats import STDIN, format_by_suffix, is_of_files, is_readable
from songngu.corpus.formats.compression import bare
from songngu.corpus.formats.exported import made_of_others
from songngu.corpus.formats.moses import is_side, sides_of
from songngu.corpus.formats.parts import files_of_parts

_BESIDE = (".removed", ".leaks", ".inputs")
"""What an export puts beside a corpus, which is no part of it."""


def find_bitexts(names: Sequence[str], left_out: Iterable[str] = ()) -> list[str]:
    """Return the bitexts that names stand for: files, globs (``**`` for any folders) and folders with all below.

    Files that are ``left_out`` are not taken from folders and globs, nor is what stands beside a corpus that was
    exported there, nor the corpus where what it was made of is there too. Each is named once, those of a glob or a
    folder in alphabetical order. Raises UsageError where a folder or a glob holds none, and where standard input is
    named twice.
    """
    if names.count(STDIN) > 1:
        raise UsageError("standard input can be read once only")
    own = {Path(path).resolve() for path in left_out}
    found: dict[object, str] = {}
    for name in names:
        here = list(_behind(name, own))
        if not here:
            raise UsageError(f"{name}: no bitext there", hint="name files, or a folder or glob that has some")
        for each in here:
            # Either side of a pair of files is the pair, by whatever path.
            sides = frozenset(file.resolve() for file in files_behind(each)) or each
            found.setdefault(sides, each)
    return list(found.values())


def _behind(name: str, left_out: set[Path]) -> Iterator[str]:
    path = Path(name)
    if name == STDIN or _is_bitext(path) or not (path.is_dir() or (has_magic(name) and not path.exists())):
        yield name
        return
    parts = files_of_parts(path) if path.is_dir() else None
    if parts is not None:
        yield from (part.as_posix() for part in parts)
        return
    files = [each for each in path.rglob("*") if not _within_one(each, path)] if path.is_dir() else _matching(name)
    made, seen = made_of_others(files), set[Path]()
    for file in sorted(files):
        if file in made or file.resolve() in left_out or bare(file).with_suffix("").suffix in _BESIDE:
            continue
        if _is_bitext(file):
            yield file.as_posix()
        elif file.is_file() and is_side(file) and (pair := bare(file).with_suffix("")) not in seen:
            seen.add(pair)
            yield file.as_posix()


def _matching(pattern: str) -> list[Path]:
    path = Path(pattern)
    return list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))


def _is_bitext(path: Path) -> bool:
    """Tell whether a path is one bitext; of a folder, whether it is a format's that is one."""
    name = format_by_suffix(path)
    return name is not None and is_readable(name) and (path.is_file() or (is_of_files(name) and path.exists()))


def _within_one(file: Path, folder: Path) -> bool:
    """Tell whether a file is part of a bitext that is a folder, in ``folder``, or hidden."""
    inside = file.relative_to(folder)
    return any(part.startswith(".") for part in inside.parts) or any(
        _is_bitext(folder / parent) for parent in inside.parents if parent.name
    )


def files_behind(name: str) -> list[Path]:
    """Return the files that a bitext is: of a folder those in it, of a pair its sides; none for standard input."""
    path = Path(name)
    if path.is_dir():
        return sorted(file for file in path.rglob("*.parquet") if file.is_file())
    return [] if name == STDIN else sides_of(path) or [path]
