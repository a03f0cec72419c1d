"""Pending decisions: what reviews left to fold into bitexts, looked for before anything of the review is imported."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from songngu.workspace.review.journal_place import has_journal


def fold_pending(paths: Iterable[Path]) -> list[str]:
    """Bring each bitext up to its journal, if it has one, and return what there is to say; see `fold_journal`."""
    pending = [path for path in dict.fromkeys(paths) if has_journal(path)]
    if not pending:
        return []
    from songngu.workspace.review.folding import fold_all

    return fold_all(pending)
