"""Copies on this machine of what URLs name: fetched before a command runs, sent back where it has changed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import Any

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.files.copy_name import HOME, url_of
from songngu.corpus.files.refusal import is_full
from songngu.corpus.files.remote import explained, shown_url, system_of
from songngu.corpus.files.scratch import scratch_folder

_HIDDEN = ".songngu"
_MANIFEST = "manifest"
_WEB = ("http", "https")
# A name that ends in what may be a language, and in no suffix of two or three letters that is a format's.
_SIDE = re.compile(
    r"(.*)\.(?!(?:gz|xz|md|po|pot|mo|hf|txt|tmx|tsv|csv|xlf|htm|odt|srt|vtt|pdf|zip|bz2|npz|db)$)"
    r"[A-Za-z]{2,3}(?:[-_]\w+)?(?:\.(?:gz|xz|bz2))?",
    re.DOTALL,
)
_STORES = ("s3", "s3a", "gs", "gcs")
_State = tuple[int, int, int]


@dataclass(slots=True)
class Copies:
    """The copies of one command, in a folder of its own."""

    root: Path
    _fetched: dict[Path, _State] = field(default_factory=dict)
    _targets: list[Path] = field(default_factory=list)

    def fetch(self, url: str, *, must_exist: bool = True) -> Path:
        """Copy what an URL names, a file with what lies beside it, a folder or what a glob matches; return its path.

        Where there is nothing, the path of nothing, unless it ``must_exist``. Raises InputError for what cannot be
        read, UsageError for a kind of URL whose package is missing.
        """
        system, place = system_of(url)
        self._path(url, place)
        with explained(url, InputError):
            system.invalidate_cache()
            names = list(_objects(system, place))
            for name in names:
                self._copy(system, name, url)
        if must_exist and not names:
            raise InputError("there is no such file or bucket", path=shown_url(url))
        return self._path(url, place)

    def target(self, url: str) -> Path:
        """Return where a command writes what is to be at an URL; what is there now is there too."""
        system, place = system_of(url)
        with explained(url, UsageError):
            if url.split("://", maxsplit=1)[0].lower() in _STORES and _kind(system, place.split("/")[0]) is None:
                raise UsageError(f"{shown_url(url)}: there is no such bucket")
        path = self.fetch(url, must_exist=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._targets.append(path)
        return path

    def send(self) -> None:
        """Write what was changed, each object whole, what is called a manifest last; remove what was removed.

        Raises UsageError where that is not allowed.
        """
        files = [path for path in self.root.rglob("*") if path.is_file() and self._is_sent(path)]
        changed = [path for path in files if _state(path) != self._fetched.get(path)]
        for path in sorted(changed, key=lambda path: (_MANIFEST in path.name, path)):
            url = url_of(path) or ""
            system, place = system_of(url)
            with explained(url, UsageError):
                system.put_file(str(path), place)
        for path in sorted(path for path in self._fetched if not path.exists()):
            url = url_of(path) or ""
            system, place = system_of(url)
            with explained(url, UsageError):
                system.rm_file(place)

    def _is_sent(self, path: Path) -> bool:
        """Tell whether a file is one to send: of hidden ones, those in what the command was asked to write."""
        if path.name.startswith(_HIDDEN):
            return False
        hidden = any(part.startswith(_HIDDEN) for part in path.relative_to(self.root).parts)
        return not hidden or any(path.is_relative_to(target) for target in self._targets)

    def _copy(self, system: Any, name: str, url: str) -> None:
        path = self._path(url, name)
        if path in self._fetched:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(name, str(path))
            self._fetched[path] = _state(path)
        except OSError as error:
            if is_full(error):
                raise SongnguError(f"no room for a copy of {shown_url(url)}", hint="set TMPDIR") from None
            raise

    def _path(self, url: str, place: str) -> Path:
        """Return where the copy of an object is; raises UsageError for a name that leads elsewhere."""
        scheme = url.split("://", 1)[0].lower()
        bare = place.split("?", maxsplit=1)[0].split("://", 1)[-1] if scheme in _WEB else place
        bucket, _, key = bare.strip("/").partition("/")
        parts = PurePosixPath(bucket.rpartition("@")[2], key).parts
        if ".." in parts or not parts:
            raise UsageError(f"{shown_url(url)}: names no file or folder")
        return self.root.joinpath(scheme, *parts)


@contextmanager
def copies() -> Iterator[Copies]:
    """Give the copies of a command, and remove them when the block ends."""
    with scratch_folder() as folder:
        yield Copies(folder / HOME)


def _objects(system: Any, place: str) -> Iterator[str]:
    """Yield the objects that a place stands for: itself and its other side, all below it, or those that it matches."""
    kind = _kind(system, place)
    if kind == "file":
        yield place
        yield from _beside(system, place)
    elif kind == "directory":
        yield from system.find(place)
    elif has_magic(place) and not place.startswith(_WEB):
        for name, told in sorted(system.glob(place, detail=True).items()):
            yield from system.find(name) if told["type"] == "directory" else [name]
    else:
        yield from _beside(system, place)


def _beside(system: Any, place: str) -> Iterator[str]:
    """Yield the other files of a bitext of several, such as ``corpus.vi`` and ``corpus.en``: those of the same stem."""
    side = _SIDE.fullmatch(place)
    if place.startswith(_WEB) or not (side or "." not in place.rpartition("/")[2]):
        return
    stem = side[1] if side else place
    folder = stem.rpartition("/")[0]
    try:
        listed = system.ls(folder, detail=True) if folder.strip("/") else []
    except FileNotFoundError:
        return
    for told in listed:
        name = str(told["name"])
        if told["type"] == "file" and name.startswith(f"{stem}.") and name != place:
            yield name


def _kind(system: Any, place: str) -> str | None:
    """Return whether a place is a file or a directory, None where there is nothing; of the web, always a file."""
    if place.startswith(_WEB):  # what keeps it from being reached is told when it is fetched
        return "file"
    try:
        return str(system.info(place)["type"])
    except FileNotFoundError:
        return None


def _state(path: Path) -> _State:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
