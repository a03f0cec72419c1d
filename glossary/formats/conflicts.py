"""Contradictions of a merge as git writes them into a file: both sides between markers, line by line."""

from __future__ import annotations

from difflib import SequenceMatcher


def with_markers(ours: str, theirs: str) -> str:
    """Return the lines that two texts share, and those in which they differ between conflict markers."""
    mine, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    lines: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += mine[start:end]
        else:
            both = *mine[start:end], "=======\n", *other[first:last]
            lines += ["<<<<<<< ours\n", *both, ">>>>>>> theirs\n"]
    return "".join(lines)
