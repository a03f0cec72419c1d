import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.links.hmm import posteriors


def test_a_word_is_emitted_by_what_explains_it() -> None:
    emissions = np.full((1, 2, 3), 1e-4, np.float32)
    emissions[0, 0, 2] = emissions[0, 1, 0] = 0.9
    found = posteriors(emissions, np.full((1, 2), 1e-3, np.float32), np.array([3]), np.array([2]))
    assert found.argmax(axis=2).tolist() == [[2, 0]]


def test_words_that_nothing_explains_follow_their_neighbours() -> None:
    emissions = np.full((1, 3, 3), 1e-3, np.float32)
    emissions[0, 0, 0] = emissions[0, 2, 2] = 0.9
    found = posteriors(emissions, np.full((1, 3), 1e-4, np.float32), np.array([3]), np.array([3]))
    assert found[0, 1].argmax() == 1


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=4), st.integers(0, 99))
def test_padding_changes_nothing(sizes: list[tuple[int, int]], seed: int) -> None:
    random = np.random.default_rng(seed)
    tables = [random.random((wanted, given)).astype(np.float32) for given, wanted in sizes]
    given, wanted = (np.array(side) for side in zip(*sizes, strict=True))
    emissions = np.zeros((len(sizes), wanted.max(), given.max()), np.float32)
    for row, (width, length) in enumerate(sizes):
        emissions[row, :length, :width] = tables[row]
    null = np.full(emissions.shape[:2], 0.1, np.float32)
    found = posteriors(emissions, null, given, wanted)
    for row, (width, length) in enumerate(sizes):
        alone = posteriors(tables[row][None], null[:1, :length], np.array([width]), np.array([length]))
        assert np.allclose(found[row, :length, :width], alone[0], atol=1e-5)
        assert found[row, :length].sum(axis=1).max() <= 1 + 1e-5
        assert not found[row, :, width:].any()
