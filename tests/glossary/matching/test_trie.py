"""A trie over token labels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.matching.tokens import Labels
from songngu.glossary.matching.trie import Trie

PATHS = st.lists(st.lists(st.sampled_from([(1,), (2,), (3,), (1, 2)]), min_size=1, max_size=3), min_size=1, max_size=5)


def labels(plain: list[int]) -> Labels:
    places = np.arange(len(plain), dtype=np.int32)
    return Labels(np.array(plain, np.int32), None, places, places)


@given(PATHS, st.lists(st.integers(0, 3), max_size=10))
def test_every_path_that_stands_in_a_text_is_found(paths: list[list[tuple[int, ...]]], text: list[int]) -> None:
    trie = Trie(((path, number) for number, path in enumerate(paths)), 3)
    found = {tuple(map(int, hit)) for hit in zip(*trie.walk(labels(text)), strict=True)}
    assert found == {
        (start, start + len(path) - 1, number)
        for number, path in enumerate(paths)
        for start in range(len(text) - len(path) + 1)
        if all(label in step for label, step in zip(text[start:], path, strict=False))
    }
