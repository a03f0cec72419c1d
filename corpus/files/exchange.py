"""The exchange of several files for new ones: each name holds the old file or the new one, and what is begun is ended.

A record in the folder, written before the first rename, lists what is to be done. A process that is killed leaves it;
the next that reads or writes there does the rest. Where a rename fails, what was done is undone from links to the old
files; a record of that has another suffix, as renaming takes no space on a full disk.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import BinaryIO

from songngu.corpus.files.temporary import created, held, locks, remove_abandoned, temporary_beside

_RECORD, _UNDO, _KEPT = ".exchange", ".undo", ".kept"
_LARGEST = 1 << 24
_UNLOCKED = 60.0
# How far below the folder of a record its files may lie: a reader looks that far up.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Swap:
    """One file of an exchange, its paths from the folder of the record; without ``new`` the old file is removed."""

    target: str
    new: str | None
    kept: str | None

    def is_inside(self, home: Path) -> bool:
        """Tell whether no path leads out of ``home``, by a link either: somebody else may have put a record there."""
        paths = [PurePath(path) for path in (self.target, self.new, self.kept) if path]
        if any(path.is_absolute() or ".." in path.parts for path in paths):
            return False
        top = Path(os.path.realpath(home))
        return all(Path(os.path.realpath((home / path).parent)).is_relative_to(top) for path in paths)


def exchange(news: Sequence[tuple[Path, Path]], obsolete: Sequence[Path]) -> None:
    """Put each new file in the place of its target and remove ``obsolete``; where one cannot be, undo all of it.

    ``news`` are pairs of a new file and its target in one folder, all of them paths without links. Files in folders
    that lie in each other have one record, those of other folders one each, all written before the first rename.
    """
    if len(news) == 1 and not obsolete:
        _replace(*news[0])
        return
    pairs = [*((target, new) for new, target in news), *((target, None) for target in obsolete if target.exists())]
    homes = _homes([target.parent for target, _ in pairs])
    swaps = {
        home: [_swap(target, new, home) for target, new in pairs if homes[target.parent] == home]
        for home in dict.fromkeys(homes.values())
    }
    records: list[Path] = []
    with ExitStack() as stack:
        try:
            for home, its in swaps.items():
                records.append(stack.enter_context(_recorded(home, its)))
            for home, its in swaps.items():
                for swap in its:
                    _prepare(home, swap)
            for home, its in swaps.items():
                _put(home, its)
        except BaseException:
            for record, (home, its) in zip(records, swaps.items(), strict=False):
                _take_back(record, home, its)
            raise
        for home, its in swaps.items():
            _forget(home, its)


def _replace(new: Path, target: Path) -> None:
    if target.exists():
        new.chmod(target.stat().st_mode & 0o7777)
    new.replace(target)


def _homes(folders: Sequence[Path]) -> dict[Path, Path]:
    """Return, by folder, where its record stands: in the highest of the folders that it lies in, not too deep."""
    homes: dict[Path, Path] = {}
    for folder in sorted(set(folders), key=lambda folder: len(folder.parts)):
        homes[folder] = next((above for above in _reach(folder)[:0:-1] if homes.get(above) == above), folder)
    return homes


def _reach(folder: Path) -> list[Path]:
    """Return a folder and those above it whose records may tell of its files."""
    return [folder, *folder.parents][: _REACH + 1]


def _prepare(home: Path, swap: Swap) -> None:
    """Give the new file the mode of the old one, and keep that under another name."""
    if swap.kept:
        if swap.new:
            (home / swap.new).chmod((home / swap.target).stat().st_mode & 0o7777)
        _keep(home / swap.target, home / swap.kept)


def _take_back(record: Path, home: Path, swaps: Sequence[Swap]) -> None:
    undone = record.with_suffix(_UNDO)
    record.replace(undone)
    _undo(home, swaps)
    undone.unlink()


@lru_cache(maxsize=4096)
def settle_once(folder: Path) -> None:
    """Settle a folder the first time that this process reads or writes there."""
    settle(folder)


def settle(folder: Path) -> None:
    """End what a killed process has begun in ``folder``, and remove its temporary files; a living one is let be."""
    with suppress(OSError):
        settled = [_settled(each) for each in _reach(folder)]
        if all(settled):
            remove_abandoned(folder)


def _settled(folder: Path) -> bool:
    """End the exchanges of ``folder``; tell whether none is left that another process is at."""
    try:
        records = [path for path in folder.iterdir() if path.name.startswith(".songngu-")]
    except OSError:
        return True
    ended = [_resume(path) for path in records if path.suffix in (_RECORD, _UNDO)]
    return all(ended)


def _resume(record: Path) -> bool:
    """End one exchange, unless a living process is at it, when it is False."""
    try:
        with _opened(record) as stream:
            if not held(stream.fileno()) or (not locks() and time.time() - record.stat().st_mtime < _UNLOCKED):
                return False
            swaps = [Swap(**entry) for entry in json.loads(stream.read(_LARGEST))]
        if all(swap.is_inside(record.parent) for swap in swaps):
            (_undo if record.suffix == _UNDO else _finish)(record.parent, swaps)
    except FileNotFoundError:  # another process was faster
        return True
    except (ValueError, TypeError, AttributeError):  # no record of ours
        return True
    with suppress(OSError):
        record.unlink()
    return True


def _opened(record: Path) -> BinaryIO:
    """Open a record. Raises ValueError where it is none of ours: a link, a pipe, a file of another user."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    stream = os.fdopen(os.open(record, flags), "rb")
    found = os.fstat(stream.fileno())
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        stream.close()
        raise ValueError("no record of ours")
    return stream


