"""What was worked out before, by the content it was worked out from: files under ``.songngu/cache``, safe to delete."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_DIGEST = 16
_VERSION = "2"

BOUND = 1 << 30
"""The most bytes a cache may hold; beyond them the entries that were not asked for longest are forgotten."""


USER_CACHE = "SONGNGU_CACHE"
"""The environment variable that says where what no workspace holds is kept, instead of the system's folder for that."""

_USER_BOUND = 1 << 29


def user_cache() -> Cache | None:
    """Return the cache of what no workspace holds; None where nothing says where the system keeps such."""
    named = os.environ.get(USER_CACHE)
    if not named:
        try:
            from platformdirs import user_cache_dir
        except ImportError:
            return None
        named = user_cache_dir("songngu", appauthor=False)
    return Cache(Path(named) / "cache", _USER_BOUND)


def content_key(parts: Iterable[str | bytes]) -> str:
    """Return a hash of ``parts``, in order; 32 hexadecimal digits of BLAKE2b."""
    whole = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "little") + data)
    return whole.hexdigest()


class Cache:
    """CacheEntries of bytes by kind and key; a corrupt one is left out, and said in ``notes``.

    A cache that cannot be written is an empty one: nothing depends on it but time.
    """

    def __init__(self, folder: Path, bound: int = BOUND) -> None:
        self.folder = folder
        self.bound = bound
        self.notes: list[str] = []
        self._size: int | None = None

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the entry, or None where there is none or where it is not what was written."""
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if _digest(data[_DIGEST:]) == data[:_DIGEST]:
            with suppress(OSError):
                os.utime(path)
            return data[_DIGEST:]
        self.notes.append(f"{path}: the cache entry is corrupt; it is made again")
        return None

    def holds(self, kind: str, key: str) -> bool:
        """Tell whether there is an entry, sound or not, without reading it."""
        return self._path(kind, key).is_file()

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Write the entry; readers see all of it or nothing."""
        path = self._path(kind, key)
        temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)  # another process may have made it meanwhile
                (self.folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            try:
                temporary.write_bytes(_digest(data) + data)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
            self._grow(len(data))

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / f"v{_VERSION}" / kind / key[:2] / key

    def _grow(self, size: int) -> None:
        """Count what was written and, beyond the bound, forget the oldest entries until a fifth of it is free."""
        if self._size is None:
            self._size = sum(held for _, held, _ in self._entries())
        else:
            self._size += size
        if self._size <= self.bound:
            return
        self._size = sum(held for _, held, _ in self._entries())
        for _, held, path in sorted(self._entries()):
            if self._size <= self.bound * 4 // 5:
                break
            with suppress(OSError):  # another process forgot it first
                path.unlink()
            self._size -= held

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each entry was last asked for, its size and its place; those of other versions are the oldest."""
        for path in self.folder.rglob("*"):
            with suppress(OSError):
                status = path.stat()
                if path.is_file():
                    ours = path.is_relative_to(self.folder / f"v{_VERSION}")
                    yield (status.st_mtime if ours else 0.0), status.st_size, path


class CacheEntries:
    """Entries of a cache that lies elsewhere, as ``(kind, key, data)``: what a process brings back to be put there."""

    def __init__(self) -> None:
        self.held: list[tuple[str, str, bytes]] = []

    def get(self, kind: str, key: str) -> bytes | None:
        """Return None: whoever asks has looked in the cache itself."""
        return None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Hold an entry."""
        self.held.append((kind, key, data))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
