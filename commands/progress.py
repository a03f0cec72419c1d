"""Progress of long work on a terminal: shown on stderr after a second, gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING

from songngu.commands.console import shows_progress

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress, TaskID

    from songngu.workspace.runners.account import Account

_DELAY = 1.0
_WIDE, _NARROW = 40, 20


class Bar:
    """What is told while work goes on; without a terminal it is told to nobody."""

    def __init__(self, shown: Progress | None = None, task: TaskID | None = None) -> None:
        self._shown, self._task = shown, task

    def advance(self, steps: int = 1) -> None:
        """Tell that so many more steps are done."""
        if self._shown and self._task is not None:
            self._shown.advance(self._task, steps)

    def stage(self, label: str) -> None:
        """Tell what is being done now."""
        if self._shown and self._task is not None:
            self._shown.update(self._task, description=label)

    def follow(self, account: Account, *, counted: bool) -> None:
        """Tell of each step of a run what it has come to; the bar is that of its stage, unless it is ``counted``."""

        def tell() -> None:
            if self._shown and self._task is not None and account.stages:
                stage = account.stages[-1]
                if not counted:
                    over = stage.kept + stage.done + stage.failed
                    self._shown.update(self._task, total=stage.tasks, completed=over)
                if stage.name != account.label:
                    self.stage(f"{account.label}: {stage.name}")
                self._shown.update(self._task, figures=figures_of(account))

        account.changed = tell


def figures_of(account: Account) -> str:
    """Return what is known of a run while it goes on: its pace, the time left, its workers, who died, what failed."""
    stage = account.stages[-1]
    pace, left = stage.rows_per_second, stage.seconds_left
    deaths, failed = (sum(getattr(each, name) for each in account.stages) for name in ("deaths", "failed"))
    told = [
        f"{pace:,.0f} rows/s" if pace else "",
        f"{timedelta(seconds=round(left))} left" if left is not None else "",
        f"{account.workers} workers" if account.workers > 1 else "",
        f"{deaths} died" if deaths else "",
        f"{failed} failed" if failed else "",
    ]
    return ", ".join(filter(None, told))


@contextmanager
def progress(
    label: str,
    total: int | None = None,
    *,
    quiet: bool = False,
    delay: float = _DELAY,
    account: Account | None = None,
) -> Iterator[Bar]:
    """Show work of ``total`` steps, or of a length nobody knows, while the block runs.

    With an ``account`` of a run its figures are shown too, and without a total the steps of its stages. Nothing is
    shown before ``delay`` seconds, with ``quiet``, with `--no-progress`, or where stderr is no terminal.
    """
    if quiet or not shows_progress() or not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class WithFigures(Progress):
        """A bar, and below it what is known of a run."""

        def get_renderables(self) -> Iterator[RenderableType]:
            yield from super().get_renderables()
            yield from (Text(task.fields["figures"]) for task in self.tasks if task.fields["figures"])

    counted = (MofNCompleteColumn(),) if total is not None or account else ()
    bar_column = BarColumn(_NARROW if account else _WIDE)
    columns = (TextColumn("{task.description}"), bar_column, *counted, TimeElapsedColumn())
    console = Console(file=sys.stderr)
    shown = WithFigures(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    task = shown.add_task(label, total=total, figures="")
    start = Timer(delay, shown.start)
    start.daemon = True
    start.start()
    bar = Bar(shown, task)
    if account:
        bar.follow(account, counted=total is not None)
    try:
        yield bar
    finally:
        start.cancel()
        start.join()
        shown.stop()
