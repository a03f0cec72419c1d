import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.links.symmetry import Points, Symmetry, symmetrised


def points(text: str) -> Points:
    return frozenset((int(link[0]), int(link[2])) for link in text.split())


@pytest.mark.parametrize(
    ("symmetry", "wanted"),
    [
        (Symmetry.INTERSECTION, "0-0 1-1"),
        (Symmetry.UNION, "0-0 1-1 2-1 3-2"),
        (Symmetry.GROWN, "0-0 1-1 2-1 3-2"),
    ],
)
def test_links_of_two_directions(symmetry: Symmetry, wanted: str) -> None:
    assert symmetrised(points("0-0 1-1 2-1 3-2"), points("0-0 1-1"), symmetry) == points(wanted)


def test_far_links_of_one_direction_come_last_and_only_where_nothing_is_linked() -> None:
    assert symmetrised(points("0-0 2-3 3-0 3-3"), points("0-0"), Symmetry.GROWN) == points("0-0 2-3")


_POINTS = st.frozensets(st.tuples(st.integers(0, 5), st.integers(0, 5)))


@given(_POINTS, _POINTS)
def test_grown_lies_between_intersection_and_union(ahead: Points, back: Points) -> None:
    assert ahead & back <= symmetrised(ahead, back, Symmetry.GROWN) <= ahead | back
