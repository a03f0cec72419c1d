"""Folding a journal into its bitext: what a person decided reaches the file, whatever became of the page."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import InputError
from songngu.corpus.files.display import quantity
from songngu.corpus.files.guard import editing
from songngu.corpus.files.staging import placed, together
from songngu.workspace.bitexts import files_of_bitext, is_bitext
from songngu.workspace.configuration import Workspace, pairs
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.history import History
from songngu.workspace.review.journal import Journal, LockedError, Past, packed, read_past
from songngu.workspace.review.journal_place import SUFFIX, has_journal, journal_path
from songngu.workspace.review.rows import beads_of, bitext_of
from songngu.workspace.review.sheet import ReviewBead, Sheet, Splice

if TYPE_CHECKING:
    from songngu.workspace.review.rows import Find

_LOSSLESS = ("jsonl", "parquet")
_PATIENCE = 3.0
_PAUSE = 0.1


def digest_of(path: Path) -> str:
    """Return a hash of the bytes of a bitext, of all its files where it is several."""
    whole = hashlib.blake2b(digest_size=16)
    for file in files_of_bitext(path):
        with file.open("rb") as stream:
            whole.update(hashlib.file_digest(stream, "blake2b").digest())
    return whole.hexdigest()


@dataclass(slots=True)
class Opened:
    """A bitext open for review: its history, how many edits its file holds, and what there is to say of it.

    ``begun`` tells whether the journal has the base that the edits start from; ``digest`` is that of the file as it was
    read or last written.
    """

    path: Path
    journal: Journal
    history: History
    digest: str
    written: int
    begun: bool
    notes: list[str]
    lock: threading.Lock = field(default_factory=threading.Lock)
    writing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def pending(self) -> bool:
        """Whether there are edits that the file does not hold."""
        return self.history.revision > self.written

    def write(self) -> None:
        """Write the bitext as it now stands; nothing happens where it holds all edits.

        A file that another program has changed is left as it is: the journal has what it does not hold, and the next
        who opens it carries that over.
        """
        with self.writing:
            self._write()

    def _write(self) -> None:
        with self.lock:
            revision, beads = self.history.revision, list(self.history.sheet)
        if revision == self.written:
            return
        if _digest_or_none(self.path) != self.digest:
            self._note(
                f"{self.path} was changed by another program: end the review and open it again to go on from that"
            )
            return
        notes, self.digest = _written(self.path, beads, self.journal, revision)
        for note in notes:
            self._note(note)
        self.written = revision

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _digest_or_none(path: Path) -> str | None:
    """Return the digest of a bitext, None where it is gone."""
    try:
        return digest_of(path)
    except OSError:
        return None


def opened(path: Path, find: Find = lambda *_: None, langs: tuple[str | None, str | None] = (None, None)) -> Opened:
    """Open a bitext for review, with all that its journal holds of it.

    Raises LockedError where another process has it, InputError where it or its journal cannot be read.
    """
    journal = Journal(path)
    try:
        digest, past = digest_of(path), read_past(journal.path)
        if past and digest in past.written:
            return Opened(path, journal, _replayed(past, journal.path), digest, past.written[digest], True, [])
        from songngu.corpus.formats import read_bitext
        from songngu.corpus.formats.reading import Reading

        reading = Reading(str(path), langs, whole=True)
        history = History(Sheet(beads_of(read_bitext(path, reading=reading), find)))
        fresh = Opened(path, journal, history, digest, 0, False, [*reading.notes])
        if past and len(past.actions) > past.last_written:
            _carry(fresh, past)
        return fresh
    except BaseException:
        journal.close()
        raise


def _replayed(past: Past, path: Path, edits: int | None = None) -> History:
    history = History(Sheet(past.beads))
    for action in past.actions[:edits]:
        try:
            history.replay(action)
        except EditError as error:
            raise InputError(f"edit {history.revision + 1} of the journal: {error}", path=str(path)) from error
    return history


def _carry(fresh: Opened, past: Past) -> None:
    """Carry decisions that the bitext never held over to what it is now, after somebody else has changed it."""
    before = set(map(id, _replayed(past, fresh.journal.path, past.last_written).sheet))
    told = [bead for bead in _replayed(past, fresh.journal.path).sheet if bead.decided and id(bead) not in before]
    places: dict[tuple[str, str, str], list[str]] = {}
    for bead in fresh.history.sheet:
        places.setdefault((bead.document, bead.original(0), bead.original(1)), []).append(bead.key)
    lost = 0
    for bead in told:
        keys = places.get((bead.document, bead.original(0), bead.original(1)))
        if not keys:
            lost += 1
            continue
        for action in _carried(bead, keys.pop(0)):
            add_edit(fresh, action)
    if lost:
        fresh.notes.append(
            f"{fresh.path} was changed since its review: {quantity(lost, 'decision')} with no row "
            f"in it any more; what they were stays in {fresh.journal.path.name}"
        )


def _carried(bead: ReviewBead, key: str) -> Iterator[Action]:
    """Yield what gives the row with a key all that was decided about a bead."""
    if bead.texts[0] is not None:
        yield Action(action="text", row=key, side="source", text=bead.texts[0])
    if bead.texts[1] is not None:
        yield Action(action="text", row=key, side="target", text=bead.texts[1])
    yield Action(action="carry", row=key, status=bead.status, text=bead.note)


def add_edit(opened: Opened, action: Action, more: dict[str, str] | None = None) -> Splice:
    """Make an edit: plan it, put it on the disk, then change the sheet. Raises EditError where it cannot be done."""
    splice = opened.history.plan(action)
    if not opened.begun:
        opened.journal.begin(opened.digest, packed(opened.history.sheet.base))
        opened.begun = True
    opened.journal.add(action, more or {})
    with opened.lock:
        opened.history.make(action, splice)
    return splice


def _written(path: Path, beads: list[ReviewBead], journal: Journal, edits: int) -> tuple[list[str], str]:
    """Write a bitext, tell the journal, and return what the format could not keep, and the digest of the file."""
    from songngu.corpus.formats import format_of, is_of_files, write_bitext

    format = format_of(path)
    _keep_original(path, format)
    bitext = bitext_of(beads)
    if is_of_files(format):
        with editing(*files_of_bitext(path)):
            notes = write_bitext(bitext, path)
        digest = digest_of(path)
        journal.tell_written(digest, edits)
        return notes, digest
    with editing(path), together():
        notes = write_bitext(bitext, path, format)
        # Before the file takes its place: after a crash its digest then tells what it holds.
        digest = digest_of(placed(path))
        journal.tell_written(digest, edits)
    return notes, digest


def _keep_original(path: Path, format: str) -> None:
    """Keep a copy of the bytes of a bitext that was not written by songngu, whose format may hold what it cannot."""
    if format in _LOSSLESS:
        return
    for file in [path] if path.exists() else files_of_bitext(path):
        copy = file.with_name(file.name + ".original")
        if not copy.exists():
            (shutil.copytree if file.is_dir() else shutil.copy2)(file, copy)


def fold_journal(path: Path) -> list[str]:
    """Bring the bitext at ``path`` up to its journal, if it has one, and return what there is to say.

    Where a page has the bitext open, that page writes it moments after each edit; what it has not yet written is told.
    Raises InputError where the journal cannot be read.
    """
    if not has_journal(path):
        return []
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return _folded(path)
        except LockedError:
            if not _is_behind(path):
                return []
            if time.monotonic() > deadline:
                return [f"{path} is open in `songngu review`: its last edits are not in the file yet"]
            time.sleep(_PAUSE)


def _folded(path: Path) -> list[str]:
    state = opened(path)
    try:
        edits = state.history.revision - state.written
        if not edits:
            return state.notes
        state.write()
        return [f"{path}: {quantity(edits, 'edit')} of its review folded in", *state.notes]
    finally:
        state.journal.close()


def _is_behind(path: Path) -> bool:
    past = read_past(journal_path(path))
    return past is not None and len(past.actions) > past.written.get(digest_of(path), past.last_written)


def fold_all(paths: Iterable[Path]) -> list[str]:
    """Fold the journals of several bitexts in; see `fold_journal`."""
    return [note for path in dict.fromkeys(paths) for note in fold_journal(path)]


def fold_workspace(workspace: Workspace, paths: Iterable[str], here: Path) -> list[str]:
    """Fold the journals of the bitexts among ``paths``, from ``here``, and of all that the workspace keeps.

    See `fold_journal`.
    """
    named = [here / path for path in paths if is_bitext(here / path)]
    kept = pairs(workspace)[0] if workspace.configuration.documents else []
    return fold_all([*named, *(workspace.root / pair.bitext for pair in kept if pair.bitext)])


def fold_folder(folder: Path) -> list[str]:
    """Fold every journal in a folder; see `fold_journal`."""
    journals = sorted(folder.rglob(f"*{SUFFIX}")) if folder.is_dir() else []
    return fold_all(path.with_name(path.name.removesuffix(SUFFIX)) for path in journals)
