"""Repeated passages for a reader and for programs."""

from __future__ import annotations

from pathlib import PurePath

from songngu.corpus.duplicates import Copy, Passage


def passage_line(passage: Passage) -> str:
    """Return one line: both places, how alike they are, and how long."""
    copies = (passage.first, passage.second)
    first, second = (f"{copy.document.path}:{copy.lines[0]}-{copy.lines[1]}" for copy in copies)
    return (
        f"{second}: repeats {first} ({passage.kind}, similarity {passage.similarity:.2f}, {passage.word_count} words)"
    )


def passage_json(passage: Passage) -> dict[str, object]:
    """Return a passage as ``songngu duplicates --format json`` prints it; lines are 1-based and inclusive."""
    return {
        "first": _place(passage.first),
        "second": _place(passage.second),
        "kind": str(passage.kind),
        "similarity": round(passage.similarity, 6),
        "words": passage.word_count,
        "cluster": passage.cluster,
    }


def _place(copy: Copy) -> dict[str, object]:
    return {
        "file": PurePath(copy.document.path).as_posix(),
        "lines": list(copy.lines),
        "span": [copy.span.start, copy.span.end],
    }
