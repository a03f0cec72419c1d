"""Two runs of one command in one folder at a time: both end well, the files are those of one run, nothing is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.jobs import JOBS
from tests.faults.test_kills import MADE_FOLDERS, NUMBER, Victim, left, posix, state

pytestmark = [posix, pytest.mark.slow]

_RACES = max(1, NUMBER * 5 // 3) if NUMBER > 2 else 1


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Victim, Victim]]:
    both = Victim(), Victim()
    yield both
    for process in both:
        process.close()


@pytest.mark.parametrize("name", ["build", "align", "align-folders", "check-baseline"])
def test_two_at_a_time_leave_what_one_leaves(name: str, pair: tuple[Victim, Victim], tmp_path: Path) -> None:
    job = next(each for each in JOBS if each.name == name)
    folder, pristine = tmp_path / "work", tmp_path / "pristine"
    pristine.mkdir()
    for made in MADE_FOLDERS:
        (pristine / made).mkdir()
    job.arrange(pristine, 1)
    shutil.copytree(pristine, folder)
    status, _ = pair[0].run(folder, job.arguments)
    alone = state(folder)
    for _ in range(_RACES):
        shutil.rmtree(folder)
        shutil.copytree(pristine, folder)
        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(lambda process: process.run(folder, job.arguments)[0], pair))
        assert done == [status, status], (tmp_path / "scratch.log").read_text(encoding="utf-8")
        assert state(folder) == alone
        assert pair[0].run(folder, job.arguments)[0] == status
        assert "corrupt" not in (tmp_path / "scratch.log").read_text(encoding="utf-8")
        assert state(folder) == alone
        assert not left(folder)
