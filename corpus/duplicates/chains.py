"""Chains of seeds: runs of equal words that together make one repeated passage, with small edits between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.duplicates.seeds import Seeds

REACH = 200
"""Words that may stand between two runs of one passage: a long sentence dropped or inserted."""

# Costs of a word between two runs, in matched words: where both copies have one (it may well match), where only one
# has.
_COST_BOTH = 0.15
_COST_ONE = 0.15

_BAND = 256


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``first + length``, equal to words ``second`` to ``second + length``."""

    first: int
    second: int
    length: int


Chain = tuple[Run, ...]
"""Runs in order, overlapping on neither side."""


def find_chains(seeds: Seeds, bounds: NDArray[np.int64], min_score: float) -> list[tuple[float, Chain]]:
    """Return the chains of at least ``min_score``, best first: their equal words less the cost of what stands between.

    A local chaining in one pass (after Abouelhoda and Ohlebusch 2005): each seed goes on from the best of the chains
    that last came by on its diagonal or on one near it, where that is worth the gap; so time is linear in the seeds.
    """
    first, second, length = seeds.first.tolist(), seeds.second.tolist(), seeds.length.tolist()
    pair = _document_pairs(seeds, bounds)
    scores, parents = _link(first, second, length, pair)
    chains: list[tuple[float, Chain]] = []
    used = bytearray(len(scores))
    order = np.argsort(-np.array(scores), kind="stable").tolist() if scores else []
    for end in order:
        if scores[end] < min_score:
            break
        runs, node = [], end
        while node >= 0 and not used[node]:
            used[node] = 1
            runs.append(Run(first[node], second[node], length[node]))
            node = parents[node]
        score = scores[end] - (scores[node] if node >= 0 else 0)
        if runs and score >= min_score:
            chains.append((score, _without_overlaps(runs[::-1])))
    chains.sort(key=lambda entry: (-entry[0], entry[1][0].second, entry[1][0].first))
    return chains


def _document_pairs(seeds: Seeds, bounds: NDArray[np.int64]) -> list[int]:
    sides = [np.searchsorted(bounds, side, side="right") for side in (seeds.first, seeds.second)]
    pairs: list[int] = (sides[0] * len(bounds) + sides[1]).tolist()
    return pairs


def _link(first: list[int], second: list[int], length: list[int], pair: list[int]) -> tuple[list[float], list[int]]:
    """Return for each seed the score of the best chain that ends in it, and the seed before it in that chain, or -1."""
    scores: list[float] = []
    parents: list[int] = []
    latest: dict[int, int] = {}
    best: dict[int, int] = {}
    for node, (x, y, size) in enumerate(zip(first, second, length, strict=True)):
        diagonal = y - x
        band = diagonal // _BAND
        score, parent = float(size), -1
        for before in {latest.get(diagonal), best.get(band - 1), best.get(band), best.get(band + 1)}:
            if before is None or pair[before] != pair[node]:
                continue
            gap_x, gap_y = x - first[before] - length[before], y - second[before] - length[before]
            if gap_y > REACH or gap_x > REACH:
                continue
            overlap = max(0, -gap_x, -gap_y)
            cost = _COST_ONE * abs(gap_x - gap_y) + _COST_BOTH * max(0, min(gap_x, gap_y))
            total = scores[before] + size - overlap - cost
            if overlap < size and (total > score or (total == score and before > parent)):
                score, parent = total, before
        scores.append(score)
        parents.append(parent)
        latest[diagonal] = node
        held = best.get(band)
        if held is None or score >= scores[held] or y - second[held] - length[held] > REACH:
            best[band] = node
    return scores, parents


def _without_overlaps(runs: list[Run]) -> Chain:
    """Cut from each run what the one before holds already."""
    kept: list[Run] = []
    for run in runs:
        overlap = (
            max(0, kept[-1].first + kept[-1].length - run.first, kept[-1].second + kept[-1].length - run.second)
            if kept
            else 0
        )
        if overlap < run.length:
            kept.append(Run(run.first + overlap, run.second + overlap, run.length - overlap))
    return tuple(kept)
