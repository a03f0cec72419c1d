"""The exchange of several files for new ones: each name holds the old file or the new one, and what is begun is ended.

A record in the folder, written before the first rename, lists what is to be done. A process that is killed leaves it;
the next that reads or writes there does the rest. Where a rename fails, what was done is undone from links to the old
files; a record of that has another suffix, as renaming takes no space on a full disk.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

from songngu.corpus.files.temporary import held, locks, remove_abandoned, temporary_beside

_RECORD, _UNDO, _KEPT = ".exchange", ".undo", ".kept"
_LARGEST = 1 << 24
_UNLOCKED = 60.0


@dataclass(frozen=True, slots=True)
class Swap:
    """One file of an exchange, its paths from the folder of the record; without ``new`` the old file is removed."""

    target: str
    new: str | None
    kept: str | None

    def is_inside(self) -> bool:
        """Tell whether no path leads out of the folder: a record may have been put there by somebody else."""
        paths = [PurePath(path) for path in (self.target, self.new, self.kept) if path]
        return not any(path.is_absolute() or ".." in path.parts for path in paths)


def exchange(news: Sequence[tuple[Path, Path]], obsolete: Sequence[Path]) -> None:
    """Put each new file in the place of its target and remove ``obsolete``; where one cannot be, undo all of it.

    ``news`` are pairs of a new file and its target, on one disk.
    """
    home = home_of([target for _, target in news])
    swaps = [_swap(target, new, home) for new, target in news]
    swaps += [_swap(target, None, home) for target in obsolete if target.exists()]
    for swap in swaps:
        if swap.new and swap.kept:
            (home / swap.new).chmod((home / swap.target).stat().st_mode & 0o7777)
    with _recorded(home, swaps) as record:
        try:
            for swap in swaps:
                if swap.kept:
                    _keep(home / swap.target, home / swap.kept)
            _finish(home, swaps)
        except BaseException:
            undone = record.with_suffix(_UNDO)
            record.replace(undone)
            _undo(home, swaps)
            undone.unlink()
            raise


def home_of(targets: Sequence[Path]) -> Path:
    """Return the folder that holds all targets, where their record stands."""
    return Path(os.path.commonpath([target.parent for target in targets]))


def settle(folder: Path) -> None:
    """End what a killed process has begun in ``folder``, and remove its temporary files; a living one is let be."""
    with suppress(OSError):
        if _settled(folder):
            remove_abandoned(folder)


def _settled(folder: Path) -> bool:
    """End the exchanges of ``folder``; tell whether none is left that another process is at."""
    records = [path for path in folder.iterdir() if path.name.startswith(".songngu-")]
    ended = [_resume(path) for path in records if path.suffix in (_RECORD, _UNDO)]
    return all(ended)


def _resume(record: Path) -> bool:
    try:
        with record.open("rb") as stream:
            if not held(stream.fileno()) or (not locks() and time.time() - record.stat().st_mtime < _UNLOCKED):
                return False
            swaps = [Swap(**entry) for entry in json.loads(stream.read(_LARGEST))]
        if all(swap.is_inside() for swap in swaps):
            (_undo if record.suffix == _UNDO else _finish)(record.parent, swaps)
    except FileNotFoundError:  # another process was faster
        return True
    except (ValueError, TypeError, AttributeError):  # no record of ours
        return True
    with suppress(OSError):
        record.unlink()
    return True


def _swap(target: Path, new: Path | None, home: Path) -> Swap:
    kept = temporary_beside(home / "kept").with_suffix(_KEPT).name if target.exists() else None
    inside = target.relative_to(home).as_posix()
    return Swap(inside, new.relative_to(home).as_posix() if new else None, kept)


@contextmanager
def _recorded(home: Path, swaps: Sequence[Swap]) -> Iterator[Path]:
    """Give the record of an exchange, which is locked while the block runs and removed after it."""
    draft = temporary_beside(home / "record")
    record = draft.with_suffix(_RECORD)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(draft, flags, 0o666), "wb") as stream:
        held(stream.fileno())
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
    """Do what is not done yet: what was put in its place is no longer among the new files."""
    for swap in swaps:
        if swap.new is None:
            (home / swap.target).unlink(missing_ok=True)
        elif (home / swap.new).exists():
            (home / swap.new).replace(home / swap.target)
    _forget(home, swaps)


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
