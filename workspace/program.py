"""Which songngu this is: what was worked out by another one, be its version the same, is worked out anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import songngu

_ROOMS = ("corpus", "align", "glossary", "workspace")
"""The rooms that readings, alignments and findings come from."""


@cache
def program() -> str:
    """Return what identifies this songngu: its version, and a hash of what its rooms hold, code and data.

    The version alone stays the same while a checkout changes. The same files give the same on every machine.
    """
    return f"{songngu.__version__} {_digest(Path(songngu.__file__).parent)}"


def _digest(root: Path) -> str:
    whole = hashlib.blake2b(digest_size=16)
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                whole.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()
