"""Moved blocks: sentences left out on both sides that render each other across the path of the alignment.

A path never crosses itself, so that a block which stands elsewhere in the other text comes out as deletions on both
sides. The deletions of one side are searched for those of the other: sentences that are each other's likest pair up
the runs they stand in, and each pair of runs is aligned like two small documents.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.score.band import mutual_best
from songngu.align.text.tokenised import TokenisedText

_FEWEST = 3
_REACH = 4
_FEWEST_CROSSED = 2
_LIKELY = 0.5
_LIKE = 0.2
_LEAST_SHARE = 0.4
_SURE = 0.9
_COMMON = 256  # words of more sentences say little, and would make the time grow with the square of the length

Pairs = set[tuple[int, int]]
Stretch = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]


class Joined(Protocol):
    """Source and target sentences with the probability that they render each other: a bead."""

    @property
    def source(self) -> tuple[int, ...]:
        """Numbers of source sentences."""
        ...

    @property
    def target(self) -> tuple[int, ...]:
        """Numbers of target sentences."""
        ...

    @property
    def probability(self) -> float:
        """The posterior probability."""
        ...


Align = Callable[[Sequence[int], Sequence[int]], Sequence[Joined]]
"""Aligns the given sentences of both sides."""


@dataclass(frozen=True, slots=True)
class Move:
    """A block of source sentences and its rendering, which stands where the order of the texts would not have it.

    ``beads`` pairs their sentences, ``probabilities`` says how likely each is;
    ``source`` and ``target`` are the sentences from the first to the last of them.
    """

    beads: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    probabilities: tuple[float, ...] = ()

    @property
    def source(self) -> range:
        """The numbers of the source sentences."""
        return range(self.beads[0][0][0], self.beads[-1][0][-1] + 1)

    @property
    def target(self) -> range:
        """The numbers of the target sentences."""
        return range(self.beads[0][1][0], self.beads[-1][1][-1] + 1)

    def meets(self, other: Move) -> bool:
        """Return whether the two blocks share a sentence of either side."""
        sides = ((self.source, other.source), (self.target, other.target))
        return any(max(a.start, b.start) < min(a.stop, b.stop) for a, b in sides)

    def mirrored(self) -> Move:
        """Return the same move with source and target exchanged."""
        return Move(tuple((target, source) for source, target in self.beads), self.probabilities)


def find_moves(
    source: TokenisedText, target: TokenisedText, table: sp.csr_array, path: Sequence[Joined], align: Align
) -> tuple[Move, ...]:
    """Return the blocks of at least three sentences that render each other across a path, in order of the source.

    ``table`` is p(target word | source unit). Time and memory grow with what the path leaves out or is unsure of.
    """
    joined = [(b.source, b.target) for b in path if b.source and b.target]
    rows, columns = _loose(path)
    mutual = _mutual(source, target, table, rows, columns) if rows and columns else set()
    found: list[Move] = []
    free = set(rows), set(columns)
    for chain in sorted(_chains(sorted(mutual)), key=lambda chain: (-len(chain), chain)):
        near = [_around(numbers, ends) for numbers, ends in zip(zip(*chain, strict=True), free, strict=True)]
        move = _block(align(*near), mutual) if len(chain) > 1 else None
        if move and _crosses(move, joined) and not any(move.meets(other) for other in found):
            found.append(move)
            free = free[0].difference(move.source), free[1].difference(move.target)
    return tuple(sorted(found, key=lambda move: move.source.start))


def _loose(path: Sequence[Joined]) -> tuple[list[int], list[int]]:
    """Return the sentences of both sides that stand in runs of what the path leaves out or is unsure of."""
    unsure = [b for b in path if not b.source or not b.target or b.probability < _SURE]
    return _in_runs([i for b in unsure for i in b.source]), _in_runs([j for b in unsure for j in b.target])


def _in_runs(numbers: Sequence[int]) -> list[int]:
    """Return the numbers of long runs, which follow each other but for small holes."""
    cuts = [0, *(k for k, (a, b) in enumerate(pairwise(numbers), 1) if b - a > _REACH), len(numbers)]
    return [k for a, b in pairwise(cuts) if b - a >= _FEWEST for k in numbers[a:b]]


def _chains(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the pairs, which are in order, as chains that go on a little on both sides at each step."""
    chains: list[list[tuple[int, int]]] = []
    ends: dict[int, list[tuple[int, int]]] = {}
    for i, j in pairs:
        nearest = (ends.get(j - step) for step in range(1, _REACH + 1))
        chain = next((found for found in nearest if found and 0 < i - found[-1][0] <= _REACH), None)
        if chain is None:
            chain = []
            chains.append(chain)
        else:
            del ends[chain[-1][1]]
        chain.append((i, j))
        ends[j] = chain
    return chains


