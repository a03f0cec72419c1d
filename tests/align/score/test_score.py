"""The score of every bead."""

import numpy as np
import pytest

from songngu.align.aligner import Aligner
from songngu.align.bead import BEADS, MATCHES
from songngu.align.score.band import Band, find_band
from songngu.align.score.comparison import compare, explain
from songngu.align.score.score import beads, score, shipped_weights, weighted
from songngu.align.search.forward_backward import NEVER
from songngu.align.text.tokenised import prepare
from tests.align.chronicle import book, small_comparison


def test_the_rows_of_a_band_score_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    small, weights = small_comparison(), shipped_weights()
    n, m = len(small.source), len(small.target)
    whole = score(small, weights, Band.full(n, m)).lattice
    monkeypatch.setattr("songngu.align.score.band._EXACT_CELLS", 0)
    monkeypatch.setattr("songngu.align.score.band_rows._CELLS", 700)
    band = find_band(small)
    found = score(small, weights, band).lattice
    assert found.scores.shape[1] < 0.25 * whole.scores.shape[1]
    for k, (a, b) in enumerate(MATCHES):
        for i in range(a, n + 1):
            columns = np.arange(max(b, band.low[i], band.low[i - a] + b), min(band.high[i], band.high[i - a] + b))
            here, there = found.scores[k, found.offset[i] + columns], whole.scores[k, whole.offset[i] + columns]
            assert np.allclose(here, there, atol=1e-3)


def test_the_beads_to_train_on_are_the_beads_that_are_scored() -> None:
    source, target = book(12)
    sides = prepare(source[:9], "vi"), prepare(target, "en")
    aligner, weights = Aligner.shipped("vi", "en"), shipped_weights()
    compared = compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)
    lattice = score(compared, weights, Band.full(9, 12)).lattice
    cells = lattice.scores.reshape(len(BEADS), 10, 13)
    for bead, rows, columns, values in beads(compared):
        here = cells[bead, rows, columns]
        assert here == pytest.approx(weighted(values, weights, here.shape), abs=1e-4)
        assert (here > NEVER).all()
