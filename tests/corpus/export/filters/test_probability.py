"""The probability of a bead."""

from tests.corpus.export.filters.rows import scores

SHARES = (
    "language",
    "script",
    "alphabet",
    "letters",
    "numbers",
    "punctuation",
    "repetition",
    "untranslated",
    "identical",
)


SHARES += ("markup", "addresses", "noise")


def test_the_probability_is_that_of_the_bead():
    rows = [{"source": "a", "target": "b", "probability": value} for value in (None, 0.25)]
    assert scores(*rows, name="probability") == [None, 0.25]
