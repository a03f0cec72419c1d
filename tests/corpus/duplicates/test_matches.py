"""Matches of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Span
from songngu.corpus.duplicates import matches, words
from songngu.corpus.duplicates.chains import Run
from songngu.corpus.duplicates.matches import align, clip, hull, split_gaps
from tests.corpus.duplicates.passages import common


def test_growth_to_both_sides() -> None:
    keys = np.array([*range(40), *range(100, 140), *range(1, 40), 99], dtype=np.uint32)
    keys[[85, 113]] = 500, 600
    places = np.arange(len(keys), dtype=np.int32)
    heads = np.zeros(len(keys), dtype=np.bool_)
    heads[[0, 40, 80]] = True
    stream = words.Words(keys, places, places + np.int32(1), heads, np.array([0, 40, 80, 120]))
    seed = (matches.Run(15, 94, 6),)
    strict = matches.grow(stream, seed, 0)
    assert (strict.first, strict.second, strict.similarity) == (Span(7, 34), Span(86, 113), 1)
    near = matches.grow(stream, seed, 8)
    assert (near.first, near.second, near.common) == (Span(0, 40), Span(80, 120), 37)
    assert near.similarity == 2 * 37 / (len(near.first) + len(near.second))
    assert [matches.locate(near, word) for word in (80, 84, 100, 119)] == [1, 5, 21, 40]


def test_a_clip_keeps_what_stands_inside_both_stretches() -> None:
    chain = (Run(0, 100, 10), Run(12, 115, 8))
    assert clip(chain, Span(4, 16), Span(100, 117)) == (Run(4, 104, 6), Run(12, 115, 2))
    assert clip(chain, Span(10, 12), Span(100, 130)) == ()
    assert hull(chain) == (Span(0, 20), Span(100, 123))


def test_a_chain_is_cut_at_its_widest_gaps() -> None:
    chain = (Run(0, 100, 10), Run(11, 111, 5), Run(50, 160, 9))
    assert split_gaps(chain) == [chain[:2], chain[2:]]


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_words_are_aligned_by_a_longest_common_subsequence(one: list[int], other: list[int]) -> None:
    keys = np.array([*one, *other], np.uint32)
    runs = align(keys, Span(0, len(one)), Span(len(one), len(keys)))
    pairs = [(run.first + k, run.second + k) for run in runs for k in range(run.length)]
    assert all(keys[a] == keys[b] for a, b in pairs)
    assert pairs == sorted(pairs)
    assert len(pairs) == common([str(key) for key in one], [str(key) for key in other])
