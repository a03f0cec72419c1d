"""What was worked out before, by the content it was worked out from: files under ``.songngu/cache``, safe to delete."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_DIGEST = 16


def content_key(parts: Iterable[str | bytes]) -> str:
    """Return a hash of ``parts``, in order; 32 hexadecimal digits of BLAKE2b."""
    whole = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "little") + data)
    return whole.hexdigest()


class Cache:
    """Entries of bytes by kind and key; a corrupt one is left out, and said in ``notes``.

    A cache that cannot be written is an empty one: nothing depends on it but time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the entry, or None where there is none or where it is not what was written."""
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if _digest(data[_DIGEST:]) == data[:_DIGEST]:
            return data[_DIGEST:]
        self.notes.append(f"{path}: the cache entry is corrupt; it is made again")
        return None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Write the entry; readers see all of it or nothing."""
        path = self._path(kind, key)
        temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
                (self.folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            try:
                temporary.write_bytes(_digest(data) + data)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
