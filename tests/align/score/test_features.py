"""The features of a bead."""

import numpy as np
import pytest

from songngu.align.bead import MATCHES
from songngu.align.score.band import Band
from songngu.align.score.band_rows import BandComparison, compare_band, layout
from songngu.align.score.features import ENCODED, FEATURES, deletion_features, match_features
from tests.align.chronicle import small_comparison


@pytest.fixture(scope="module")
def rows() -> BandComparison:
    comparison = small_comparison()
    return compare_band(comparison, layout(Band.full(len(comparison.source), len(comparison.target)), 0, 12))


@pytest.mark.parametrize("bead", MATCHES)
def test_every_feature_is_known_and_a_number(rows: BandComparison, bead: tuple[int, int]) -> None:
    values = match_features(rows, *bead)
    assert set(values) <= set(FEATURES)
    for value in values.values():
        assert np.isfinite(np.asarray(value, np.float64)).all()
        assert np.ndim(value) == 0 or len(np.asarray(value)) == len(rows.layout)


def test_what_renders_each_other_has_more_evidence(rows: BandComparison) -> None:
    values = match_features(rows, 1, 1)
    same = rows.layout.row == rows.layout.column
    for name in ("evidence forward", "evidence backward", "cosine"):
        if name in values:
            value = np.asarray(values[name])
            assert value[same].mean() > value[~same].mean()
    assert not set(values) & set(ENCODED)


@pytest.mark.parametrize("side", ["source", "target"])
def test_each_sentence_may_be_left_out(rows: BandComparison, side: str) -> None:
    comparison = rows.comparison
    count = len(comparison.source if side == "source" else comparison.target)
    values = deletion_features(comparison, np.zeros((2, count), np.float32), side)
    assert values
    assert set(values) <= set(FEATURES)
    assert all(np.ndim(value) == 0 or len(np.asarray(value)) == count for value in values.values())
