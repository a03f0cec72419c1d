"""Data where it lies: files on this machine or behind an fsspec URL (`s3://`, `file://` and others), opened here alone.

Whoever has the right to read and write there is told by the surroundings (environment, instance, configuration files of
the store), never by songngu, and no message shows it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from songngu.corpus.errors import InputError, SongnguError, UsageError, unreadable
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.files.streams import LARGEST, file_bytes, too_large

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # a drive of Windows has one letter
_USER = re.compile(r"(?<=://)(?:[^/@\s]*@|[^/@:\s]+:(?!\d+/)\S*@)")  # keys may hold slashes
_ASKED = re.compile(r"\?[\w.-]+=.*", re.DOTALL)  # of an object: a mark of question may also be a letter of its name


def is_url(name: str) -> bool:
    """Tell whether a name is an URL, not a path."""
    return bool(_URL.match(name))


def shown_url(name: str) -> str:
    """Return an URL as it may be shown: without user, password and what is asked of it."""
    if not is_url(name):
        return name
    shown = _USER.sub("", name)
    return shown.split("?")[0] if shown.lower().startswith("http") else _ASKED.sub("", shown)


def local_path(name: str) -> Path | None:
    """Return the path that a name or a `file://` URL leads to, None for one that leads elsewhere.

    Raises UsageError for a `file://` URL of another machine.
    """
    if not is_url(name):
        return Path(name)
    found = urlsplit(name)
    if found.scheme.lower() != "file":
        return None
    if found.netloc not in ("", "localhost"):
        raise UsageError(f"{shown_url(name)}: is on another machine", hint="write file:///path")
    from urllib.request import url2pathname  # which loads a client of HTTP

    return Path(url2pathname(found.path))


def read_anywhere(name: str) -> bytes:
    """Return the bytes of a file at a path or an URL, ``LARGEST`` at most.

    Raises InputError where it cannot be read, UsageError where the package for its kind of URL is not installed.
    """
    path = local_path(name)
    if path:
        try:
            return file_bytes(path)
        except (OSError, ValueError) as error:
            raise unreadable(error, shown_url(name)) from None
    system, place = system_of(name)
    with explained(name, InputError):
        if system.size(place) > LARGEST:
            raise too_large()
        return bytes(system.cat_file(place))


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of this machine or of an object store; files in it are written whole or not at all."""

    root: str

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none. Raises InputError where it cannot be read."""
        path = local_path(self.root)
        if path:
            try:
                return (path / name).read_bytes()
            except FileNotFoundError:
                return None
            except OSError as error:
                raise unreadable(error, str(path / name)) from None
        system, place = system_of(posixpath.join(self.root, name))
        with explained(self.root, InputError):
            try:
                return bytes(system.cat_file(place))
            except FileNotFoundError:
                return None

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        path = local_path(self.root)
        if path:
            return (path / name).is_file()
        system, place = system_of(posixpath.join(self.root, name))
        with explained(self.root, InputError):
            system.invalidate_cache()
            return bool(system.isfile(place))

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; raises UsageError where that is not allowed, SongnguError for a full disk."""
        path = local_path(self.root)
        if path:
            self._folder((path / name).parent)
            with atomic_writer(path / name, binary=True) as stream:
                stream.write(data)
            return
        system, place = system_of(posixpath.join(self.root, name))
        with explained(self.root, UsageError):
            system.pipe_file(place, data)  # an object is there when all of it is

    def names(self, folder: str) -> list[str]:
        """Return the names of all files below a folder, in order."""
        path = local_path(self.root)
        if path:
            files = (each for each in (path / folder).rglob("*") if each.is_file() and not each.name.startswith("."))
            return sorted(each.relative_to(path).as_posix() for each in files)
        system, place = system_of(self.root)
        with explained(self.root, InputError):
            system.invalidate_cache()
            try:
                found = system.find(posixpath.join(place, folder))
            except FileNotFoundError:
                return []
            return sorted(posixpath.relpath(each, place) for each in found)

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        path = local_path(self.root)
        if path:
            (path / name).unlink(missing_ok=True)
            return
        system, place = system_of(posixpath.join(self.root, name))
        with explained(self.root, UsageError):
            if system.exists(place):
                system.rm_file(place)

    @staticmethod
    def _folder(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot make the folder {folder}: {error.strerror or error}") from None


def system_of(name: str) -> tuple[Any, str]:
    """Return the file system of an URL and its place there; raises UsageError where it is not known or installed."""
    scheme = name.split("://", 1)[0].lower()
    try:
        from fsspec.core import url_to_fs
        from fsspec.registry import known_implementations
    except ModuleNotFoundError:
        raise UsageError(f"{scheme}:// needs the package fsspec", hint="pip install 'songngu[cluster]'") from None
    if scheme not in known_implementations:
        raise UsageError(f"{scheme}:// is no kind of storage that is known", hint="such as s3://, gs://, az://, hf://")
    try:
        system, place = url_to_fs(name)
    except ImportError:
        told = str(known_implementations[scheme].get("err") or known_implementations[scheme]["class"].split(".")[0])
        hint = "pip install 'songngu[cluster]'" if scheme in ("s3", "s3a") else told
        package = known_implementations[scheme]["class"].split(".")[0]
        raise UsageError(f"{scheme}:// needs the package {package}", hint=hint) from None
    except Exception as error:
        raise UsageError(f"{shown_url(name)}: cannot be opened ({type(error).__name__})") from None
    return system, str(place)


@contextmanager
def explained(name: str, kind: type[InputError] | type[UsageError]) -> Iterator[None]:
    """Say why a store does not do what it is asked to, in words that hold no key or signature of anybody."""
    shown = shown_url(name)
    try:
        yield
    except SongnguError:
        raise
    except FileNotFoundError:
        raise kind(f"{shown}: there is no such file or bucket") from None
    except PermissionError:
        raise kind(f"{shown}: access is denied", hint=_RIGHTS) from None
    except Exception as error:
        named = type(error).__name__
        if getattr(error, "status", None) in _DENIED:
            raise kind(f"{shown}: access is denied", hint=_RIGHTS) from None
        without = "Credential" in named or "Auth" in named
        reason = "no credentials were found" if without else f"cannot be reached ({named})"
        raise kind(f"{shown}: {reason}", hint=_RIGHTS if without else None) from None


_DENIED = (401, 403)
_RIGHTS = "give the rights as the store's own tools take them, such as AWS_PROFILE or an instance role"
