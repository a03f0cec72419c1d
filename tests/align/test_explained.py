"""What sentences of one side explain of the words of the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.aligner import Aligner
from songngu.align.explained import WordReading, mended_probability
from songngu.align.score.comparison import explain
from songngu.align.text.tokenised import prepare


def test_words_are_explained_by_their_own_sentence() -> None:
    sides = prepare(["Con mèo ngủ.", "Trời mưa to."], "vi"), prepare(["The cat sleeps.", "It rains hard."], "en")
    reading = WordReading(*sides, explain(*sides, Aligner.shipped("vi", "en").layers)[0])
    own, other = reading.explained([0], [0]), reading.explained([1], [0])
    assert own.mean() > other.mean()
    assert len(own) == len(other)
    assert not reading.explained([], [0]).any()


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_words_make_a_bead_more_probable(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.5 <= mended_probability(low) <= mended_probability(high) <= 0.8 + 1e-9


def test_the_ends_of_the_scale() -> None:
    assert mended_probability(0.0) == pytest.approx(0.5)
    assert mended_probability(1.0) == pytest.approx(0.8)
