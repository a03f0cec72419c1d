"""What runners are given to do: tasks that end, and tasks whose process dies, once or whenever it is tried."""

import os
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
