"""The memories of a review: what they know of a row, and the rows that are added to one when asked."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.corpus.memory.match import MemoryMatch, match
from songngu.workspace.review.rows import bitext_of

if TYPE_CHECKING:
    from songngu.corpus.memory.addition import Added
    from songngu.workspace.review.session import ReviewSession
    from songngu.workspace.review.sheet import ReviewBead

_MOST = 5


def matches_of(session: ReviewSession, bead: ReviewBead) -> list[MemoryMatch]:
    """Return what the memories know of the source of a row, or of its target where it has no source, best first.

    The row itself, as a memory may hold it, is left out.
    """
    from songngu.workspace.memory.concordance import open_memories

    side = 0 if bead.text(0).strip() else 1
    text, langs = bead.text(side), [session.lang(bead, k) for k in (0, 1)]
    if not text.strip():
        return []
    with ExitStack() as stack:
        there = [path for path in session.kit.memories if path.exists()]
        memories = open_memories(there, session.opened.notes.append, stack)
        found = [
            one
            for memory in memories
            for one in match(memory, text, langs[side], other=langs[1 - side], most=_MOST)
            if (one.unit.document, one.unit.key) != (bead.document, bead.id)
        ]
    return sorted(found, key=lambda one: -one.score)[:_MOST]


def remember(session: ReviewSession) -> Added:
    """Add the accepted rows of a bitext to the first memory, made if need be; what else it holds stays.

    Raises UsageError where there is no memory, or nothing accepted.
    """
    from songngu.corpus.memory.addition import add
    from songngu.corpus.memory.store import Memory
    from songngu.corpus.memory.unit import entries_of, with_neighbours

    if not session.kit.memories:
        raise UsageError("no memory is named", hint="songngu review --memory FILE")
    if not any(bead.status in ("accepted", "edited") for bead in session.sheet):
        raise UsageError("no row is accepted yet", hint="accept some first")
    rows = session.with_languages(bitext_of(list(session.sheet)))
    day = datetime.fromtimestamp(session.opened.path.stat().st_mtime, UTC).date().isoformat()
    entries = with_neighbours(entries_of(rows, session.kit.check.name_of(session.opened.path), day))
    with Memory(session.kit.memories[0], create=True) as memory:
        return add(memory, (entry for entry in entries if entry and entry.reviewed), whole=False)
