"""Scratch folders in TMPDIR: gone after their block; those of killed processes go with the next that is made."""

from __future__ import annotations

import os
import shutil
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
    made = Path(mkdtemp(prefix=_UNHELD, dir=parent))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, made, ignore_errors=True)
        if locks():
            stack.callback(os.close, _locked(made))
        # Under this name others may find it, so it is held by then.
        folder = made.with_name(made.name.replace(_UNHELD, _HELD))
        made.rename(folder)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def _locked(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not held(descriptor):
        os.close(descriptor)
        raise BlockingIOError
    return descriptor


@cache
def _sweep_once(parent: str) -> None:
    """Remove the scratch folders that no living process holds; where there are no locks, those a day old."""
    with suppress(OSError), os.scandir(parent) as entries:
        found = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        for folder in found:
            with suppress(OSError):
                if _is_abandoned(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    status = folder.lstat()
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        return False
    if folder.name.startswith(_HELD) and locks():
        os.close(_locked(folder))
        return True
    return folder.name.startswith((_UNHELD, _HELD)) and time.time() - status.st_mtime > STALE
