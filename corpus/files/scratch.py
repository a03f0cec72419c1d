"""Scratch folders in TMPDIR: gone after their block; those of killed processes go with the next that is made."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from songngu.corpus.files.temporary import STALE, held, locks

_HELD, _UNHELD = ".songngu-scratch-", ".songngu-making-"


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Give an empty folder that only this user may read, and remove it with all it holds when the block ends.

    It lies in TMPDIR, or in ``parent``.
    """
    _sweep_once(str(parent or gettempdir()))
    with ExitStack() as stack:
        folder, descriptor = _made(parent)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if descriptor is not None:
            stack.callback(os.close, descriptor)
        yield folder


def _made(parent: Path | None) -> tuple[Path, int | None]:
    """Make a folder that is held by the time it has a name under which others take what nobody holds."""
    while True:
        made = Path(mkdtemp(prefix=_UNHELD, dir=parent))
        folder = made.with_name(made.name.replace(_UNHELD, _HELD))
        with suppress(FileNotFoundError):  # another process took it for one that was left
            descriptor = _locked(made) if locks() else None
            made.rename(folder)
            return folder, descriptor


def _locked(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not held(descriptor):
        os.close(descriptor)
        raise BlockingIOError
    return descriptor


@cache
def _sweep_once(parent: str) -> None:
    """Remove the scratch folders that no living process holds; where there are no locks, those a day old."""
    ours: list[Path] = []
    with suppress(OSError), os.scandir(parent) as entries:
        ours = [Path(entry.path) for entry in entries if entry.name.startswith((_HELD, _UNHELD))]
    for folder in ours:
        with suppress(OSError):
            _remove_if_abandoned(folder)


def _remove_if_abandoned(folder: Path) -> None:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        return
    if folder.name.startswith(_UNHELD):
        folder.rmdir()
    elif locks():
        descriptor = _locked(folder)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)
    elif time.time() - status.st_mtime > STALE:
        shutil.rmtree(folder, ignore_errors=True)
