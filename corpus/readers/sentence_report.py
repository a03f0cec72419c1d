"""The sentences of a document as JSON, with where each stands."""

from __future__ import annotations

from typing import Any

from songngu.corpus.document import Document
from songngu.corpus.readers import reader_named


def sentence_json(document: Document) -> list[dict[str, Any]]:
    """Return a row for each sentence; those of subtitles have ``time``, start and end in milliseconds."""
    rows: list[dict[str, Any]] = []
    for sentence in document.sentences:
        span, block = sentence.span, document.blocks[sentence.block]
        line, column = document.position(span.start)
        rows.append(
            {
                "id": sentence.index, "text": sentence.text, "span": [span.start, span.end],
                "line": line, "column": column, "locator": block.locator,
                "block": sentence.block, "kind": block.kind, "level": block.level,
            }
        )  # fmt: skip
    if reader_named(document.path) == "subtitles":
        from songngu.corpus.readers.subtitles import cue_times

        for row, time in zip(rows, cue_times(document), strict=True):
            row["time"] = list(time)
    return rows
