"""Gold with beads of every kind: sentences of aligned articles left out of a side, or joined to the one before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.gold import GoldDocument
from songngu.align.evaluate import GoldBead

LEFT_OUT = 1 / 30
JOINED = 1 / 10
_ENDS = ".。．।"

Texts = tuple[list[str], list[str]]


def disturbed(document: GoldDocument, seed: int = 0) -> GoldDocument:
    """Return a document in whose blocks of several pairs some sentences are left out of a side, others joined."""
    sides: Texts = ([], [])
    beads: list[GoldBead] = []
    for texts in _beads(document, random.Random(f"{document.name} {document.langs} {seed}")):
        first = [len(side) for side in sides]
        for side, added in zip(sides, texts, strict=True):
            side.extend(added)
        source, target = (tuple(range(start, len(side))) for start, side in zip(first, sides, strict=True))
        beads.append((source, target))
    gold = tuple(beads)
    return replace(document, source=tuple(sides[0]), target=tuple(sides[1]), gold=gold, fine=gold)


def _beads(document: GoldDocument, rng: random.Random) -> Iterator[Texts]:
    """Yield the sentences of each bead."""
    block = {i: k for k, bead in enumerate(document.gold) for i in bead[0]}
    size = [min(map(len, bead)) for bead in document.gold]
    last: tuple[int, Texts] | None = None
    for source, target in document.fine:
        texts = [document.source[i] for i in source], [document.target[j] for j in target]
        here = block[source[0]] if source else -1
        if not len(source) == len(target) == 1 or size[here] < 2:
            if last:
                yield last[1]
            last = None
            yield texts
            continue
        chance, side = rng.random(), rng.randrange(2)
        if last and last[0] == here and chance < JOINED:
            yield _joined(last[1], texts, side)
            last = None
            continue
        if last:
            yield last[1]
        if chance > 1 - LEFT_OUT:
            texts[side].clear()
        last = (here, texts) if all(texts) else None
        if last is None:
            yield texts
    if last:
        yield last[1]


def _joined(first: Texts, second: Texts, side: int) -> Texts:
    """Return two pairs as one bead: on one side they are one sentence, parted by a comma."""
    texts = first[0] + second[0], first[1] + second[1]
    texts[side][:] = [texts[side][0].rstrip(_ENDS) + ", " + texts[side][1]]
    return texts
