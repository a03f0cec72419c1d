"""The engine that finds the rows of a memory: the better of those that are installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from songngu.corpus.memory.index import WordIndex


def index_of(memory: Path) -> WordIndex:
    """Return the index of the memory at a path."""
    if find_spec("tantivy"):
        from songngu.corpus.memory.tantivy_index import TantivyIndex

        return TantivyIndex(memory.with_name(f".{memory.name}.index"))
    from songngu.corpus.memory.fts_index import FtsIndex

    return FtsIndex()
