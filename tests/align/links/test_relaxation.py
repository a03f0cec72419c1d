"""Links weighed by what the words beside them are linked with."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.links.relaxation import near, shared, total


def test_a_word_goes_with_its_neighbours() -> None:
    renders = np.full((4, 4, 1), 1e-3, np.float32)
    renders[1, 1] = renders[1, 3] = renders[0, 0] = renders[2, 2] = 0.5
    places = np.ones_like(renders)
    ahead = shared(renders.copy(), places, np.array([4]), axis=0)[:, :, 0]
    assert ahead[1, 1] > 0.9 and ahead[:, 1].sum() <= 1
    back = shared(renders, places, np.array([4]), axis=1)[:, :, 0]
    assert back[1, 1] > 2 * back[1, 3]


def test_places_are_near_by_their_share_of_the_text() -> None:
    found = near(np.array([2, 4]), np.array([4, 4]), (4, 4, 2))
    assert found[1, 2, 0] == found[3, 3, 1] == 1 > found[1, 1, 0] > found[1, 0, 0]


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 9), st.integers(0, 99))
def test_zeros_behind_change_nothing(height: int, width: int, more: int, seed: int) -> None:
    values = np.random.default_rng(seed).random((height, width, 1)).astype(np.float32)
    padded = np.pad(values, ((0, more), (0, more), (0, more)))
    assert total(values, 0).tolist() == total(padded, 0)[:width, :1].tolist()
    assert total(values, 1).tolist() == total(padded, 1)[:height, :1].tolist()
