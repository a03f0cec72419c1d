"""The peer without a dictionary: Gale and Church (1993) by NLTK."""

from __future__ import annotations

from collections.abc import Sequence

from nltk.translate.gale_church import align_blocks

from songngu.align.evaluate import GoldBead


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[GoldBead]:
    """Align by NLTK's Gale-Church, on lengths in characters without spaces."""
    pairs = align_blocks(*([len(text.replace(" ", "")) for text in side] for side in (source, target)))
    beads: list[tuple[set[int], set[int]]] = []
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
    out += [((i,), ()) for i in range(n) if not any(i in a for a, _ in beads)]
    return out + [((), (j,)) for j in range(m) if not any(j in b for _, b in beads)]
