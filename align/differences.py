"""Where two alignments of the same texts differ: stretches that both cover, and a page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from songngu.align.evaluate import GoldBead


@dataclass(frozen=True, slots=True)
class AlignmentDifference:
    """Beads of two alignments that cover the same sentences in other ways, each in the order of its alignment."""

    first: tuple[GoldBead, ...]
    second: tuple[GoldBead, ...]


def differences(first: Sequence[GoldBead], second: Sequence[GoldBead]) -> list[AlignmentDifference]:
    """Return the smallest groups of beads that differ: those that share a sentence, directly or through others."""
    same = set(first) & set(second)
    beads = [(0, bead) for bead in first if bead not in same] + [(1, bead) for bead in second if bead not in same]
    parent = list(range(len(beads)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    holder: dict[tuple[int, int], int] = {}
    for number, (_, bead) in enumerate(beads):
        for side in (0, 1):
            for sentence in bead[side]:
                other = holder.setdefault((side, sentence), number)
                parent[max(root(other), root(number))] = min(root(other), root(number))
    groups: dict[int, list[int]] = {}
    for number in range(len(beads)):
        groups.setdefault(root(number), []).append(number)
    found = [
        AlignmentDifference(*(tuple(beads[k][1] for k in group if beads[k][0] == which) for which in (0, 1)))
        for group in groups.values()
    ]
    return sorted(found, key=lambda each: min((*each.first, *each.second)))


def page(
    found: Sequence[AlignmentDifference],
    names: tuple[str, str],
    texts: tuple[Sequence[str], Sequence[str]] | None = None,
) -> str:
    """Return a page that needs nothing else: what differs side by side, as sentences where their texts are given."""
    from songngu.corpus.formats.page import page_of

    return page_of("align", "differences.html", found=found, names=names, texts=texts)
