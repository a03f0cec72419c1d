"""Terms that the accepted rows of a review propose for its glossary, and those that are added to it when asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError

if TYPE_CHECKING:
    from songngu.glossary.suggest import Suggestions
    from songngu.workspace.review.session import ReviewSession


def proposals_of(session: ReviewSession) -> Suggestions:
    """Return the terms and names that the accepted pairs propose, without what the glossary holds."""
    from songngu.glossary.suggest import suggest

    accepted = [bead for bead in session.sheet if bead.status in ("accepted", "edited")]
    pairs = [(bead.text(0), bead.text(1)) for bead in accepted]
    langs = [session.lang(accepted[0], side) if accepted else session.kit.langs[side] for side in (0, 1)]
    return suggest(pairs, (langs[0], langs[1]), glossary=session.kit.check.glossary)


def add_terms(session: ReviewSession, found: Suggestions, numbers: Sequence[int]) -> Path:
    """Add proposals, by their numbers from 1, to the one glossary of the review, and return where it stands.

    Raises UsageError where there are several glossaries or none, or one that is no YAML.
    """
    from songngu.glossary.formats import read_with_losses
    from songngu.workspace.proposals import add_proposals

    if len(session.kit.glossaries) != 1:
        hint = "songngu review --glossary FILE.yaml"
        raise UsageError("the one glossary to add to is not named", hint=hint)
    if not numbers or not all(1 <= number <= len(found.proposals) for number in numbers):
        raise UsageError(f"there are {len(found.proposals)} proposals: choose some of them")
    path = session.kit.glossaries[0]
    add_proposals(found, sorted(set(numbers)), path, read_with_losses(path))
    return path
