"""A kill at any moment: each name holds the old file or the new one, and the next run ends with the same bytes.

Commands are killed before the n-th thing they do to files, and at random times. Short here; ``make faults`` sets
``SONGNGU_FAULTS`` to the number of kills of each command.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.faults import victim
from tests.faults.jobs import JOBS, FaultJob

NUMBER = int(os.environ.get("SONGNGU_FAULTS", "2"))
_AT_RANDOM = 0.2
MADE_FOLDERS = ("out", "b", "build", "hub")

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and forks of POSIX")
pytestmark = [posix, pytest.mark.slow]

State = dict[str, Any]


class Victim:
    """The process whose forks are killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, victim.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, folder: Path, arguments: tuple[str, ...], die: int = -1, after: float | None = None
    ) -> tuple[int, int]:
        """Run a command in a folder; return its exit status, negative where it was killed, and what it counted."""
        scratch = folder.with_name("scratch")
        scratch.mkdir(exist_ok=True)
        request = {"folder": str(folder), "scratch": str(scratch), "arguments": arguments, "die": die, "after": after}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["status"], answer["count"]

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@pytest.fixture(scope="module")
def killed() -> Iterator[Victim]:
    process = Victim()
    yield process
    process.close()


def state(folder: Path) -> State:
    """Return the contents of all files that are not hidden; of a memory what it holds."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder): path for path in files}
    return {
        name.as_posix(): _rows(path) if path.suffix == ".db" else path.read_bytes()
        for name, path in named.items()
        if not any(part.startswith(".") for part in name.parts) and path.suffix not in {".db-wal", ".db-shm"}
    }


def _rows(memory: Path) -> list[Any] | None:
    with closing(sqlite3.connect(memory)) as connection:
        try:
            return connection.execute("SELECT key, source, target, status, number FROM rows ORDER BY key").fetchall()
        except sqlite3.OperationalError:  # nothing in it yet
            return None


def left(folder: Path) -> list[Path]:
    """Return what a run that ended must not leave: hidden temporary files, scratch folders."""
    return [*folder.rglob(".songngu-*"), *folder.with_name("scratch").iterdir()]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_each_name_is_old_or_new_and_the_next_run_ends_it(job: FaultJob, killed: Victim, tmp_path: Path) -> None:
    pristine, folder = tmp_path / "pristine", tmp_path / "work"
    pristine.mkdir()
    for name in MADE_FOLDERS:
        (pristine / name).mkdir()
    job.arrange(pristine, 0)
    assert killed.run(pristine, job.arguments)[0] in (0, 1), (tmp_path / "scratch.log").read_text(encoding="utf-8")
    job.arrange(pristine, 1)
    old = state(pristine)
    shutil.copytree(pristine, folder)
    status, count = killed.run(folder, job.arguments)
    new = state(folder)
    assert count > 0
    assert not left(folder)
    for die, after in _moments(count, random.Random(job.name)):
        shutil.rmtree(folder)
        shutil.copytree(pristine, folder)
        killed.run(folder, job.arguments, die, after)
        seen = state(folder)
        for name in old.keys() | new.keys() | seen.keys():
            assert seen.get(name) in (old.get(name), new.get(name)), (name, die)
        assert killed.run(folder, job.arguments)[0] == status, (die, (tmp_path / "scratch.log").read_text("utf-8"))
        assert state(folder) == new, die
        assert not left(folder), die


def _moments(count: int, chance: random.Random) -> Iterator[tuple[int, float | None]]:
    """Yield when to kill: before each thing done to files or before some of them, and a few times after a time."""
    number = max(1, round(NUMBER * (1 - _AT_RANDOM)))
    for die in sorted(chance.sample(range(count), number)) if number < count else range(count):
        yield die, None
    for _ in range(NUMBER - min(number, count)):
        yield -1, chance.uniform(0.005, 0.5)
