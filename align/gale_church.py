"""The aligner of Gale and Church (1993) by NLTK, which knows nothing but lengths: the baseline to beat."""

from __future__ import annotations

from collections.abc import Sequence

from songngu.align.evaluate import GoldBead
from songngu.corpus.errors import UsageError

_MOST = 4_000


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[GoldBead]:
    """Align the sentences of two texts by their lengths in characters without spaces.

    Every sentence is in one bead. Raises UsageError for more than 4,000 sentences a side, which would take hours.
    """
    if max(len(source), len(target)) > _MOST:
        raise UsageError(f"Gale-Church is for {_MOST:,} sentences a side at most", hint="compare on a part of the text")
    beads: list[tuple[set[int], set[int]]] = []
    if source and target:
        from nltk.translate.gale_church import align_blocks

        pairs = align_blocks(*([len(text.replace(" ", "")) for text in side] for side in (source, target)))
        for i, j in sorted(pairs):
            if beads and (i in beads[-1][0] or j in beads[-1][1]):
                beads[-1][0].add(i)
                beads[-1][1].add(j)
            else:
                beads.append(({i}, {j}))
    return _covering(beads, len(source), len(target))


def _covering(beads: list[tuple[set[int], set[int]]], n: int, m: int) -> list[GoldBead]:
    """Return the beads with a deletion for every sentence in none."""
    out: list[GoldBead] = [(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads]
    held = [set().union(*(bead[side] for bead in beads)) for side in (0, 1)]
    out += [((i,), ()) for i in range(n) if i not in held[0]]
    return out + [((), (j,)) for j in range(m) if j not in held[1]]
