import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from songngu.corpus.files.exchange import settle
from songngu.corpus.files.output import atomic_files, atomic_writer

posix = pytest.mark.skipif(os.name != "posix", reason="kills and locks of POSIX")

_KILLED = """
import os, signal, sys
from pathlib import Path
from songngu.corpus.files.output import atomic_files
die, folder = int(sys.argv[1]), Path(sys.argv[2])
count = 0
def hook(event, arguments):
    global count
    if event in ("os.rename", "os.remove", "os.link", "os.chmod") and str(arguments[0]).startswith(str(folder)):
        if count == die:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
paths = [folder / "c.vi", folder / "sub" / "c.en", folder / "c.ids"]
with atomic_files(paths, [folder / "c.old"]) as streams:
    for stream in streams:
        stream.write(b"new")
    sys.addaudithook(hook)
print("done")
"""
_OLD = {"c.vi": "old", "sub/c.en": "old", "c.old": "old"}
_NEW = {"c.vi": "new", "sub/c.en": "new", "c.ids": "new"}


def _lay_out(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name, text in _OLD.items():
        (folder / name).write_text(text, encoding="utf-8")


def _contents(folder: Path, *, hidden: bool = True) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and (hidden or not path.name.startswith("."))]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


@posix
@pytest.mark.slow
def test_a_kill_at_any_step_leaves_each_file_old_or_new_and_the_next_run_ends_it(tmp_path: Path) -> None:
    for die in range(40):
        folder = tmp_path / str(die)
        folder.mkdir()
        _lay_out(folder)
        run = subprocess.run([sys.executable, "-c", _KILLED, str(die), str(folder)], capture_output=True, check=False)
        seen = _contents(folder, hidden=False)
        assert all(seen[name] in ("old", "new") for name in ("c.vi", "sub/c.en"))
        settle(folder / "sub")
        settle(folder)
        assert _contents(folder) in (_OLD, _NEW)
        if not run.returncode:
            break
        assert run.returncode == -signal.SIGKILL
    assert 8 < die < 39
    assert _contents(folder) == _NEW


def _record(folder: Path, swaps: object, suffix: str = ".exchange") -> Path:
    path = folder / f".songngu-0123456789abcdef{suffix}"
    path.write_text(swaps if isinstance(swaps, str) else json.dumps(swaps), encoding="utf-8")
    return path


def test_what_was_begun_is_ended_by_the_next_that_writes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / ".songngu-00000000000000aa.tmp").write_text("new", encoding="utf-8")
    (tmp_path / ".songngu-00000000000000bb.kept").write_text("old", encoding="utf-8")
    swap = {"target": "a", "new": ".songngu-00000000000000aa.tmp", "kept": ".songngu-00000000000000bb.kept"}
    os.utime(_record(tmp_path, [swap]), (0, 0))
    with atomic_writer(tmp_path / "b") as stream:
        stream.write("b")
    assert _contents(tmp_path) == {"a": "new", "b": "b"}


def test_what_was_being_undone_is_undone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("new", encoding="utf-8")
    (tmp_path / "b").write_text("new", encoding="utf-8")
    (tmp_path / ".songngu-00000000000000bb.kept").write_text("old", encoding="utf-8")
    kept = {"target": "a", "new": ".songngu-00000000000000aa.tmp", "kept": ".songngu-00000000000000bb.kept"}
    fresh = {"target": "b", "new": ".songngu-00000000000000ab.tmp", "kept": None}
    os.utime(_record(tmp_path, [kept, fresh], ".undo"), (0, 0))
    settle(tmp_path)
    assert _contents(tmp_path) == {"a": "old"}


@pytest.mark.parametrize(
    "swaps",
    [
        "no json",
        "[1]",
        '[{"target": 1}]',
        [{"target": "../victim", "new": "mine", "kept": None}],
        [{"target": "../victim", "new": None, "kept": None}],
    ],
)
def test_a_record_that_is_not_ours_moves_nothing(tmp_path: Path, swaps: object) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "victim").write_text("old", encoding="utf-8")
    os.utime(_record(folder, swaps), (0, 0))
    settle(folder)
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "old"
    assert (folder / "mine").read_text(encoding="utf-8") == "mine"


@posix
def test_what_a_living_process_writes_is_left(tmp_path: Path) -> None:
    left = tmp_path / ".songngu-00000000000000aa.tmp"
    left.write_text("of a killed process", encoding="utf-8")
    with atomic_files([tmp_path / "a", tmp_path / "b"]) as streams:
        streams[0].write(b"new")
        settle(tmp_path)
        assert not left.exists()
        assert len(list(tmp_path.iterdir())) == 2
    assert _contents(tmp_path) == {"a": "new", "b": ""}
