"""Where the journal of a bitext stands."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".journal"


def journal_path(bitext: Path) -> Path:
    """Return where the journal of a bitext stands."""
    return bitext.with_name(bitext.name + SUFFIX)


def has_journal(bitext: Path) -> bool:
    """Tell whether a bitext has a journal."""
    return bool(bitext.name) and journal_path(bitext).is_file()
