"""Documents and tables: reading, segmenting, languages, duplicates, formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songngu.corpus.duplicates import find_duplicates
    from songngu.corpus.formats import read_bitext, write_bitext
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.readers import read_document, read_presplit
    from songngu.corpus.readers.segment import split_sentences

__all__ = [
    "convert", "find_duplicates", "read_bitext", "read_document", "read_presplit", "split_sentences", "write_bitext",
]  # fmt: skip

_MODULES = {
    "convert": "formats.conversion",
    "find_duplicates": "duplicates",
    "read_bitext": "formats",
    "read_document": "readers",
    "read_presplit": "readers",
    "split_sentences": "readers.segment",
    "write_bitext": "formats",
}


def __getattr__(name: str) -> object:
    """Import a public function when it is first asked for, so that importing songngu stays cheap."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
