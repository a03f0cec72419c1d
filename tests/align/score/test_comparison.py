"""Two documents compared."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.score.comparison import Comparison, running_sum, window_sum


def test_dot_products_of_a_part_are_those_of_the_whole(comparison: Comparison) -> None:
    around = comparison.forward.around(slice(1, 5), slice(0, 3), comparison.idf)
    assert np.allclose(around.dots(slice(2, 4), slice(1, 3)).T, comparison.dots[2:4, 1:3], rtol=1e-4)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(1, 4))
def test_sums_of_neighbouring_rows(values: list[int], width: int) -> None:
    rows = np.array(values, np.float64)
    running = [sum(values[max(0, k - width + 1) : k + 1]) for k in range(len(values))]
    assert running_sum(rows, width).tolist() == running
    if width <= len(values):
        assert window_sum(rows, width).tolist() == running[width - 1 :]
