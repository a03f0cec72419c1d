"""What a run came to: its stages, what their tasks took, who died, what was done before."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from songngu.workspace.runners.account import Account, AccountedRunner
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Done, Spent, peak_memory
from tests.workspace.runners.tasks import dies, times


@dataclass(frozen=True)
class Noted(LocalRunner):
    """This process, of which there is something to say."""

    notes: ClassVar[list[str]] = ["a disk is full"]


def test_stages_and_their_tasks() -> None:
    account = Account("export")
    runner = AccountedRunner(LocalRunner(), account)
    account.begin("scores", kept=1, tasks=4, rows=400)
    assert [done.value for done in runner.run(times, [1, 2, 3], 10)] == [10, 20, 30]
    list(runner.run(times, [4], 10))
    list(runner.run(times, [5, 6], 10))
    scores, rest = account.stages
    assert (scores.name, scores.tasks, scores.kept, scores.done) == ("scores", 4, 1, 3)
    assert (rest.name, rest.tasks, rest.done) == ("export", 3, 3)
    assert scores.seconds_left == 0 and (scores.rows_per_second or 1) > 0
    assert account.workers == 1 and not runner.leaves_this_machine and runner.workers == 1
    assert scores.memory > 0 or not peak_memory()


def test_rows_are_told_by_values() -> None:
    steps: list[int] = []
    account = Account("align", rows_of=lambda value: (value, value == 7))
    account.changed = lambda: steps.append(account.stages[-1].rows_done)
    account.expect(4)
    for done in (
        Done(0, 5, spent=Spent(1, 2.5, 100)),
        Done(1, 7),
        Done(2, 6, deaths=2),
        Done(3, None, "gone", deaths=3),
    ):
        account.ended(done, LocalRunner(4))
    (stage,) = account.stages
    assert (stage.rows_done, stage.done, stage.kept, stage.failed, stage.deaths) == (11, 2, 1, 1, 5)
    assert (stage.processor, stage.memory, account.workers) == (2.5, 100, 4)
    assert steps == [5, 5, 11, 11]


def test_nothing_is_known_at_the_beginning() -> None:
    account = Account("export")
    account.begin("scores", tasks=3, rows=10)
    assert account.stages[0].rows_per_second is None and account.stages[0].seconds_left is None


def test_a_note_is_taken_once() -> None:
    account = Account("export")
    list(AccountedRunner(Noted(), account).run(times, [1, 2], 1))
    assert account.notes == ["a disk is full"]


@pytest.mark.slow
def test_deaths_are_counted(tmp_path: Path) -> None:
    account = Account("align")
    list(AccountedRunner(LocalRunner(2), account).run(dies, range(8), str(tmp_path)))
    assert (account.stages[0].failed, account.stages[0].done) == (1, 7)
    assert account.stages[0].deaths >= 4


def test_a_folder_is_shared(tmp_path: Path) -> None:
    AccountedRunner(LocalRunner(), Account("align")).share(tmp_path)
    assert not list(tmp_path.iterdir())
