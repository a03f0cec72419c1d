"""The search against the enumeration of every path."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align.bead import BEADS, DELETIONS, MATCHES
from songngu.align.search.lattice import Lattice, best_path, posteriors

EXTENSION = 0.7
Path = list[tuple[int, int, int]]


def random_lattice(n: int, m: int, seed: int, low: list[int] | None = None, high: list[int] | None = None) -> Lattice:
    rng = np.random.default_rng(seed)
    out = Lattice.full(n, m) if low is None else Lattice.banded(np.array(low), np.array(high))
    for k, (a, b) in enumerate(BEADS):
        for i in range(a, n + 1):
            for j in range(max(b, out.low[i]), out.high[i]):
                out.scores[k, out.offset[i] + j] = rng.normal()
    return out


def every_path(lattice: Lattice) -> Iterator[tuple[float, Path]]:
    n, m = len(lattice.low) - 1, int(lattice.high[-1]) - 1

    def onward(i: int, j: int, deleted: bool, score: float, path: Path) -> Iterator[tuple[float, Path]]:
        if (i, j) == (n, m):
            yield score, path
            return
        for k, (a, b) in enumerate(BEADS):
            x, y = i + a, j + b
            if x <= n and lattice.low[x] <= y < lattice.high[x]:
                deletion = k >= len(MATCHES)
                step = float(lattice.scores[k, lattice.offset[x] + y]) + (EXTENSION if deletion and deleted else 0)
                yield from onward(x, y, deletion, score + step, [*path, (k, x, y)])

    yield from onward(0, 0, False, 0.0, [])


def check(lattice: Lattice) -> None:
    paths = list(every_path(lattice))
    log_z = np.logaddexp.reduce([score for score, _ in paths])
    expected: dict[tuple[int, int, int], float] = {}
    extensions = 0.0
    for score, path in paths:
        share = math.exp(score - log_z)
        for bead in path:
            expected[bead] = expected.get(bead, 0) + share
        kinds = [bead[0] >= len(MATCHES) for bead in path]
        extensions += share * sum(a and b for a, b in pairwise(kinds))
    result = posteriors(lattice, EXTENSION)
    assert result.log_z == pytest.approx(log_z)
    assert result.extensions == pytest.approx(extensions)
    for (k, i, j), probability in expected.items():
        assert result.beads[k, lattice.offset[i] + j] == pytest.approx(probability)
    assert result.beads.sum() == pytest.approx(sum(expected.values()))
    best = [(step.bead, step.i, step.j) for step in best_path(lattice, EXTENSION)]
    assert best == max(paths, key=lambda found: found[0])[1]


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (1, 1), (4, 5), (5, 3)])
def test_full_lattice_equals_enumeration(n: int, m: int) -> None:
    check(random_lattice(n, m, seed=n * 10 + m))


@pytest.mark.parametrize(
    ("low", "high"),
    [([0, 0, 1, 2, 3], [3, 4, 5, 6, 6]), ([0, 0, 0, 4, 4], [2, 3, 6, 7, 7]), ([0, 1, 2, 3, 4], [1, 2, 3, 4, 5])],
)
def test_band_equals_enumeration(low: list[int], high: list[int]) -> None:
    check(random_lattice(4, high[-1] - 1, 7, low, high))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 1000))
def test_any_small_lattice_equals_enumeration(n: int, m: int, seed: int) -> None:
    check(random_lattice(n, m, seed))


def test_bead_types_are_matches_then_deletions() -> None:
    assert BEADS == MATCHES + DELETIONS
    assert all(a and b for a, b in MATCHES)
    assert set(DELETIONS) == {(1, 0), (0, 1)}
