"""Beads: the sentences of two texts that render each other."""

from __future__ import annotations

from dataclasses import dataclass


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
