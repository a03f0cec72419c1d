"""Documents and tables: reading, segmenting, languages, duplicates, formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.corpus.duplicates import find_duplicates
    from songngu.corpus.formats import read_bitext, write_bitext
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.readers import read_document, read_presplit
    from songngu.corpus.readers.segment import split_sentences

__all__ = [
    "convert",
    "find_duplicates",
    "read_bitext",
    "read_document",
    "read_presplit",
    "split_sentences",
    "write_bitext",
]

_MODULES = {
    "convert": "corpus.formats.conversion",
    "find_duplicates": "corpus.duplicates",
    "read_bitext": "corpus.formats",
    "read_document": "corpus.readers",
    "read_presplit": "corpus.readers",
    "split_sentences": "corpus.readers.segment",
    "write_bitext": "corpus.formats",
}

__getattr__ = attributes_of(__name__, _MODULES)
