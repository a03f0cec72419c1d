import numpy as np
import pytest

from songngu.align.score.band import band_around


def _cells(n: int, kinds: int) -> int:
    numbers = np.arange(n) % kinds
    band = band_around([], n, n, (numbers, numbers))
    assert band.low[0] == 0 and band.high[-1] == n + 1
    return int((band.high - band.low).sum())


@pytest.mark.parametrize("kinds", [1, 3])
def test_the_band_of_lines_that_are_alike_grows_with_their_number(kinds: int) -> None:
    few, many = _cells(1_000, kinds), _cells(8_000, kinds)
    assert many < 9 * few
    assert many < 60 * 8_000


def test_lines_that_differ_have_a_wide_band() -> None:
    assert _cells(1_000, 1_000) > 3 * _cells(1_000, 1)
