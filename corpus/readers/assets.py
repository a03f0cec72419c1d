"""Files that stand beside documents and hold no text: pictures, sounds, fonts, style sheets, scripts, programs, and
what systems and editors leave there.
"""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive
from songngu.corpus.readers.kinds import ZIP, kind_of
from songngu.corpus.readers.notations import notation_of

_SUFFIXES = frozenset(
    {
        ".avif", ".bmp", ".cjs", ".css", ".eot", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".js", ".less", ".m4a",
        ".map", ".mjs", ".mov", ".mp3", ".mp4", ".ogg", ".otf", ".png", ".psd", ".sass", ".scss", ".svg", ".tif",
        ".tiff", ".ttf", ".wav", ".webm", ".webp", ".woff", ".woff2",
    }
)  # fmt: skip
# What Windows, Office, editors and sites leave in folders beside the documents.
_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "robots.txt"})
_LOCK, _BACKUP = "~$", ("~", ".bak", ".tmp", ".lnk")
_TITLES = (
    "a picture", "a sound", "a film", "a font", "a program", "a database", "an array", "a binary file", "a tar archive",
)  # fmt: skip
_HEAD = 1 << 13


def holds_no_text(path: Path, documents: frozenset[str]) -> bool:
    """Tell whether a file beside documents is none: by its suffix, its first bytes, or what an archive holds.

    ``documents`` are the suffixes of documents. A file that cannot be opened is left to who reads it.
    """
    suffix, name = path.suffix.lower(), path.name.lower()
    if suffix in _SUFFIXES or name in _NAMES or name.startswith(_LOCK) or name.endswith(_BACKUP):
        return True
    try:
        with path.open("rb") as stream:
            data = stream.read(_HEAD)
            kind = kind_of(data + stream.read() if data.startswith(b"PK\x03\x04") else data)
    except OSError:
        return False
    if kind is ZIP and suffix not in documents:
        return not _has_document(path, documents)
    if kind is not None:
        return kind.title.startswith(_TITLES)
    if suffix not in documents and (notation := notation_of(data)) and not notation.reader:
        return True
    return suffix not in documents and b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _has_document(path: Path, documents: frozenset[str]) -> bool:
    try:
        names = Archive(path.read_bytes()).names
    except InputError:
        return True  # who reads it says best what is wrong
    return any(Path(name).suffix.lower() in documents for name in names)
