"""The probability of a bead."""

from tests.corpus.export.filters.rows import scores


def test_the_probability_is_that_of_the_bead():
    rows = [{"source": "a", "target": "b", "probability": value} for value in (None, 0.25)]
    assert scores(*rows, name="probability") == [None, 0.25]