def _around(chosen: Sequence[int], loose: set[int]) -> list[int]:
    """Return the numbers from the first to the last of the chosen, and the loose ones a little before and after."""
    before, after = range(chosen[0] - _REACH, chosen[0]), range(chosen[-1] + 1, chosen[-1] + 1 + _REACH)
    ends = [[k for k in edge if k in loose] for edge in (before, after)]
    return [*ends[0], *range(chosen[0], chosen[-1] + 1), *ends[1]]


def _crosses(move: Move, path: Stretch) -> bool:
    """Return whether beads of the path lie between the two places of a block: else it stands where it should."""
    source, target = move.source, move.target
    others = [b for b in path if b[0][-1] < source.start or b[0][0] >= source.stop]
    others = [b for b in others if b[1][-1] < target.start or b[1][0] >= target.stop]
    before = [sum(b[side][0] < block.start for b in others) for side, block in enumerate((source, target))]
    return abs(before[0] - before[1]) >= _FEWEST_CROSSED


def _mutual(
    source: TokenisedText, target: TokenisedText, table: sp.csr_array, rows: Sequence[int], columns: Sequence[int]
) -> Pairs:
    """Return the pairs of sentences that are each other's likest, by idf-weighted bags through the lexicon."""
    held = target.counts[columns]
    held.data[:] = 1
    frequency = np.bincount(target.counts.indices, minlength=target.counts.shape[1])
    telling = np.log((len(target) + 1) / np.maximum(frequency, 1)) * (frequency <= _COMMON)
    idf = sp.diags_array(telling.astype(np.float32))
    likeness = (_unit(source.bag[rows] @ table @ idf) @ _unit(held @ idf).T).tocoo()
    like = likeness.data >= _LIKE
    i, j = likeness.row[like], likeness.col[like]
    return {(rows[i[k]], columns[j[k]]) for k in mutual_best(i, j, likeness.data[like]).tolist()}


def _unit(table: sp.csr_array) -> sp.csr_array:
    norms: NDArray[np.floating] = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return sp.csr_array(sp.diags_array(1 / np.maximum(norms, 1e-9)) @ table)


def _block(beads: Sequence[Joined], mutual: Pairs) -> Move | None:
    """Return the largest stretch of likely beads that enough likest pairs lie in."""
    likely = [(b.source, b.target) for b in beads if b.source and b.target and b.probability >= _LIKELY]
    good = [stretch for stretch in _stretches(likely) if _is_good(stretch, mutual)]
    if not good:
        return None
    best = tuple(max(good, key=lambda stretch: len(list(stretch))))
    sure = {(b.source, b.target): round(b.probability, 6) for b in beads}
    return Move(best, tuple(sure[bead] for bead in best))


def _stretches(beads: Stretch) -> Iterator[Stretch]:
    """Yield the stretches of beads between which few sentences of either side are left out."""
    start = 0
    for k, (one, two) in enumerate(pairwise(beads), 1):
        if max(two[side][0] - one[side][-1] for side in (0, 1)) > _REACH:
            yield beads[start:k]
            start = k
    yield beads[start:]


def _is_good(stretch: Stretch, mutual: Pairs) -> bool:
    if min(sum(len(bead[side]) for bead in stretch) for side in (0, 1)) < _FEWEST:
        return False
    sure = sum(any((i, j) in mutual for i in a for j in b) for a, b in stretch)
    by_chance = math.ceil(math.log10(max(len(mutual), 1)))  # the more pairs, the more follow each other by chance
    return sure >= max(2, by_chance, _LEAST_SHARE * len(stretch))
