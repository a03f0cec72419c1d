"""The simulator of runs: workers that take the next task when they have done one, stage after stage."""

import pytest

from benchmarks.cluster_sizing import RunTimes, StageTimes, fixed_share, scaled, simulate

_RUN = RunTimes((StageTimes("one", (4.0, 1.0, 1.0, 2.0), 10), StageTimes("two", (3.0,), 0)), alone=5.0, start=0.5)


@pytest.mark.parametrize(
    ("workers", "processor", "longest"), [(1, 16, 16), (2, 17, 5 + 4.5 + 3), (4, 18, 5 + 4.5 + 3), (99, 18, 12.5)]
)
def test_a_stage_ends_with_its_busiest_worker(workers: int, processor: float, longest: float) -> None:
    told = simulate(_RUN, workers)
    assert (told.processor, told.longest) == (processor, longest)


def test_more_of_the_same() -> None:
    whole = scaled(_RUN, 100, 10)
    assert [len(stage.tasks) for stage in whole.stages] == [80, 30] and whole.alone == 500
    assert simulate(whole, 1).processor == pytest.approx(1600) and whole.stages[0].written == 1000
    assert scaled(_RUN, 100, 10, fixed=4.0).alone == 104
    assert fixed_share(_RUN, RunTimes((), 8.0, 0.5), 4) == 4
