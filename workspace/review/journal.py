"""The journal beside a bitext: every edit, on the disk before it is answered for.

A file of JSON lines, only ever appended to: first ``{"songngu": "journal", "version": 1}``; ``base`` lines hold the
beads that the edits after them start from, ``edit`` lines one edit each, ``written`` lines tell that the bitext held
the first ``edits`` of them when its bytes had that digest. A last line without its line end was never answered for.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from songngu.corpus.errors import InputError, UsageError
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.journal_place import journal_path
from songngu.workspace.review.rows import restored, stored
from songngu.workspace.review.sheet import ReviewBead

_VERSION = 1
_HEAD = {"songngu": "journal", "version": _VERSION}
# Windows lets no other process read what is locked: a byte that no journal reaches.
_LOCKED_BYTE = 2**31 - 2


class LockedError(UsageError):
    """The bitext is open for review in another process."""


@dataclass(slots=True)
class Past:
    """What a journal holds since its last base; ``written`` tells by digest of the bitext how many edits it held."""

    beads: list[ReviewBead]
    actions: list[Action] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)

    @property
    def last_written(self) -> int:
        """How many edits the bitext held when it was last written."""
        return max(self.written.values(), default=0)


def packed(beads: Sequence[ReviewBead]) -> str:
    """Return beads as a base line holds them."""
    text = json.dumps([stored(bead) for bead in beads], ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 1)).decode("ascii")


def read_past(path: Path) -> Past | None:
    """Return what the journal at ``path`` holds, None where it holds no base.

    Raises InputError, with the line, for a journal that is broken or of a later version.
    """
    past: Past | None = None
    for number, entry in _entries(path):
        try:
            if "base" in entry:
                past = Past(_unpacked(entry["beads"]), [], {entry["base"]: 0})
            elif past is not None and "edit" in entry:
                past.actions.append(Action.read(entry["edit"]))
            elif past is not None and "written" in entry:
                past.written[entry["written"]] = entry["edits"]
        except (KeyError, TypeError, ValueError, RecursionError, zlib.error, EditError) as error:
            raise _broken(path, number, error) from error
    return past


def _unpacked(text: str) -> list[ReviewBead]:
    return [restored(value) for value in json.loads(zlib.decompress(base64.b64decode(text)))]


def _entries(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the lines of a journal with their numbers; none where there is no file, or where it is empty."""
    with suppress(FileNotFoundError), path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.endswith(b"\n"):
                return
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _broken(path, number, error) from error
            if number == 1 and entry.get("version") != _VERSION:
                raise _broken(path, number, f"version {entry.get('version')} is not known to this songngu")
            yield number, entry


def _broken(path: Path, number: int, error: object) -> InputError:
    hint = "move the journal away to start anew; the decisions in it are then not in the bitext"
    return InputError(f"the journal cannot be read: {error}", path=str(path), line=number, hint=hint)


class Journal:
    """The journal of one bitext, open for writing and locked against every other process."""

    def __init__(self, bitext: Path) -> None:
        self.path = journal_path(bitext)
        self._appending = threading.Lock()
        try:
            self._stream = self.path.open("ab+")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"{self.path}: the journal of the review cannot be written: {reason}") from None
        try:
            _lock(self._stream)
        except OSError:
            self._stream.close()
            raise LockedError(
                f"{bitext} is open in another `songngu review`", hint="use the page that is open, or end that process"
            ) from None
        self._mend()

    def _mend(self) -> None:
        """Cut off a last line that was not written to its end; begin an empty journal."""
        self._stream.seek(0)
        data = self._stream.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            self._stream.truncate(whole)
        if not whole:
            self._append(_HEAD)
            _sync_folder(self.path.parent)

    def begin(self, digest: str, beads: str) -> None:
        """Write what the next edits start from: ``beads`` as `packed` gives them, of a bitext with that digest."""
        self._append({"base": digest, "beads": beads})

    def add(self, action: Action, more: Mapping[str, str]) -> None:
        """Write an edit; ``more`` says by whom and when, where that is wanted."""
        self._append({"edit": action.written(), **more})

    def tell_written(self, digest: str, edits: int) -> None:
        """Write that the bitext whose bytes have that digest holds the first ``edits`` edits."""
        self._append({"written": digest, "edits": edits})

    def _append(self, entry: Mapping[str, Any]) -> None:
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
        try:
            with self._appending:
                self._stream.write(line)
                self._stream.flush()
                os.fsync(self._stream.fileno())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"{self.path}: the edit could not be kept: {reason}") from error

    def close(self) -> None:
        """Unlock the journal; one that holds nothing is removed."""
        self._stream.seek(0)
        empty = sum(1 for _ in self._stream) < 2
        self._stream.close()
        if empty:
            self.path.unlink(missing_ok=True)


def _lock(stream: BinaryIO) -> None:
    """Lock a file for this process. Raises OSError where another has it."""
    if sys.platform == "win32":
        import msvcrt

        stream.seek(_LOCKED_BYTE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """Put the name of a new file on the disk, where folders can be synchronised."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
