"""Tasks on their way to the workers of a cluster."""

from collections import Counter

import pytest

from songngu import __version__
from songngu.corpus.errors import SongnguError
from songngu.workspace.runners.flight import Tempo, Workers, fault_of_worker


def test_the_least_busy_worker_is_given_a_task() -> None:
    workers = Workers({"a": 2, "b": 1}, single=False)
    assert workers.free(Counter({"a": 1})) == "b"
    assert workers.free(Counter({"a": 2, "b": 1})) is None


def test_a_worker_that_is_left_out_gets_no_more() -> None:
    workers = Workers({"a": 1, "b": 1}, single=False)
    workers.leave_out("a", "its disk is full")
    assert workers.free(Counter()) == "b"
    with pytest.raises(SongnguError):
        workers.leave_out("b", "its disk is full")


def test_a_worker_is_fit_that_is_of_this_version() -> None:
    assert fault_of_worker(__version__, ()) is None
    assert fault_of_worker("0.0.0-other", ()) is not None


def test_short_tasks_are_given_out_together_long_ones_are_not() -> None:
    short, long = Tempo(), Tempo()
    assert short.together(100, 2) == 1
    short.add(0.01)
    long.add(30.0)
    assert 1 < short.together(100, 2) <= 25 and long.together(100, 2) == 1
    assert short.together(3, 2) == 3, "what is done in no time is not shared out"
    short.add(0.5)
    assert short.together(3, 2) == 1, "the last ones are"
    short.apart = True
    assert short.together(100, 2) == 1


def test_tasks_of_no_time_are_given_out_together() -> None:
    tempo = Tempo()
    tempo.add(0.0)
    assert tempo.together(1000, 2) == 250
