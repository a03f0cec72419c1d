from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.links.symmetry import Symmetry, symmetrised


def table(rows: str) -> np.ndarray:
    return np.array([[cell == "x" for cell in row] for row in rows.split()])


AHEAD, BACK = table("x.. .x. .x. ..x"), table("x.. .x. ... ...")


@pytest.mark.parametrize(
    ("symmetry", "wanted"),
    [
        (Symmetry.INTERSECTION, "x.. .x. ... ..."),
        (Symmetry.UNION, "x.. .x. .x. ..x"),
        (Symmetry.GROWN, "x.. .x. .x. ..x"),
    ],
)
def test_links_of_two_directions(symmetry: Symmetry, wanted: str) -> None:
    assert (symmetrised(AHEAD, BACK, symmetry) == table(wanted)).all()


def test_far_links_of_one_direction_come_last_and_only_where_nothing_is_linked() -> None:
    ahead, back = table("x... .... ...x x..x"), table("x... .... .... ....")
    assert (symmetrised(ahead, back, Symmetry.GROWN) == table("x... .... ...x ....")).all()


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_grown_lies_between_intersection_and_union(rows: int, columns: int, random: Random) -> None:
    ahead, back = (np.array([[random.random() < 0.3 for _ in range(columns)] for _ in range(rows)]) for _ in "ab")
    grown = symmetrised(ahead, back, Symmetry.GROWN)
    assert not (ahead & back & ~grown).any()
    assert not (grown & ~(ahead | back)).any()
