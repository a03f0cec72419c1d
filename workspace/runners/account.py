"""An account of a run: what its stages and their tasks took, and who died. Times and memory, never part of a corpus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from songngu.workspace.runners.runner import Done, Runner, Task, Value


@dataclass(slots=True)
class StageAccount:
    """One stage so far: tasks and rows in all, those done before and now, what they took, and who died of them.

    ``seconds`` are those of the clock, ``processor`` those of all its tasks, ``memory`` the bytes that the largest
    process held.
    """

    name: str
    tasks: int = 0
    rows: int = 0
    kept: int = 0
    done: int = 0
    rows_done: int = 0
    failed: int = 0
    deaths: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    memory: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def rows_per_second(self) -> float | None:
        """How many rows are done in a second, None as long as nothing is known."""
        rows = self.rows_done or (self.rows * self.done // self.tasks if self.tasks else 0)
        return rows / self.seconds if self.seconds and rows else None

    @property
    def seconds_left(self) -> float | None:
        """How many more seconds the stage takes if its tasks go on like this, None as long as nothing is known."""
        left = self.tasks - self.kept - self.done - self.failed
        return self.seconds / self.done * left if self.done else None


@dataclass(slots=True)
class Account:
    """What a run has come to so far; ``changed`` is told of every step.

    ``rows_of`` tells how many rows a task has come to by its value, and whether an earlier run did it.
    """

    label: str
    rows_of: Callable[[Any], tuple[int, bool]] = lambda value: (0, False)
    changed: Callable[[], None] = lambda: None
    stages: list[StageAccount] = field(default_factory=list)
    workers: int = 0
    notes: list[str] = field(default_factory=list)
    _told: bool = False

    def begin(self, name: str, kept: int = 0, tasks: int = 0, rows: int = 0) -> None:
        """Begin a stage, of which some tasks may have been done before."""
        self.stages.append(StageAccount(name, tasks, rows, kept))
        self._told = True
        self.changed()

    def expect(self, tasks: int) -> None:
        """Take note of tasks that go to a runner: they are of the stage that was just begun, else of one for all."""
        if not self._told:
            stage = next((each for each in self.stages if each.name == self.label), None)
            if stage is None:
                self.stages.append(stage := StageAccount(self.label))
            stage.tasks += tasks
        self._told = False

    def ended(self, done: Done[Any], runner: Runner) -> None:
        """Add what a task took."""
        stage, known = self.stages[-1], {*self.notes}
        rows, kept = (0, False) if done.failure else self.rows_of(done.value)
        stage.kept += kept
        stage.done += not (kept or done.failure)
        stage.failed += done.failure is not None
        stage.rows_done += 0 if kept else rows
        stage.deaths += done.deaths
        stage.seconds = time.monotonic() - stage.began
        stage.processor += done.spent.processor
        stage.memory = max(stage.memory, done.spent.memory)
        self.workers = max(self.workers, runner.workers)
        self.notes += [note for note in runner.notes if note not in known]
        self.changed()


@dataclass(frozen=True, slots=True)
class AccountedRunner:
    """A runner whose tasks are put into an account."""

    runner: Runner
    account: Account

    @property
    def leaves_this_machine(self) -> bool:
        """Whether tasks are done by processes that may see other files than this one."""
        return self.runner.leaves_this_machine

    @property
    def workers(self) -> int:
        """How many processes there are, as it was a moment ago."""
        return self.runner.workers

    @property
    def notes(self) -> Sequence[str]:
        """What is wrong with processes that others stand in for, in words."""
        return self.runner.notes

    def run(
        self, work: Callable[[Any, Task], Value], tasks: Sequence[Task], shared: Any = None
    ) -> Iterator[Done[Value]]:
        """Yield what becomes of each task, as they end."""
        self.account.expect(len(tasks))
        for done in self.runner.run(work, tasks, shared):
            self.account.ended(done, self.runner)
            yield done

    def share(self, folder: Path) -> None:
        """See to it that all tasks see the folder as this process does."""
        self.runner.share(folder)
