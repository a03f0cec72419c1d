"""Duplicates: passages that stand more than once in documents, and rows that stand more than once in bitexts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.duplicates.passage import Copy, Passage, PassageKind, find_duplicates
from songngu.corpus.duplicates.scope import Reach
from songngu.corpus.files.lazy import attributes_of

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

# What needs Polars is imported when it is first asked for: the aligner, which needs passages only, starts sooner.
__getattr__ = attributes_of(
    __name__,
    {
        "duplicates_frame": "corpus.duplicates.report",
        "find_repeated_rows": "corpus.duplicates.rows",
        "find_repeated_texts": "corpus.duplicates.tables",
        "is_repeated": "corpus.duplicates.rows",
        "repeated_texts": "corpus.duplicates.sentences",
        "repeats_frame": "corpus.duplicates.sentences",
        "words_of": "corpus.duplicates.rows",
    },
)
