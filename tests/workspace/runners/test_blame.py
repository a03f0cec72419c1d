"""Who is to blame for a death: a task that brings its process down, not one that was there when somebody killed it."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.workspace.runners.blame import Innocence, Trials
from songngu.workspace.runners.runner import TRIES


def test_a_task_that_kills_is_given_up_after_three_tries() -> None:
    trials = Trials(1, Innocence())
    assert [trials.next(0), trials.died(0)] == [0, None]
    assert [trials.next(0), trials.died(0)] == [0, None]
    assert [trials.next(0), trials.died(0)] == [0, TRIES]
    assert not trials.left


def test_a_suspect_waits_and_is_tried_alone() -> None:
    trials = Trials(3, Innocence())
    first = trials.next(0)
    assert first == 0 and trials.died(0, TRIES - 1) is None
    assert [trials.next(0), trials.next(1)] == [1, 2]
    assert trials.next(1) is None and trials.left
    assert trials.next(0) == 0


def test_what_was_not_done_through_no_fault_keeps_its_place() -> None:
    trials = Trials(4, Innocence())
    taken = [number for _ in range(3) if (number := trials.next(0)) is not None]
    trials.died(taken.pop(), TRIES - 1)
    suspect = 2
    trials.again(taken)
    assert [trials.next(0) for _ in range(3)] == [0, 1, 3]
    assert trials.next(0) == suspect


def test_deaths_of_a_task_that_ends_well_tell_in_favour_of_others() -> None:
    innocence = Innocence()
    trials = Trials(2, innocence)
    for alone in (True, False, True):
        trials.died(0, alone=alone)
    assert trials.ended(0) == 3 and innocence.allowance == TRIES + 1
    assert [trials.died(1) for _ in range(TRIES + 1)] == [None] * TRIES + [TRIES + 1]


def test_there_is_an_end_to_tries() -> None:
    innocence = Innocence()
    innocence.deaths = 1000
    trials = Trials(1, innocence)
    tries = 1
    while trials.died(0) is None:
        tries += 1
    assert tries == 10


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(1, 3))
def test_every_task_ends_once(kills: list[int], processes: int) -> None:
    """Whichever tasks are struck, one of several at a time, each ends or is given up, and none twice."""
    trials, running, over = Trials(5, Innocence()), list[int](), list[int]()
    while trials.left or running:
        while len(running) < processes and (number := trials.next(len(running))) is not None:
            running.append(number)
        number = running.pop(0)
        if kills and kills.pop() < 3:
            if trials.died(number) is not None:
                over.append(number)
        else:
            trials.ended(number)
            over.append(number)
    assert sorted(over) == list(range(5))