def _swap(target: Path, new: Path | None, home: Path) -> Swap:
    kept = temporary_beside(target).with_suffix(_KEPT) if target.exists() else None
    inside = [path.relative_to(home).as_posix() if path else None for path in (new, kept)]
    return Swap(target.relative_to(home).as_posix(), *inside)


@contextmanager
def _recorded(home: Path, swaps: Sequence[Swap]) -> Iterator[Path]:
    """Give the record of an exchange, which is locked while the block runs and removed after it."""
    draft, descriptor = created(home / "record")
    record = draft.with_suffix(_RECORD)
    with os.fdopen(descriptor, "wb") as stream:
        try:
            stream.write(json.dumps([asdict(swap) for swap in swaps]).encode())
            stream.flush()
            os.fsync(stream.fileno())
            if not locks():
                stream.close()
            draft.replace(record)
        except BaseException:
            draft.unlink()
            raise
        yield record
        record.unlink()


def _keep(path: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(path)
    except (OSError, NotImplementedError):
        shutil.copy2(path, kept)


def _finish(home: Path, swaps: Sequence[Swap]) -> None:
    _put(home, swaps)
    _forget(home, swaps)


def _put(home: Path, swaps: Sequence[Swap]) -> None:
    """Do what is not done yet: what was put in its place is no longer among the new files."""
    for swap in swaps:
        if swap.new is None:
            (home / swap.target).unlink(missing_ok=True)
        elif (home / swap.new).exists():
            (home / swap.new).replace(home / swap.target)


def _undo(home: Path, swaps: Sequence[Swap]) -> None:
    for swap in swaps:
        placed = swap.new is None or not (home / swap.new).exists()
        if swap.kept and (home / swap.kept).exists():
            (home / swap.kept).replace(home / swap.target)
        elif placed and not swap.kept:
            (home / swap.target).unlink(missing_ok=True)
    _forget(home, swaps)


def _forget(home: Path, swaps: Sequence[Swap]) -> None:
    for swap in swaps:
        if swap.kept:
            (home / swap.kept).unlink(missing_ok=True)
        if swap.new:
            (home / swap.new).unlink(missing_ok=True)
