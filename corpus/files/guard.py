"""The guard of inputs: while a command runs, none of the files it reads is written over, by whatever name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from songngu.corpus.errors import UsageError

_Identity = tuple[int, int]
_GUARDED: ContextVar[frozenset[_Identity] | None] = ContextVar("guarded", default=None)


@contextmanager
def guarding(inputs: Iterable[str | Path]) -> Iterator[None]:
    """Refuse, in the block, to write over any of the files ``inputs``; what is no regular file is left out.

    A file is known by its place on the disk, so that a link, a hard link and a name in other letters lead to the same.
    Blocks add up, and `guard` adds to them.
    """
    token = _GUARDED.set(_GUARDED.get() or frozenset())
    guard(inputs)
    try:
        yield
    finally:
        _GUARDED.reset(token)


def guard(inputs: Iterable[str | Path]) -> None:
    """Refuse to write over ``inputs`` too until the block of `guarding` around ends; without one, nothing happens."""
    guarded = _GUARDED.get()
    if guarded is not None:
        _GUARDED.set(guarded | {found for path in inputs if (found := _identity(path))})


@contextmanager
def editing(*paths: str | Path) -> Iterator[None]:
    """Allow, in the block, to write over ``paths``, because changing them is what was asked for."""
    guarded = _GUARDED.get()
    held = (guarded or frozenset()) & {found for path in paths if (found := _identity(path))}
    if not guarded or not held:
        yield
        return
    _GUARDED.set(guarded - held)
    try:
        yield
    finally:  # what was written is another file under the same name
        _GUARDED.set(guarded)
        guard(paths)


def check_unguarded(path: str | Path) -> None:
    """Raise UsageError where ``path`` is a file that is guarded."""
    if _identity(path) in (_GUARDED.get() or ()):
        raise UsageError(f"cannot write {path}: it is one of the files read", hint="choose another name")


def check_distinct(paths: Iterable[str | Path]) -> None:
    """Raise UsageError where two of ``paths``, which are to be written, are one file; devices may be named twice."""
    seen: set[str | _Identity] = set()
    for path in paths:
        place = Path(os.path.realpath(path))
        if place.exists() and not place.is_file() and not place.is_dir():
            continue
        key = _identity(place) or _folded(place)
        if key in seen:
            raise UsageError(f"cannot write {path}: it is written already, as another output", hint="name each once")
        seen.add(key)


def _identity(path: str | Path) -> _Identity | None:
    try:
        found = Path(path).stat() if Path(path).is_file() else None
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found else None


def _folded(place: Path) -> str:
    """Return the name of a file that is not there yet as its folder knows it: some take no heed of case."""
    name = os.path.normcase(place)
    folder = place.parent
    swapped = folder.with_name(folder.name.swapcase())
    is_one = swapped.name != folder.name and swapped.exists() and swapped.samefile(folder)
    return name.casefold() if is_one else name
