"""Matches shown: as JSON, and for a person with what differs marked word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from songngu.corpus.memory.match import MemoryMatch
from songngu.workspace.memory.segments import JobSegment


def match_json(one: MemoryMatch, text: str) -> dict[str, Any]:
    """Return a match of ``text`` as a JSON value."""
    unit = one.unit
    return {
        "score": one.score,
        "kind": one.kind.value,
        "source": one.text,
        "target": one.rendering,
        "adapted": one.adapted,
        "memory_target": unit.text(1 - one.side),
        "edits": [
            {
                "old": one.text[edit.old.start : edit.old.end],
                "new": text[edit.new.start : edit.new.end],
                "old_span": [edit.old.start, edit.old.end],
                "new_span": [edit.new.start, edit.new.end],
            }
            for edit in one.edits
        ],
        "document": unit.document,
        "row": unit.number,
        "id": unit.key,
        "status": unit.status,
        "probability": unit.probability,
        "memory": one.memory,
    }


def as_json(found: Sequence[tuple[JobSegment, Sequence[MemoryMatch]]]) -> dict[str, Any]:
    """Return the matches of segments as a JSON value, version 1."""
    segments = [
        {
            "text": segment.text,
            "file": segment.file,
            "number": segment.number,
            "matches": [match_json(one, segment.text) for one in matches],
        }
        for segment, matches in found
    ]
    return {"version": 1, "segments": segments}


def told(text: str, matches: Sequence[MemoryMatch]) -> Iterator[str]:
    """Yield the lines that show a segment's matches: ``[-old-]{+new+}`` where the words differ."""
    yield text
    for one in matches:
        adapted = ", numbers and names carried over" if one.adapted else ""
        yield f"  {one.score:>3} {one.kind}{adapted}  {one.unit.document}:{one.unit.number}"
        yield f"      {_marked(one, text)}"
        yield f"      {one.rendering}"
    if not matches:
        yield "  nothing like it"


def differences(one: MemoryMatch, text: str) -> Iterator[tuple[str, str]]:
    """Yield the text of a match in parts, each with what it is to ``text``: alike (nothing), ``old`` or ``new``."""
    at = 0
    for edit in one.edits:
        old, new = one.text[edit.old.start : edit.old.end], text[edit.new.start : edit.new.end]
        parts = (one.text[at : edit.old.start], ""), (old, "old"), (new, "new"), (" " if new and not old else "", "")
        yield from (part for part in parts if part[0])
        at = edit.old.end
    yield one.text[at:], ""


_SIGNS = {"": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def _marked(one: MemoryMatch, text: str) -> str:
    return "".join(_SIGNS[kind].format(part) for part, kind in differences(one, text))
