"""Scratch folders: gone after use, those of killed processes with the next that is made."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from songngu.corpus.files import scratch
from songngu.corpus.files.scratch import scratch_folder

_HOLDING = """
import sys, time
from songngu.corpus.files.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "part").write_text("rows")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_after_the_block_and_after_an_error(temporary: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch_folder() as folder:
        (folder / "a").write_text("a", encoding="utf-8")
        raise ZeroDivisionError
    assert not list(temporary.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="kills and locks of POSIX")
@pytest.mark.slow
def test_what_a_killed_process_left_is_swept_and_what_a_living_one_has_is_not(temporary: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", _HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         env=os.environ | {"TMPDIR": str(temporary)}, text=True)
        for _ in range(2)
    ]  # fmt: skip
    folders = [Path(run.stdout.readline().strip()) for run in runs if run.stdout]
    runs[0].send_signal(signal.SIGKILL)
    runs[0].communicate()
    (temporary / ".songngu-scratch-not").symlink_to(temporary)
    (temporary / "other").mkdir()
    scratch._sweep_once.cache_clear()
    with scratch_folder() as own:
        assert {path.name for path in temporary.iterdir()} == {
            own.name, folders[1].name, "other", ".songngu-scratch-not",
        }  # fmt: skip
    runs[1].communicate()
    assert runs[1].returncode == 0
    assert not folders[1].exists()
