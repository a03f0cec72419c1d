"""Tasks side by side: every one is done or given up, whatever dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.workspace.runners.local import LocalRunner, cores
from songngu.workspace.runners.runner import Done
from tests.workspace.runners.tasks import dies, times


def fails(shared: None, task: int) -> int:
    raise ValueError(f"task {task}")


def test_here_in_order() -> None:
    assert list(LocalRunner().run(times, [1, 2, 3], 10)) == [Done(0, 10), Done(1, 20), Done(2, 30)]
    assert cores() >= 1


@pytest.mark.slow
def test_in_processes() -> None:
    done = list(LocalRunner(2).run(times, range(7), 10))
    assert sorted((each.number, each.value) for each in done) == [(k, 10 * k) for k in range(7)]


@pytest.mark.slow
def test_a_death_costs_its_own_task(tmp_path: Path) -> None:
    done = {each.number: each for each in LocalRunner(2).run(dies, range(8), str(tmp_path))}
    assert sorted(done) == list(range(8))
    assert done[3].value is None and "died 3 times" in (done[3].failure or "")
    assert [done[k].value for k in range(8) if k != 3] == [k for k in range(8) if k != 3]


@pytest.mark.slow
def test_what_the_work_raises_is_raised() -> None:
    for workers in (1, 2):
        with pytest.raises(ValueError, match="task"):
            list(LocalRunner(workers).run(fails, range(3)))


SCRIPT = """\
import os, time
from songngu.workspace.runners.local import LocalRunner
def work(folder, task):
    open(os.path.join(folder, f"{os.getpid()}.pid"), "w").close()
    time.sleep(36000)
if __name__ == "__main__":
    list(LocalRunner(2).run(work, range(4), %r))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks a process for a sign of life by POSIX means")
def test_no_process_outlives_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "job.py"
    script.write_text(SCRIPT % str(tmp_path), encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)])
    assert comes_true(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert comes_true(lambda: not any(alive(worker) for worker in workers))


def comes_true(holds: Callable[[], bool], seconds: float = 600) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/status")
        return not status.exists() or "State:\tZ" not in status.read_text(encoding="utf-8")
    except OSError:
        return False
