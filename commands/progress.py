"""Progress of long work on a terminal: shown on stderr after a second, gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from songngu.commands.console import shows_progress

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY = 1.0


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


@contextmanager
def progress(label: str, total: int | None = None, *, quiet: bool = False, delay: float = _DELAY) -> Iterator[Bar]:
    """Show work of ``total`` steps, or of a length nobody knows, while the block runs.

    Nothing is shown before ``delay`` seconds, with ``quiet``, with `--no-progress`, or where stderr is no terminal.
    """
    if quiet or not shows_progress() or not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counted = (MofNCompleteColumn(),) if total is not None else ()
    columns = (TextColumn("{task.description}"), BarColumn(), *counted, TimeElapsedColumn())
    console = Console(file=sys.stderr)
    shown = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    task = shown.add_task(label, total=total)
    start = Timer(delay, shown.start)
    start.daemon = True
    start.start()
    try:
        yield Bar(shown, task)
    finally:
        start.cancel()
        start.join()
        shown.stop()
