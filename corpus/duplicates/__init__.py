"""Duplicates: passages that stand more than once in documents, and rows that stand more than once in bitexts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from songngu.corpus.duplicates.passage import Copy, Passage, PassageKind, find_duplicates
from songngu.corpus.duplicates.scope import Reach

if TYPE_CHECKING:
    from songngu.corpus.duplicates.report import duplicates_frame
    from songngu.corpus.duplicates.rows import find_repeated_rows, is_repeated, words_of
    from songngu.corpus.duplicates.sentences import repeated_texts, repeats_frame
    from songngu.corpus.duplicates.tables import find_repeated_texts

__all__ = [
    "Copy",
    "Passage",
    "PassageKind",
    "Reach",
    "duplicates_frame",
    "find_duplicates",
    "find_repeated_rows",
    "find_repeated_texts",
    "is_repeated",
    "repeated_texts",
    "repeats_frame",
    "words_of",
]

_MODULES = {
    "duplicates_frame": "report",
    "find_repeated_rows": "rows",
    "find_repeated_texts": "tables",
    "is_repeated": "rows",
    "repeated_texts": "sentences",
    "repeats_frame": "sentences",
    "words_of": "rows",
}


def __getattr__(name: str) -> object:
    """Import what needs Polars when it is first asked for: the aligner, which needs passages only, starts sooner."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
