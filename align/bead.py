"""Beads: the sentences of two texts that render each other."""

from __future__ import annotations

from dataclasses import dataclass

WIDEST = 5
"""The longest window: a bead joins at most this many sentences of one side."""

MATCHES = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1),
    (2, 3), (3, 2), (1, 5), (5, 1), (3, 3), (2, 4), (4, 2),
)  # fmt: skip
DELETIONS = ((1, 0), (0, 1))
BEADS = MATCHES + DELETIONS
"""The bead types: how many source and target sentences each joins."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentence numbers of both sides that render each other; one side is empty for a deletion.

    ``probability`` is the posterior of the bead among all alignments; ``repeats`` the number of the bead whose text
    this one, part of a repeated passage that was set aside, repeats.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float
    repeats: int | None = None
