"""The structure of two documents as evidence: where blocks begin and end, and what they are.

Structure is never a wall: a bead may join what two blocks hold, at a cost learnt from documents whose blocks were
merged, split and left out. Where a side has no structure, or the blocks of both are of another size, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import BlockKind, Document

STRUCTURE = ("block edges differ", "blocks crossed", "heading differs", "kind differs", "level differs")
"""The features of structure: each is zero where both sides agree."""

_KINDS = {kind: number for number, kind in enumerate(BlockKind)}
_HEADING, _PARAGRAPH, _TURN = _KINDS[BlockKind.HEADING], _KINDS[BlockKind.PARAGRAPH], len(_KINDS)
_SPEAKER = re.compile(r"[-–—]\s*\w|[^\W\d_](?:[\w’'-]| (?=[^\W\d_])){0,24}: ")
_FINEST = 0.95

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Class = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Structure:
    """What block each sentence stands in, what kind of block that is and of which level; a speaker's turn is a kind."""

    blocks: NDArray[np.int32]
    kinds: NDArray[np.int8]
    levels: NDArray[np.int8]

    @property
    def edges(self) -> NDArray[np.bool_]:
        """Whether a block begins or ends before each sentence, and after the last, shape (n + 1)."""
        return np.concatenate(([True], np.diff(self.blocks) != 0, [True]))

    @property
    def density(self) -> float:
        """The blocks per sentence."""
        return float(self.edges[1:].mean())

    @property
    def classes(self) -> list[Class]:
        """The kind and level of each sentence's block."""
        return list(zip(self.kinds.tolist(), self.levels.tolist(), strict=True))

    def select(self, rows: NDArray[np.int64]) -> Structure:
        """Return the structure of some of the sentences."""
        return replace(self, blocks=self.blocks[rows], kinds=self.kinds[rows], levels=self.levels[rows])


def structure_of(document: Document) -> Structure | None:
    """Return the structure of a document, None where it has one block, or hardly a block of two sentences."""
    if len(document.blocks) < 2 or not document.sentences:
        return None
    owners = [document.blocks[sentence.block] for sentence in document.sentences]
    turns = np.array([bool(_SPEAKER.match(sentence.text)) for sentence in document.sentences])
    kinds = np.array([_KINDS[block.kind] for block in owners], np.int8)
    numbers = np.array([sentence.block for sentence in document.sentences])
    turns &= kinds == _KINDS[BlockKind.PARAGRAPH]
    kinds[turns] = _TURN
    starts = np.concatenate(([True], (np.diff(numbers) != 0) | turns[1:]))
    found = Structure(np.cumsum(starts).astype(np.int32), kinds, np.array([block.level for block in owners], np.int8))
    return found if 1 / len(owners) < found.density < _FINEST else None


def agreement(source: Structure | None, target: Structure | None) -> float:
    """Return how alike the blocks of two sides are in size, from 0 (twice as large, or no structure) to 1."""
    if source is None or target is None:
        return 0.0
    return max(0.0, 1 - float(np.log2(source.density / target.density)) ** 2)


@dataclass(frozen=True, slots=True)
class Ties:
    """What structure says of the beads of two sides.

    ``states`` class, for each cell of a side (0 to n), whether a block begins there and what the sentence after it is;
    ``table`` is the score of a bead that begins between two such states, ``edges`` that of one that ends there.
    ``blocks`` numbers the block of each sentence, ``crossed`` is the score of a block crossed.
    """

    states: tuple[Ints, Ints]
    table: Floats
    edges: Floats
    blocks: tuple[NDArray[np.int32], NDArray[np.int32]]
    crossed: np.float32

    def ends(self, i: Ints, j: Ints) -> Floats:
        """Return what the cells (i, j) that beads end in are worth."""
        return self.edges[self.states[0][i], self.states[1][j]]

    def starts(self, i: Ints, j: Ints, a: int, b: int) -> Floats:
        """Return what else speaks for the a-b beads that end in the cells (i, j): how they start, what they cross."""
        before = self.table[self.states[0][np.maximum(i - a, 0)], self.states[1][np.maximum(j - b, 0)]]
        for blocks, end, width in ((self.blocks[0], i, a), (self.blocks[1], j, b)):
            if width > 1:
                passed = blocks[width - 1 :] - blocks[: len(blocks) - width + 1]
                before += self.crossed * passed[np.maximum(end - width, 0)]
        return before


def ties(source: Structure | None, target: Structure | None, weights: Mapping[str, float]) -> Ties | None:
    """Return what the structure of two sides says of their beads, None where it says nothing."""
    agreed = agreement(source, target)
    if source is None or target is None or not agreed:
        return None
    known = list(dict.fromkeys([*source.classes, *target.classes]))
    number = {known[k]: k for k in range(len(known))}
    states = [
        np.append([number[found] for found in side.classes], 0) + len(known) * side.edges for side in (source, target)
    ]
    worth = {name: agreed * weights[name] for name in STRUCTURE}
    alike = _likeness(source, target)
    kinds = np.array([[_unlike(one, other, worth, alike) for other in known] for one in known])
    apart = worth["block edges differ"] * np.kron([[0, 1], [1, 0]], np.ones_like(kinds))
    scores = (np.tile(kinds, (2, 2)) + apart).astype(np.float32), apart.astype(np.float32)
    return Ties(
        (states[0], states[1]), *scores, (source.blocks, target.blocks), np.float32(worth["blocks crossed"])
    )  # fmt: skip


def _unlike(one: Class, other: Class, worth: Mapping[str, float], alike: Callable[[Class], float]) -> float:
    """Return what is to be paid for a bead whose first sentences are of two kinds, or of two levels.

    ``alike`` says how equally often a kind, or a kind of some level, stands on both sides: a text whose headings are
    not marked as such, or all one level deeper, is not blamed for it.
    """
    if one[0] != other[0]:
        name = "heading differs" if _HEADING in (one[0], other[0]) else "kind differs"
        return worth[name] * min(alike((kind, None)) for kind in (one[0], other[0]) if kind != _PARAGRAPH)
    return worth["level differs"] * min(alike(one), alike(other)) if one[1] != other[1] else 0.0


def _likeness(source: Structure, target: Structure) -> Callable[[Class], float]:
    """Return what says how alike the shares of the sentences are that both sides have of a kind, from 0 to 1."""
    counts = [Counter([*side.classes, *((kind, None) for kind, _ in side.classes)]) for side in (source, target)]

    def alike(found: Class) -> float:
        low, high = sorted(count[found] / len(side.kinds) for count, side in zip(counts, (source, target), strict=True))
        return low / high

    return alike
