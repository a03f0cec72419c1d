"""Rows of the band laid end to end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.score.band import Band
from songngu.align.score.band_rows import BandComparison, compare_band, layout, layouts
from tests.align.chronicle import small_comparison


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_full_band_has_a_cell_for_every_pair(n: int, m: int) -> None:
    place = layout(Band.full(n, m), 0, n)
    assert sorted(zip(place.row.tolist(), place.column.tolist(), strict=True)) == [
        (i, j) for i in range(n) for j in range(m)
    ]
    numbers = (place.row * m + place.column).astype(np.float32)
    inside = (place.row > 0) & (place.column > 0)
    assert np.array_equal(place.above(numbers)[inside], numbers[inside] - m)
    assert np.array_equal(place.before(numbers)[inside], numbers[inside] - 1)


def test_layouts_serve_every_row_once() -> None:
    band = Band.full(300, 200)
    starts = [start for start, _ in layouts(band)]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert max(place.rows.stop for _, place in layouts(band)) == 300


@pytest.fixture(scope="module")
def rows() -> BandComparison:
    comparison = small_comparison()
    return compare_band(comparison, layout(Band.full(len(comparison.source), len(comparison.target)), 0, 12))


def test_a_sentence_goes_best_with_its_rendering(rows: BandComparison) -> None:
    evidence, _ = rows.best
    for sentence in range(8):
        cells = np.flatnonzero(rows.layout.row == sentence)
        assert rows.layout.column[cells[evidence[cells].argmax()]] == sentence


def test_numbers_of_both_windows_are_counted(rows: BandComparison) -> None:
    matched = rows.numbers_matched(1, 1)
    same = rows.layout.row == rows.layout.column
    assert (matched[same] >= 1).all()
    assert (rows.numbers_matched(2, 2) >= matched).all()
