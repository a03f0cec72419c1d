"""The languages that a TMX document has variants in, told without reading its units."""

from __future__ import annotations

import re
from typing import BinaryIO

from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.source import clean_chunks

_VARIANT = re.compile(rb"<(?:\w+:)?tuv\b[^>]*?\blang\s*=\s*[\"']([^\"'<>]*)")
_TAG = 4096
"""The longest tag, in bytes, that may lie over the edge of two chunks."""


def languages(stream: BinaryIO, reading: Reading) -> list[str]:
    """Return the languages of the variants of a document as it writes them, in the order in which they come first."""
    found: dict[str, None] = {}
    rest = b""
    for chunk in clean_chunks(stream, reading):
        data = rest + chunk
        found |= dict.fromkeys(match[1].decode() for match in _VARIANT.finditer(data))
        rest = data[-_TAG:]
    return list(found)
