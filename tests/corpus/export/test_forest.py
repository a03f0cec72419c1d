from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.export.forest import Forest

PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)))


def parts(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    firsts = list(range(count))
    for one, other in pairs:
        low, high = sorted((firsts[one], firsts[other]))
        firsts = [low if first == high else first for first in firsts]
    return firsts


@given(st.lists(PAIRS))
@settings(deadline=None)
def test_rows_joined_have_one_first_row(batches: list[list[tuple[int, int]]]) -> None:
    forest = Forest(30)
    for batch in batches:
        forest.join([one for one, _ in batch], [other for _, other in batch])
    assert forest.firsts().tolist() == parts(30, [pair for batch in batches for pair in batch])


def test_a_long_chain() -> None:
    forest = Forest(500)
    for row in range(499, 0, -1):
        forest.join([row], [row - 1])
    assert not forest.firsts().any()
