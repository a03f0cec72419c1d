"""What a runner is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import SongnguError
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Done, died, in_order, measured, peak_memory, spread_over


@given(st.permutations(range(6)))
def test_values_come_in_the_order_of_their_tasks(order: list[int]) -> None:
    assert list(in_order(Done(number, number * 10) for number in order)) == [0, 10, 20, 30, 40, 50]


def test_a_task_that_was_given_up_is_told_at_its_turn() -> None:
    values = in_order([Done(1, "b"), Done(2, None, died(3)), Done(0, "a")])
    assert [next(values), next(values)] == ["a", "b"]
    with pytest.raises(SongnguError, match="3"):
        next(values)


def test_a_map_keeps_its_order() -> None:
    assert list(spread_over(LocalRunner(1))(lambda n: n * n, range(5))) == [0, 1, 4, 9, 16]


def test_what_a_task_took_is_told() -> None:
    value, spent = measured(lambda shared, task: shared + task, 2, 3)
    assert value == 5
    assert spent.seconds >= 0 <= spent.processor
    assert peak_memory() >= 0
