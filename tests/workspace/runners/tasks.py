"""What runners are given to do: tasks that end, and tasks whose process dies, once or whenever it is tried."""

import os
from contextlib import suppress
from pathlib import Path


def times(shared: int, task: int) -> int:
    return shared * task


def dies(shared: str, task: int) -> int:
    if task == 3:
        os._exit(9)
    if task == 5:
        marker = Path(shared) / "tried"
        if not marker.exists():
            marker.touch()
            os._exit(9)
    return task


def fills(shared: str, task: int) -> int:
    """Find no room in the first process that does a task; with an empty folder name, in any."""
    first = Path(shared or "/") / "first"
    if shared:
        with suppress(FileExistsError), first.open("x", encoding="ascii") as stream:  # of two at a time, one is first
            stream.write(str(os.getpid()))
    if not shared or first.read_text(encoding="ascii") == str(os.getpid()):
        raise OSError(28, "No space left on device")
    return task


def is_killed(shared: str, task: int) -> int:
    """Kill the own process, as somebody else might: twice in two tasks, which then end well."""
    mark = Path(shared) / f"{task}-{sum(1 for _ in Path(shared).glob(f'{task}-*'))}"
    if task in (0, 1) and not mark.name.endswith("-2"):
        mark.touch()
        os.kill(os.getpid(), 9)
    return task
