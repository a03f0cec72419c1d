"""A lexicon of the pairs a person accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError

if TYPE_CHECKING:
    from songngu.workspace.review.session import ReviewSession

NAME = "reviewed.lexicon.npz"


def train_from(session: ReviewSession) -> tuple[str, int]:
    """Train a lexicon of the accepted pairs into the workspace, and return its name and how many pairs there were.

    Raises UsageError where no pair is accepted.
    """
    from songngu.align.lexicon.lexicon import save_lexicon
    from songngu.align.lexicon.training import train_lexicon

    accepted = [bead for bead in session.sheet if bead.status in ("accepted", "edited") and all(bead.sides)]
    if not accepted:
        raise UsageError("no pair is accepted yet", hint="accept some first")
    langs = session.lang(accepted[0], 0), session.lang(accepted[0], 1)
    lexicon = train_lexicon([(bead.text(0), bead.text(1)) for bead in accepted], *langs)
    path = session.kit.check.root / NAME
    save_lexicon(lexicon, path)
    return NAME, len(accepted)
