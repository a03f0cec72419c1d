"""What is written and not yet in its place: new files beside their targets, exchanged for the old ones in one step."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from songngu.corpus.files.exchange import exchange
from songngu.corpus.files.refusal import explained, permitted
from songngu.corpus.files.temporary import created, locks


@contextmanager
def together() -> Iterator[None]:
    """Let all files that are written in the block, and those that are removed, change with one step at its end.

    At every moment each name holds the old file or the new one; what a killed process has begun the next one ends.
    Where the block raises, all names keep what they held. A block inside another is part of it.
    """
    if _STAGING.get() is not None:
        yield
        return
    staging = Staging()
    token = _STAGING.set(staging)
    try:
        with staging.held_locks:
            yield
            staging.exchange()
    except BaseException:
        staging.discard()
        raise
    finally:
        _STAGING.reset(token)


@contextmanager
def sparing() -> Iterator[set[Path]]:
    """As `together`, but leave every file alone that already holds what was written for it.

    Give the files that change, and those that go, with their links followed: known when the block ends.
    """
    changed: set[Path] = set()
    with together():
        yield changed
        changed |= staging().spare()


def staging() -> Staging:
    """Return what the block of `together` around holds; without one this is a fault of the caller."""
    found = _STAGING.get()
    assert found is not None, "nothing is written outside of together()"
    return found


def placed(path: str | Path) -> Path:
    """Return where what was last written for ``path`` stands: in its place, or beside it until the block ends."""
    found, target = _STAGING.get(), Path(os.path.realpath(path))
    return found.files[target].temporary if found and target in found.files else Path(path)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for what is written; an error in the block around takes them away again."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    if found := _STAGING.get():
        found.folders += missing


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that was written: what it was called, its place, and where it stands until then."""

    path: str | Path
    target: Path
    temporary: Path


class Staging:
    """The files of one step, by their targets, the files it removes, and the folders that were made for it."""

    def __init__(self) -> None:
        self.files: dict[Path, StagedFile] = {}
        self.obsolete: list[Path] = []
        self.folders: list[Path] = []
        self.held_locks = ExitStack()

    @contextmanager
    def writer(self, path: str | Path, target: Path) -> Iterator[BinaryIO]:
        """Give a new file that takes the place of ``target`` with the step, unless the block raises."""
        self._forget(target)
        with permitted(path):
            temporary, descriptor = created(target)
        staged = StagedFile(path, target, temporary)
        try:
            with os.fdopen(descriptor, "wb") as raw:
                yield raw
                raw.flush()
                os.fsync(raw.fileno())
                if locks():
                    self.held_locks.callback(os.close, os.dup(raw.fileno()))
        except BaseException:
            _unlink(staged.temporary)
            raise
        self.files[target] = staged

    def exchange(self) -> None:
        """Take the step. Raises UsageError where a file cannot be replaced, SongnguError for a full disk."""
        news = [(each.temporary, each.target) for each in self.files.values()]
        try:
            exchange(news, self._gone())
        except OSError as error:
            path = self._blamed(error)
            with explained(path), permitted(path):
                raise

    def spare(self) -> set[Path]:
        """Forget the new files that are as the old ones, byte for byte; return what is left to change."""
        self.obsolete = [path for path in self._gone() if path.exists()]
        for target in [each.target for each in self.files.values() if _are_alike(each.temporary, each.target)]:
            self._forget(target)
        return {*self.files, *self.obsolete}

    def discard(self) -> None:
        """Remove the new files, and the folders that were made for them where nothing else came into those."""
        for each in self.files.values():
            _unlink(each.temporary)
        for folder in self.folders:
            with suppress(OSError):
                folder.rmdir()

    def _gone(self) -> list[Path]:
        """Return the files that go with the step: those nothing new was written for."""
        return [path for path in self.obsolete if path not in self.files]

    def _forget(self, target: Path) -> None:
        if before := self.files.pop(target, None):
            _unlink(before.temporary)

    def _blamed(self, error: OSError) -> str | Path:
        """Return the file that could not be replaced, by the name it was given."""
        names = {str(name) for name in (error.filename, error.filename2)}
        blamed = (each for each in self.files.values() if names & {str(each.target), str(each.temporary)})
        return next(blamed, next(iter(self.files.values()))).path


_STAGING: ContextVar[Staging | None] = ContextVar("staging", default=None)


def _are_alike(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
