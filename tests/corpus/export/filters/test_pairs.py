"""Filters of functions over pairs of texts."""

import pytest

from songngu.corpus.errors import SongnguError
from songngu.corpus.export.filters.pairs import over_pairs, scorer_of_pairs
from tests.corpus.export.filters.rows import bitext


def test_a_function_scores_both_sides():
    expression = over_pairs("sum", lambda sources, targets: [len(a + b) for a, b in zip(sources, targets, strict=True)])
    assert bitext(("ab", "c"), ("", None)).select(expression).to_series().to_list() == [3, 0]


@pytest.mark.parametrize("told", [[1.0], [1.0, "x"], [1.0, 2.0, 3.0]])
def test_what_is_no_number_for_each_row_is_refused(told):
    with pytest.raises(SongnguError):
        bitext(("a", "b"), ("c", "d")).select(over_pairs("odd", lambda sources, targets: told))


def test_bounds_are_those_of_the_function():
    class Judge:
        least, most = 0.5, None

        def __init__(self, model):
            self.model = model

        def __call__(self, sources, targets):
            return [self.model for _ in sources]

    made = scorer_of_pairs("judge", Judge, {"model": 0.7})
    assert (made.name, made.least, made.most) == ("judge", 0.5, None)
    assert bitext(("a", "b")).select(made.score()).item() == 0.7
