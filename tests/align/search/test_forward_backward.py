"""Segments scored side by side against one pass from the first row on."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align.bead import BEADS
from songngu.align.search import forward_backward
from songngu.align.search.lattice import Lattice, best_path, posteriors, probabilities

EXTENSION = 0.7


def lattice(n: int, m: int, seed: int, spread: float) -> Lattice:
    """Return a band of random widths along the diagonal, with random scores."""
    rng = np.random.default_rng(seed)
    middle = np.arange(n + 1) * m // n
    low = np.minimum.accumulate(np.maximum(middle - rng.integers(1, 9, n + 1), 0)[::-1])[::-1]
    high = np.maximum.accumulate(np.minimum(middle + rng.integers(2, 9, n + 1), m + 1))
    low[0], high[-1] = 0, m + 1
    out = Lattice.banded(low, high)
    row = np.repeat(np.arange(n + 1), high - low)
    column = np.arange(len(row)) - out.offset[row]
    for k, (a, b) in enumerate(BEADS):
        out.scores[k] = np.where((row >= a) & (column >= b), spread * rng.normal(size=len(row)), forward_backward.NEVER)
    return out


def total(found: Lattice, path: list) -> float:
    """Return the score of a path."""
    kinds = [not all(BEADS[step.bead]) for step in path]
    scores = [float(found.scores[step.bead, found.offset[step.i] + step.j]) for step in path]
    return sum(scores) + EXTENSION * sum(a and b for a, b in pairwise(kinds))


@pytest.mark.parametrize("warm", [5, 20])
@settings(max_examples=6, deadline=None)
@given(st.integers(30, 120), st.integers(20, 150), st.integers(0, 10_000), st.sampled_from([0.01, 1.0, 5.0]))
def test_segments_give_what_one_pass_gives(warm: int, n: int, m: int, seed: int, spread: float) -> None:
    found = lattice(n, m, seed, spread)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forward_backward, "_ROWS", 1000)
        path, expected = best_path(found, EXTENSION), posteriors(found, EXTENSION)
        shares = probabilities(found, EXTENSION, path)
        patch.setattr(forward_backward, "_ROWS", 8)
        patch.setattr(forward_backward, "_WARM", warm)
        patch.setattr(forward_backward, "_CELLS", 60)
        patch.setattr(forward_backward, "_BATCH", 100)
        again, result = best_path(found, EXTENSION), posteriors(found, EXTENSION)
        assert probabilities(found, EXTENSION, path) == pytest.approx(shares, abs=1e-5)
    assert total(found, again) == pytest.approx(total(found, path))
    assert result.log_z == pytest.approx(expected.log_z, abs=1e-4)
    assert result.extensions == pytest.approx(expected.extensions, abs=1e-4)
    assert np.allclose(result.beads, expected.beads, atol=1e-5)


def test_a_segment_that_does_not_forget_its_beginning_is_scored_again(monkeypatch: pytest.MonkeyPatch) -> None:
    n = 60
    out = Lattice.full(n, 3)
    out.scores[forward_backward.SOURCE_DELETION] = 0.0
    out.scores[forward_backward.TARGET_DELETION, out.row(n)] = [forward_backward.NEVER, -1.0, -1.0, -1.0]
    out.scores[0, out.offset[10] + 1 : out.offset[10] + 4] = 5.0
    monkeypatch.setattr(forward_backward, "_ROWS", 8)
    monkeypatch.setattr(forward_backward, "_WARM", 5)
    seen: list[int] = []
    forward_backward.score_paths(out.rows(), EXTENSION, np.maximum, lambda part: seen.extend(part.segments.tolist()))
    assert len(seen) > len(set(seen))
    path = [(step.bead, step.i) for step in best_path(out, EXTENSION)]
    assert [step for step in path if step[0] != forward_backward.SOURCE_DELETION] == [
        (0, 10), (forward_backward.TARGET_DELETION, n), (forward_backward.TARGET_DELETION, n),
    ]  # fmt: skip
